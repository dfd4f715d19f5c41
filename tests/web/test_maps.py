import json
import re
from io import BytesIO

import pytest
from PIL import Image

from tests.builders import (
    CORNER,
    a_jpeg,
    a_rally,
    a_steward,
    an_area,
    an_area_photo,
    an_organizer,
)
from turnout import browser
from turnout.desk import areas, atlas, links
from turnout.desk.areas import Said
from turnout.model import ReviewState, Role
from turnout.model.areas import Step
from turnout.model.places import Shape, geometry
from turnout.web import maps, pocket

KEY = "key-of-an-act-{:04}"
HERE = {"Origin": "http://testserver"}


def act(kind, n=1, **told):
    return {"kind": kind, "key": KEY.format(n), **told}


def a_report(n=1, **told):
    return act("put", n, title="River bank", geometry=geometry(CORNER), **told)


@pytest.fixture
def say(client):
    """Return a function that posts acts, and returns the answers."""

    def post(*acts):
        answer = client.post("/e/ks/map/acts", json={"acts": list(acts)}, headers=HERE)
        assert answer.status_code == 200
        return answer.json()["answers"]

    return post


@pytest.fixture
def enter(client, desk):
    """Return a function that opens somebody's link in this browser."""

    def let_in(role, **lead):
        session, _ = links.enter(desk, links.mint(desk, role, "ks", **lead))
        client.cookies.set(links.COOKIE, session)

    return let_in


def titles(desk):
    return [each.area.title for each in atlas.atlas(desk, "ks").areas]


def test_the_page_counts_and_lists_what_is_on_the_map(client, desk):
    steward = a_steward(desk)
    area = an_area(desk, steward).area
    an_area(desk, steward, key="key-of-area-00002", title="River bank")
    areas.say(desk, steward, Said("key-of-step-number-1", area, Step.CLEAN)).result()

    page = client.get("/e/ks/map").text

    assert "1 of 2 areas cleaned" in page
    assert "Corner of 6th and Jackson" in page
    assert f'href="/e/ks/areas/{area}"' in page


def test_an_empty_map_says_what_to_do(client, desk):
    assert "Report the first place that needs cleaning" in client.get("/e/ks/map").text


def test_anybody_reports_and_it_waits(client, desk, say):
    (answer,) = say(a_report())

    assert answer["held"]
    assert titles(desk) == []


def test_a_steward_draws_and_it_stands(desk, say, enter):
    enter(Role.LEAD, lead="wichita_teachers")

    (answer,) = say(a_report())

    assert (answer["held"], answer["state"]) == (False, "confirmed")
    assert titles(desk) == ["River bank"]


def test_an_act_sent_twice_stands_once(desk, say, enter):
    enter(Role.LEAD, lead="wichita_teachers")

    first, again = say(a_report())[0], say(a_report())[0]

    assert (again["seq"], again["again"]) == (first["seq"], True)
    assert titles(desk) == ["River bank"]


def test_what_cannot_stand_is_refused_in_words_and_the_others_stand(desk, say, enter):
    enter(Role.LEAD, lead="wichita_teachers")

    bad, good = say({**a_report(1), "title": " "}, a_report(2))

    assert bad["refused"].startswith("Say in a few words where it is")
    assert "seq" in good


@pytest.mark.parametrize(
    "drawn",
    [
        None,
        "here",
        {"type": "Point", "coordinates": ["a", 1]},
        {"type": "Point", "coordinates": [0, 0]},
        {"type": "Point", "coordinates": [-95.0, 91.0]},
        {"type": "Circle", "coordinates": [1, 2]},
        {"type": "Polygon", "coordinates": [[[-95, 39], [-95, 39], [-95, 39], [-95, 39]]]},
    ],
)
def test_a_shape_that_is_none_is_refused(desk, say, drawn):
    (answer,) = say({**a_report(), "geometry": drawn})

    assert answer["refused"]
    assert atlas.waiting(desk, "ks") == []


