from tests.builders import a_steward, an_area
from turnout.desk import areas
from turnout.desk.areas import Said
from turnout.model.areas import Step

AT = "/api/v1/events/ks/areas"


def test_the_map_is_public(client, desk):
    an_area(desk, a_steward(desk))

    answer = client.get(AT)

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/geo+json"
    assert [feature["properties"]["title"] for feature in answer.json()["features"]] == [
        "Corner of 6th and Jackson"
    ]


def test_who_has_the_map_is_sent_nothing_until_it_moves(client, desk):
    steward = a_steward(desk)
    area = an_area(desk, steward).area
    etag = client.get(AT).headers["etag"]
    assert client.get(AT, headers={"If-None-Match": etag}).status_code == 304

    areas.say(desk, steward, Said("key-of-step-number-1", area, Step.CLEAN)).result()

    assert client.get(AT, headers={"If-None-Match": etag}).status_code == 200


def test_only_what_changed_is_sent_to_who_asks_since(client, desk):
    steward = a_steward(desk)
    an_area(desk, steward, key="key-of-area-number-1")
    seen = client.get(AT).json()["seq"]
    an_area(desk, steward, key="key-of-area-number-2", title="River bank")

    told = client.get(AT, params={"since": seen}).json()

    assert [feature["properties"]["title"] for feature in told["features"]] == ["River bank"]


def test_a_seq_that_is_none_is_refused(client, desk):
    for since in ("-1", "soon", "²", "1" * 19):
        assert client.get(AT, params={"since": since}).status_code == 422


def test_an_unknown_event_has_no_map(client, desk):
    assert client.get("/api/v1/events/nowhere/areas").status_code == 404
