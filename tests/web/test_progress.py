from tests.builders import commit
from turnout.desk import looks
from turnout.formats.picture import picture

URL = "/api/v1/events/ks/progress"


def test_it_answers_the_live_picture_under_its_seq(client, desk):
    commit(desk, party="4")

    answer = client.get(URL)

    assert answer.json() == picture(looks.progress(desk, "ks"))
    assert answer.headers["etag"] == f'"{answer.json()["seq"]}"'
    assert answer.headers["cache-control"] == "no-cache"


def test_who_has_the_picture_is_not_sent_it_again(client):
    etag = client.get(URL).headers["etag"]

    for known in (etag, f'"0", W/{etag}', "*"):
        answer = client.get(URL, headers={"If-None-Match": known})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == etag


def test_a_moved_event_is_sent_again(client, desk):
    etag = client.get(URL).headers["etag"]
    commit(desk)

    assert client.get(URL, headers={"If-None-Match": etag}).status_code == 200


def test_head_has_the_headers_alone(client):
    answer = client.head(URL)

    assert answer.status_code == 200
    assert answer.headers["etag"]


def test_any_page_may_read_it(client):
    headers = client.get(URL).headers

    assert headers["access-control-allow-origin"] == "*"
    assert headers["access-control-expose-headers"] == "ETag"  # else no script could ask again


def test_an_unknown_event_is_a_problem_in_the_readers_language(client):
    answer = client.get("/api/v1/events/zz/progress", headers={"Accept-Language": "es"})

    assert answer.status_code == 404
    assert answer.json()["title"] == "No conocemos ningún evento llamado zz"


def test_it_names_no_supporter(client, desk):
    commit(desk, name="Amina Secret", contact="amina@example.test", handle="amina@example.test")

    assert "amina" not in client.get(URL).text.lower()