def test_an_outline_that_crosses_itself_is_offered_mended(desk, say):
    bowtie = [[-95.69, 39.05], [-95.68, 39.06], [-95.68, 39.05], [-95.69, 39.06], [-95.69, 39.05]]

    (answer,) = say({**a_report(), "geometry": {"type": "Polygon", "coordinates": [bowtie]}})

    assert len(answer["repair"]["offered"]) == 2
    assert atlas.waiting(desk, "ks") == []


@pytest.mark.parametrize("kind", ["confirm", "clean"])
def test_somebody_passing_by_is_told_that_it_is_not_theirs_to_say(desk, say, kind):
    area = an_area(desk, a_steward(desk)).area

    (answer,) = say(act(kind, area=area))

    assert answer["refused"].startswith("This area is not there, or it is not yours")


def test_anybody_says_that_it_is_dirty_again(desk, say):
    steward = a_steward(desk)
    area = an_area(desk, steward).area
    areas.say(desk, steward, Said("key-of-step-number-1", area, Step.CLEAN)).result()

    (answer,) = say(act("reopen", area=area))

    assert answer["state"] == "reopened"


def test_a_steward_says_how_it_was_cleaned(desk, say, enter):
    enter(Role.LEAD, lead="wichita_teachers")
    area = say(a_report())[0]["area"]

    say(act("clean", 2, area=area, bags=3, volunteers=4, note="Two tires", age=60))

    (shown,) = atlas.atlas(desk, "ks").areas
    assert (shown.cleaning.bags, shown.cleaning.volunteers) == (3, 4)


def test_the_last_thing_said_is_taken_back_by_its_own_number(desk, say, enter):
    enter(Role.LEAD, lead="wichita_teachers")
    area = say(a_report())[0]["area"]
    of = say(act("clean", 2, area=area))[0]["seq"]

    (answer,) = say(act("undo", 3, area=area, of=of))
    (late,) = say(act("undo", 4, area=area, of=of))

    assert answer["state"] == "confirmed"
    assert late["refused"]


def test_somebody_passing_by_takes_nothing_back(desk, say):
    receipt = an_area(desk, a_steward(desk))

    (answer,) = say(act("undo", area=receipt.area, of=receipt.seq))

    assert answer["refused"].startswith("This area is not there, or it is not yours")


def test_a_steward_corrects_only_what_the_phone_names(desk, say, enter):
    enter(Role.LEAD, lead="wichita_teachers")
    area = say({**a_report(), "text": "Tires", "wanted": 4})[0]["area"]

    say(act("change", 2, area=area, title="The river bank", wanted=9))

    ((shown,), spot) = atlas.atlas(desk, "ks").areas, {"type": "Point", "coordinates": [-95.6, 39]}
    assert (shown.area.title, shown.area.text, shown.area.wanted) == ("The river bank", "Tires", 9)
    say(act("change", 3, area=area, geometry=spot))
    assert atlas.atlas(desk, "ks").areas[0].area.shape.kind == "point"


def test_a_correction_whose_outline_crosses_itself_is_offered_mended(desk, say, enter):
    enter(Role.LEAD, lead="wichita_teachers")
    area = say(a_report())[0]["area"]
    bowtie = [[-95.69, 39.05], [-95.68, 39.06], [-95.68, 39.05], [-95.69, 39.06], [-95.69, 39.05]]

    (answer,) = say(
        act("change", 2, area=area, geometry={"type": "Polygon", "coordinates": [bowtie]})
    )

    assert len(answer["repair"]["offered"]) == 2


