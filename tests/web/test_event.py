import gzip
import json
import re

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

from tests.builders import a_lead, a_rally, a_shown_photo, an_area, an_organizer, commit
from turnout.desk import leads, photos, rallies
from turnout.web import pages


def boot(page):
    """Return what the page's script is started with."""
    (found,) = re.findall(r'<script type="application/json" id="boot">(.*?)</script>', page.text)
    return json.loads(found)


def test_the_public_page_says_the_numbers_without_a_script(client, desk):
    commit(desk, party="4", lead="wichita_teachers")

    page = client.get("/e/ks").text

    assert "<b>4</b>" in page
    assert "coming of the 600 we promised" in page
    assert "Wichita Teachers" in page


@pytest.mark.parametrize("path", ["/e/day", "/e/day/embed"])
def test_a_day_of_action_lists_its_sites_without_a_script(path, client, desk):
    a_rally(desk, "day", title="Day of action")
    a_rally(desk, "wichita", title="Sedgwick County election office", parent="day")
    a_lead(desk, "b@example.org", event="day", name="County Voters")

    page = client.get(path)

    assert page.status_code == 200
    assert "Sedgwick County election office" in page.text
    assert "County Voters" in page.text


def test_a_hidden_leads_name_is_not_on_the_page(client, desk):
    leads.show(desk, "ks", "wichita_teachers@mastodon.social", False).result()
    commit(desk, party="4", lead="wichita_teachers")

    assert "Wichita" not in client.get("/e/ks").text
    assert "Wichita" not in client.get("/e/ks/join?lead=wichita_teachers").text


def test_the_script_starts_with_the_same_picture_and_the_readers_words(client, desk):
    commit(desk, party="4")

    options = boot(client.get("/e/ks?lang=es"))

    assert options["picture"] == client.get("/api/v1/events/ks/progress").json()
    assert options["lang"] == "es"
    assert options["words"]["light.join"]
    assert options["liveUrl"] == "/api/v1/events/ks/live"
    assert options["joinUrl"] == "/e/ks/join"


def test_a_name_cannot_end_the_script(client, desk):
    a_lead(desk, "b@example.org", name="</script><script>alert(1)</script>")

    page = client.get("/e/ks")

    assert "<script>alert(1)" not in page.text
    names = [lead["name"] for lead in boot(page)["picture"]["leads"]]
    assert "</script><script>alert(1)</script>" in names