@pytest.mark.parametrize("field", ["key", "title", "text", "size", "lang", "contact", "kind"])
def test_half_a_letter_is_answered_like_any_other(client, desk, field):
    told = {**a_report(), field: "\ud800" * 16}
    body = json.dumps({"acts": [told]})

    answer = client.post(
        "/e/ks/map/acts", content=body, headers={**HERE, "Content-Type": "application/json"}
    )

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "odd",
    [
        None,
        "clean",
        {"kind": "schedule", "area": 1},
        {"kind": "clean", "area": "one"},
        {"kind": "clean", "area": 2**63},
        {"kind": "clean", "area": 1, "age": -1},
        {"kind": "clean", "area": 1, "bags": "3"},
        {"kind": "clean", "area": 1, "key": "short"},
        {"kind": ["clean"], "area": 1},
        {"kind": {}, "area": 1},
    ],
)
def test_what_no_phone_of_ours_says_is_refused_and_harms_nothing(say, odd):
    odd = {**act("clean"), **odd} if isinstance(odd, dict) else odd

    (answer,) = say(odd)

    assert answer["refused"]


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"acts": 1}', b"[" * 100_000])
def test_a_body_that_is_none_is_refused(client, desk, body):
    headers = {**HERE, "Content-Type": "application/json"}

    assert client.post("/e/ks/map/acts", content=body, headers=headers).status_code == 400


def test_a_post_from_another_site_is_refused(client, desk):
    foreign = {"Origin": "https://elsewhere.example"}

    assert client.post("/e/ks/map/acts", json={"acts": []}, headers=foreign).status_code == 403


def test_an_address_that_reports_without_end_is_slowed_down(desk, say):
    answers = [say(a_report(n))[0] for n in range(21)]

    assert "refused" not in answers[19]
    assert answers[20]["refused"].startswith("That is a lot from one address")


def test_who_holds_the_phone_is_told_apart(client, desk, enter):
    assert client.get("/e/ks/map/me").json() == {"role": "", "mine": []}
    area = an_area(desk, a_steward(desk)).area
    enter(Role.LEAD, lead="wichita_teachers")

    assert client.get("/e/ks/map/me").json() == {"role": "lead", "mine": [area]}


def test_only_stewards_see_what_waits(client, desk, enter):
    an_area(desk)
    assert client.get("/e/ks/map/waiting").status_code == 403
    enter(Role.LEAD, lead="wichita_teachers")

    (feature,) = client.get("/e/ks/map/waiting").json()["features"]

    assert feature["properties"]["waiting"] is True


def test_one_areas_page_tells_all_that_happened(client, desk):
    steward = a_steward(desk)
    area = an_area(desk, steward).area
    areas.say(
        desk, steward, Said("key-of-step-number-1", area, Step.CLEAN, bags=3, note="Two tires")
    ).result()

    page = client.get(f"/e/ks/areas/{area}").text

    for told in ("cleaned", "Put on the map by a steward", "3 bags.", "Two tires"):
        assert told in page


def test_a_strangers_note_is_on_no_public_page(client, desk, say):
    steward = a_steward(desk)
    area = an_area(desk, steward).area
    areas.say(desk, steward, Said("key-of-step-number-1", area, Step.CLEAN)).result()
    say(act("reopen", area=area, note="call 555-0100"))

    assert "555-0100" not in client.get(f"/e/ks/areas/{area}").text


@pytest.mark.parametrize("number", ["0", "99", "one", "1" * 19, "²"])
def test_an_area_that_is_not_there_is_404(client, desk, number):
    assert client.get(f"/e/ks/areas/{number}").status_code == 404


def test_an_area_that_waits_has_no_page(client, desk):
    area = an_area(desk).area
    assert client.get(f"/e/ks/areas/{area}").status_code == 404
    areas.decide(desk, an_organizer(desk), area, ReviewState.SHOWN, "key-of-step-number-1").result()

    assert client.get(f"/e/ks/areas/{area}").status_code == 200


def test_the_embed_may_stand_on_any_site_and_the_map_on_none(client, desk):
    assert "frame-ancestors *" in client.get("/e/ks/map/embed").headers["content-security-policy"]
    assert "frame-ancestors 'self'" in client.get("/e/ks/map").headers["content-security-policy"]


def test_no_map_server_is_let_in_unless_the_operator_chose_one(client, desk):
    assert "https:" not in client.get("/e/ks/map").headers["content-security-policy"]


def test_the_map_server_that_was_chosen_is_let_in_with_its_attribution(live_in, app):
    from starlette.testclient import TestClient

    desk = live_in(
        map_tiles="https://tiles.example.org/{z}/{x}/{y}.png", map_attribution="(c) Example"
    )
    a_rally(desk)

    answer = TestClient(app).get("/e/ks/map")

    assert "https://tiles.example.org" in answer.headers["content-security-policy"]
    assert "(c) Example" in answer.text


def test_what_the_page_needs_without_signal_is_all_there(client, desk):
    worker = client.get("/e/ks/map/sw.js").text

    assert worker.startswith("const TOLD")
    for file in worker.split('"files": [')[1].split("]")[0].split(", "):
        assert client.get(file.strip('"')).status_code == 200


def upload(client, body, n=1, place=0, kind="before", **headers):
    params = {"key": KEY.format(n), "place": place, "kind": kind}
    return client.post("/e/ks/map/photos", params=params, content=body, headers={**HERE, **headers})


def test_a_photo_comes_in_from_a_phone_and_stands_without_where_it_was_taken(
    client, desk, say, enter
):
    enter(Role.LEAD, lead="wichita_teachers")
    say(a_report())
    taken = Image.new("RGB", (3000, 2000), (90, 120, 60))
    exif = taken.getexif()
    exif[0x010E] = "MAINTAINED-BY-AMINA"
    file = BytesIO()
    taken.save(file, "JPEG", exif=exif)

    assert upload(client, file.getvalue()).status_code == 200

    (photo,) = client.get("/api/v1/events/ks/areas").json()["features"][0]["properties"]["photos"]
    large, small = (client.get(photo[size]) for size in ("large", "small"))
    assert large.headers["content-type"] == small.headers["content-type"] == "image/jpeg"
    assert b"AMINA" not in large.content + small.content
    assert max(Image.open(BytesIO(large.content)).size) == 1600


@pytest.mark.parametrize("body", [b"", b"<svg/>", a_jpeg()[:200]])
def test_what_is_no_photo_is_refused_in_words(client, say, body):
    say(a_report())

    answer = upload(client, body)

    assert answer.status_code == 422
    assert answer.json()["refused"]


def test_a_photo_of_nothing_is_not_even_looked_at(client, desk, monkeypatch):
    monkeypatch.setattr("turnout.web.map_photos._made", None)

    assert upload(client, a_jpeg()).status_code == 404


def test_a_photo_from_another_site_is_refused(client, say):
    say(a_report())

    assert upload(client, a_jpeg(), Origin="https://elsewhere.example").status_code == 403


def imports(name, seen):
    if name not in seen:
        seen.add(name)
        for found in re.findall(r'"\./([\w/.-]+\.js)"', browser.text(name)):
            imports(found, seen)
    return seen


@pytest.mark.parametrize("page, script", [(maps, "map.js"), (pocket, "pocket.js")])
def test_every_script_that_a_page_loads_is_kept_for_it_without_signal(page, script):
    assert imports(script, set()) <= set(page.FILES)


def on_a_date(desk):
    a_rally(desk, "dec-5", parent="ks", title="River clean-up")
    steward = a_steward(desk)
    area = an_area(desk, steward).area
    put_on = Said("key-of-step-number-1", area, Step.SCHEDULE, date="dec-5")
    areas.say(desk, an_organizer(desk), put_on).result()
    return area