@pytest.mark.parametrize("path", ["/e/ks", "/e/ks/join", "/e/ks/board", "/e/ks/mine", "/e/zz"])
def test_pages_let_no_outsider_in(path, client):
    headers = client.get(path).headers
    policy = re.sub("'nonce-[^']+'", "'nonce'", headers["content-security-policy"])

    assert policy.split("; ") == [
        "default-src 'self'",
        "script-src 'self' 'nonce'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"


def test_only_the_embed_may_be_framed_by_others(client):
    headers = client.get("/e/ks/embed").headers

    assert "frame-ancestors *" in headers["content-security-policy"]
    assert "x-frame-options" not in headers


def test_no_page_is_kept_for_a_reader_of_another_language(client):
    headers = client.get("/e/ks", headers={"Accept-Language": "es"}).headers

    assert {"Accept-Language", "Cookie"} <= set(headers["vary"].split(", "))
    assert headers["content-language"] == "es"


def test_each_page_has_a_nonce_of_its_own(client):
    nonces = {
        re.search(r"'nonce-([^']+)'", client.get("/e/ks").headers["content-security-policy"])[1]
        for _ in range(3)
    }

    assert len(nonces) == 3


def test_the_language_is_the_one_chosen_then_kept_then_the_browsers(client):
    assert '<html lang="es"' in client.get("/e/ks", headers={"Accept-Language": "es-MX"}).text
    assert '<html lang="es"' in client.get("/e/ks?lang=es").text
    assert '<html lang="es"' in client.get("/e/ks").text  # the cookie
    assert '<html lang="en"' in client.get("/e/ks?lang=en").text


def test_a_browser_that_asks_for_no_language_gets_the_houses(live_in, app):
    desk = live_in(language="es")
    a_rally(desk)

    assert '<html lang="es"' in TestClient(app).get("/e/ks").text


def test_the_link_to_the_other_language_keeps_the_rest_of_the_address(client):
    assert 'href="?lead=a%26b&amp;lang=es"' in client.get("/e/ks/join?lead=a%26b").text


def test_a_closed_event_offers_no_form(client, desk):
    rallies.close(desk, "ks").result()

    page = client.get("/e/ks/join")

    assert page.status_code == 200
    assert "Sign-ups are closed" in page.text
    assert "<form" not in page.text


def test_the_calendar_file_is_the_event(client, desk):
    answer = client.get("/e/ks/event.ics")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")

    assert answer.headers["content-type"].startswith("text/calendar")
    assert event["summary"] == rallies.event(desk, "ks").title
    assert event["url"] == "http://testserver/e/ks"


def test_without_a_public_address_there_is_no_code_for_others_and_the_page_says_why(client):
    options = boot(client.get("/e/ks/board"))

    assert options["qrSvgUrl"] is None
    assert "TURNOUT_PUBLIC_URL" in options["qrReason"]
    missing = client.get("/e/ks/qr.svg")
    assert missing.status_code == 404
    assert "TURNOUT_PUBLIC_URL" in missing.text


def test_without_a_public_address_this_machine_itself_gets_a_code_and_the_reason(desk, app):
    here = TestClient(app, client=("127.0.0.1", 1))

    assert here.get("/e/ks/qr.svg").status_code == 200
    options = boot(here.get("/e/ks/board"))
    assert options["qrSvgUrl"] == "/e/ks/qr.svg"
    assert "this machine only" in options["qrReason"]


def test_a_proxy_on_this_machine_does_not_make_everybody_this_machine(desk, app):
    proxied = TestClient(app, client=("127.0.0.1", 1), headers={"X-Forwarded-For": "203.0.113.9"})

    assert proxied.get("/e/ks/qr.svg").status_code == 404


def test_with_a_public_address_everybody_gets_the_code(live_in, app):
    a_rally(live_in(public_url="https://rally.example.org"))
    client = TestClient(app)

    answer = client.get("/e/ks/qr.svg")

    assert answer.headers["content-type"] == "image/svg+xml"
    options = boot(client.get("/e/ks/board"))
    assert (options["qrSvgUrl"], options["qrReason"]) == ("/e/ks/qr.svg", "")
    assert options["joinUrl"] == "https://rally.example.org/e/ks/join"


@pytest.mark.parametrize("given, theme", [("dark", "dark"), ("light", "light"), ("<b>", "auto")])
def test_the_board_takes_its_theme_from_the_address(given, theme, client):
    assert boot(client.get(f"/e/ks/board?theme={given}"))["theme"] == theme


def test_json_in_a_script_is_json_still():
    text = 'a</script>&<!--\u2028"'

    assert json.loads(pages.for_script(text)) == text
    assert not set("<>&\u2028") & set(pages.for_script(text))


def test_the_public_page_is_light_with_many_leads_and_photos(client, desk):
    """What a phone loads, gzipped as the server sends it, fonts included; photos come into sight
    one by one."""
    for at in range(40):
        a_lead(desk, f"lead_{at}@example.org", name=f"The people of ward number {at}")
    for at in range(photos.MOST_ON_SCREENS):
        a_shown_photo(desk, (at, at, at), alt=f"What photo number {at} shows, at length. " * 9)
    page = client.get("/e/ks")

    assets = set(re.findall(r"/e/-/assets/[\w/.-]+", page.text))
    small = sum(
        len(gzip.compress(client.get(of, headers={"Accept-Encoding": "identity"}).content))
        for of in assets
    )
    assert len(gzip.compress(page.content)) + small < 60_000


def test_the_page_tells_how_many_areas_are_left_and_leads_to_the_map(client, desk):
    assert 'class="areas-told"' not in client.get("/e/ks").text
    an_area(desk, an_organizer(desk))

    page = client.get("/e/ks").text

    assert "1 area left." in page
    assert 'href="/e/ks/map"' in page