def test_who_joins_from_the_map_is_told_for_which_area_to_the_end(client, desk):
    area = on_a_date(desk)
    assert f"/e/dec-5/join?area={area}" in client.get(f"/e/ks/areas/{area}").text

    form = client.get("/e/dec-5/join", params={"area": area})
    signed = client.post(
        "/e/dec-5/join", data={"name": "Amina", "party": "1", "area": area}, headers=HERE
    )

    assert "You sign up for: Corner of 6th and Jackson." in form.text
    assert f'name="area" value="{area}"' in form.text
    assert signed.headers["location"] == f"/e/dec-5/thanks?area={area}"
    assert "You help at: Corner of 6th and Jackson." in client.get(signed.headers["location"]).text


@pytest.mark.parametrize("given", ["", "0", "99", "one", "²", "1" * 30, "<b>"])
def test_an_area_that_is_not_on_the_date_is_not_spoken_of(client, desk, given):
    on_a_date(desk)

    page = client.get("/e/dec-5/join", params={"area": given})

    assert page.status_code == 200
    assert "You sign up for" not in page.text


def test_an_area_that_waits_is_not_spoken_of_to_who_joins(client, desk):
    area = an_area(desk).area

    assert "Corner of 6th" not in client.get("/e/ks/join", params={"area": area}).text


def test_an_areas_page_shows_how_it_was_and_how_it_is(client, desk):
    steward = a_steward(desk)
    area = an_area(desk, steward).area
    areas.say(desk, steward, Said("key-of-step-number-1", area, Step.CLEAN)).result()
    an_area_photo(desk, steward)
    an_area_photo(desk, steward, key="key-of-step-number-1", kind="after")

    page = client.get(f"/e/ks/areas/{area}").text

    assert page.index("Corner of 6th and Jackson, before") < page.index("Jackson, after")


def test_the_map_asks_first_where_help_is_needed(client, desk):
    an_area(desk, a_steward(desk))

    page = client.get("/e/ks/map").text

    assert "1 place needs help" in page
    assert "0 of 1 area cleaned" in page


def test_the_page_may_show_photos_that_were_just_taken(client, desk):
    assert (
        "img-src 'self' data: blob:;" in client.get("/e/ks/map").headers["content-security-policy"]
    )


def test_a_dates_map_is_its_campaigns_once_that_has_areas(client, desk):
    a_rally(desk, "dec-5", parent="ks", title="River clean-up")
    assert client.get("/e/dec-5/map").status_code == 200

    an_area(desk, a_steward(desk))

    for path, to in (("map?area=1", "map?area=1"), ("map/embed", "map/embed")):
        moved = client.get(f"/e/dec-5/{path}", follow_redirects=False)
        assert (moved.status_code, moved.headers["location"]) == (307, f"/e/ks/{to}")


def test_a_site_with_areas_of_its_own_keeps_its_map(client, desk):
    a_rally(desk, "park", parent="ks")
    for event in ("ks", "park"):
        an_area(desk, an_organizer(desk, event), event=event, key=f"key-of-area-of-{event:x<6}")

    assert client.get("/e/park/map", follow_redirects=False).status_code == 200


@pytest.mark.parametrize("script, path", [("map-embed.js", "map/embed"), ("map.js", "map")])
def test_every_sentence_that_a_page_says_came_along(script, path, client):
    page = client.get(f"/e/ks/{path}").text
    boot = json.loads(re.search(r'id="boot">(.*?)</script>', page)[1])
    texts = "".join(browser.text(name) for name in imports(script, set()))
    said = set(re.findall(r'"(map\.[a-z_0-9]+)"', texts))

    assert said - {"map.close", "map.share"} <= set(boot["words"])


def test_a_picture_has_the_outlines_around_its_areas_and_no_others(client, desk):
    steward, east = a_steward(desk), Shape("point", (((-95.3, 39.05),),))
    an_area(desk, steward)
    an_area(desk, steward, key="key-of-area-00002", shape=east)
    page = client.get("/e/ks/map").text
    boot = json.loads(re.search(r'id="boot">(.*?)</script>', page)[1])

    assert boot["lines"]
    assert all(-97 < lon < -94 and 38 < lat < 40 for line in boot["lines"] for lon, lat in line)
