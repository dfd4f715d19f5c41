import re
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from tests.builders import a_lead, a_rally
from turnout.desk import leads, links, looks, rallies, reviews, signups
from turnout.errors import StoreFailed
from turnout.model import NEEDS
from turnout.web.front import FrontDoor
from turnout.web.personal import COOKIE

URL = "/e/ks/join"


@pytest.fixture
def submit(client):
    def send(url=URL, headers=None, **fields):
        return client.post(url, data={"name": "Ana", "party": "3", **fields}, headers=headers)

    return send


def key_of(page):
    return re.search(r'name="key" value="([^"]+)"', page.text)[1]


def test_the_form_works_as_it_stands(client, coming):
    page = client.get(URL)

    answer = client.post(URL, data={"name": "Ana", "party": "3", "key": key_of(page)})

    assert answer.status_code == 303
    assert answer.headers["location"] == "/e/ks/thanks"
    assert coming() == 3


def test_a_double_tap_is_one_sign_up(submit, coming):
    first, second = submit(key="k"), submit(key="k")

    assert (first.status_code, second.status_code) == (303, 303)
    assert coming() == 3


def test_each_form_has_a_key_of_its_own_and_is_not_kept(client):
    one, other = client.get(URL), client.get(URL)

    assert key_of(one) != key_of(other)
    assert one.headers["cache-control"] == "no-store"


def test_a_form_sent_again_with_other_answers_is_not_counted_twice(submit, coming):
    submit(key="k")

    page = submit(key="k", party="5")

    assert page.status_code == 409
    assert "You have sent this already" in page.text
    assert key_of(page) != "k"
    assert coming() == 3


def test_the_reader_is_thanked_and_a_reload_signs_up_nobody(submit, client, coming):
    location = submit().headers["location"]

    for _ in range(2):
        assert "Thank you, Ana." in client.get(location).text
    assert coming() == 3


def test_the_lead_is_named_and_credited(submit, client, desk):
    assert (
        "You are coming with Wichita Teachers." in client.get(f"{URL}?lead=Wichita_Teachers").text
    )

    answer = submit(f"{URL}?lead=@wichita_teachers@mastodon.social")

    (lead,) = looks.progress(desk, "ks").leads
    assert lead.count.coming == 3
    assert answer.headers["location"] == "/e/ks/thanks?lead=wichita_teachers"


def test_a_leads_host_stays_in_links_where_another_has_the_name(submit, desk):
    a_lead(desk, "wichita_teachers@kolektiva.social", name="Others")

    answer = submit(f"{URL}?lead=wichita_teachers@kolektiva.social")

    assert answer.headers["location"].endswith("?lead=wichita_teachers@kolektiva.social")


def test_an_unknown_lead_in_the_link_leaves_the_person_on_their_own(submit, client, desk):
    page = client.get(f"{URL}?lead=<nobody>").text

    assert "We do not know whose link this is (&lt;nobody&gt;)" in page
    assert submit(f"{URL}?lead=<nobody>").status_code == 303
    assert looks.progress(desk, "ks").own.coming == 3


def test_who_came_by_a_link_of_nobody_we_know_picks_who_asked_them(submit, client, desk):
    a_lead(desk, "amina@m.example", name="Amina")
    a_lead(desk, "hidden@m.example", name="Hidden")
    leads.show(desk, "ks", "hidden", False).result()
    page = client.get(f"{URL}?lead=wichita_teacher").text
    assert re.findall(r'<option value="([^"]*)">([^<]*)', page) == [
        ("", "Nobody of these"), ("amina", "Amina"), ("wichita_teachers", "Wichita Teachers"),
    ]  # fmt: skip

    wrong = submit(f"{URL}?lead=wichita_teacher", lead="amina", party="0")
    assert '<option value="amina" selected>' in wrong.text
    answer = submit(f"{URL}?lead=wichita_teacher", lead="amina", key=key_of(wrong))

    assert answer.headers["location"] == "/e/ks/thanks?lead=amina"
    coming = {lead.handle: lead.count.coming for lead in looks.progress(desk, "ks").leads}
    assert coming["amina@m.example"] == 3


@pytest.mark.parametrize("link", ["", "?lead=wichita_teachers"])
def test_nobody_is_asked_whose_link_it_is_where_we_know(client, link):
    assert "<select" not in client.get(f"{URL}{link}").text


def test_where_the_page_names_no_lead_none_can_be_picked(client, desk):
    rallies.change(desk, "ks", names_public=False).result()

    page = client.get(f"{URL}?lead=nobody").text

    assert "We do not know who sent you this link (nobody)" in page
    assert "<select" not in page
    assert "Wichita" not in page


def test_a_lead_who_is_gone_since_the_form_was_shown_is_said_before_anything_is_stored(
    submit, desk, coming
):
    page = submit(f"{URL}?lead=nobody", lead="nobody", name="Ana Ruiz")

    assert page.status_code == 422
    assert "we no longer know whose link this is" in page.text
    assert 'value="Ana Ruiz"' in page.text
    assert coming() == 0
    assert '<input type="hidden" name="lead"' not in page.text
    assert submit(f"{URL}?lead=nobody", key=key_of(page)).status_code == 303
    assert looks.progress(desk, "ks").own.coming == 3


def test_a_quiet_events_form_takes_whoever_is_named_and_tells_nothing(submit, desk):
    a_rally(desk, "quiet", quiet=True)

    assert submit("/e/quiet/join", lead="nobody").status_code == 303


def test_what_a_link_says_cannot_turn_the_page_around(client):
    page = client.get(f"{URL}?lead=no\u202ebody").text

    assert "\u202e" not in page
    assert "(nobody)" in page


@pytest.mark.parametrize("party", ["0", "-1", "11", "51", "twelve", "1e3", "²", "", "3.0"])
def test_a_wrong_party_is_said_beside_the_field_and_nothing_is_stored(party, submit, coming):
    page = submit(party=party)

    assert page.status_code == 422
    assert 'id="party-error"' in page.text
    assert 'aria-describedby="party-hint party-error"' in page.text
    assert f'value="{party}"' in page.text
    assert coming() == 0


@pytest.mark.parametrize(
    "name",
    ["", "   ", "n" * 10_000, "A\x00na", "A\u202ena"],
    ids=["", "blank", "long", "NUL", "RTL"],
)
def test_a_wrong_name_is_said_beside_the_field(name, submit, coming):
    page = submit(name=name)

    assert page.status_code == 422
    assert 'id="name-error"' in page.text
    assert coming() == 0


def test_all_wrong_fields_are_said_at_once_and_the_first_has_the_focus(submit):
    page = submit(name="", party="0", handle="no handle").text

    assert "3 things to mend first:" in page
    assert re.findall(r'id="(\w+)-error"', page) == ["name", "party", "handle"]
    assert re.search(r'id="name"[^>]*autofocus', page)
    assert page.count("autofocus") == 1
    assert 'href="#party"' in page


def test_what_was_typed_is_kept_and_harmless(submit):
    page = submit(name='"><script>x', party="0", status="maybe", handle="<b>").text

    assert "&#34;&gt;&lt;script&gt;x" in page
    assert "<script>x" not in page
    assert re.search(r'value="maybe" checked', page)


def test_the_key_is_kept_so_that_the_mended_form_is_the_same_one(submit):
    assert key_of(submit(party="0", key="mine")) == "mine"


def test_the_form_is_complete_in_spanish(client, submit, desk):
    a_rally(desk, "es", ask_contact="either", needs=NEEDS)
    page = client.get("/e/es/join?lang=es").text

    assert "¿Cuántas personas?" in page
    assert "Intérprete" in page
    for english in ("Your", "How many", "Count me", "Maybe", "Childcare"):
        assert english not in page
    assert "Dinos tu nombre." in submit(name="").text


def test_contact_and_consent_are_asked_only_where_the_event_asks(client, desk):
    a_rally(desk, "asks", ask_contact="email", contact_required=True)

    assert 'name="contact"' not in client.get(URL).text
    page = client.get("/e/asks/join").text
    assert 'type="email"' in page
    assert 'name="consent"' in page


def test_a_contact_is_kept_only_with_consent(client, desk):
    a_rally(desk, "asks", ask_contact="email")
    fields = {"name": "Ana", "party": "1", "contact": "ana@example.test"}

    refused = client.post("/e/asks/join", data=fields)
    taken = client.post("/e/asks/join", data={**fields, "consent": "yes"})

    assert refused.status_code == 422
    assert 'id="consent-error"' in refused.text
    assert taken.status_code == 303


def test_who_ticks_it_is_reminded_and_the_wording_is_kept(client, desk):
    a_rally(desk, "asks", ask_contact="email")
    fields = {"party": "1", "consent": "yes", "remind": "yes"}
    for name in ("Ana", "Bo"):
        given = {**fields, "name": name, "contact": f"{name}@example.test"}
        client.post("/e/asks/join", data=given if name == "Ana" else {**given, "remind": ""})

    assert 'name="remind"' not in client.get(URL).text
    assert 'name="remind"' in client.get("/e/asks/join").text
    with desk.store.reading() as look:
        wished = [tuple(row) for row in look.rows("SELECT person, wording FROM reminder")]
    assert [wording for _, wording in wished] == ["join.remind/1"]


def test_needs_are_the_ones_the_event_offers(client, desk):
    a_rally(desk, "offers", needs=("ride", "interpreter"))

    page = client.get("/e/offers/join").text

    assert "A ride" in page
    assert "Childcare" not in page
    answer = client.post("/e/offers/join", data={"name": "A", "party": "1", "needs": ["childcare"]})
    assert answer.status_code == 422


def test_a_large_party_is_thanked_and_waits_for_a_look(submit, client, desk, coming):
    location = submit(party="9").headers["location"]

    assert "An organizer takes a look" in client.get(location).text
    assert coming() == 0
    assert len(reviews.held(desk, "ks")) == 1


def test_who_fills_the_hidden_field_is_held_and_not_refused(submit, desk, coming):
    assert submit(website="http://spam.example").status_code == 303
    assert coming() == 0
    assert [held.reason for held in reviews.held(desk, "ks")] == ["hidden_field"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://[half"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_post_from_another_site_is_not_taken(headers, submit, coming):
    page = submit(headers=headers)

    assert page.status_code == 403
    assert "came from another site" in page.text
    assert coming() == 0


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://testserver"}, {"Sec-Fetch-Site": "same-origin"}, {}]
)
def test_a_post_from_our_own_page_is_taken(headers, submit):
    assert submit(headers=headers).status_code == 303


def test_a_post_by_way_of_the_public_address_is_taken(live_in, app):
    a_rally(live_in(public_url="https://rally.example.org"))

    answer = TestClient(app, follow_redirects=False).post(
        URL, data={"name": "A", "party": "1"}, headers={"Origin": "https://rally.example.org"}
    )

    assert answer.status_code == 303


@pytest.mark.parametrize(
    "public, spoken, origin, status",
    [
        ("https://rally.example.org", "http", "http://rally.example.org", 403),
        ("https://rally.example.org", "https", "http://rally.example.org", 403),
        ("", "https", "http://rally.example.org", 403),
        ("", "https", "https://rally.example.org", 303),
        # On a network of one's own, and by a proxy that speaks HTTPS and does not tell.
        ("", "http", "http://rally.example.org", 303),
        ("", "http", "https://rally.example.org", 303),
        ("https://elsewhere.example", "http", "http://rally.example.org", 303),
        ("https://elsewhere.example", "http", "http://elsewhere.example", 403),
        ("http://rally.example.org", "http", "https://rally.example.org", 303),
        ("", "http", "ftp://rally.example.org", 403),
    ],
)
def test_where_https_is_spoken_an_unencrypted_page_is_none_of_ours(
    public, spoken, origin, status, live_in, app
):
    a_rally(live_in(public_url=public))
    client = TestClient(app, base_url=f"{spoken}://rally.example.org", follow_redirects=False)

    answer = client.post(URL, data={"name": "A", "party": "1"}, headers={"Origin": origin})

    assert answer.status_code == status


def test_a_trusted_proxy_says_that_https_is_spoken(desk):
    client = TestClient(
        FrontDoor(PlainTextResponse("")), client=("::ffff:127.0.0.1", 5000), follow_redirects=False
    )
    posted = {"data": {"name": "A", "party": "1"}}
    by_https = {"X-Forwarded-Proto": "https", "Origin": "http://testserver"}

    assert client.post(URL, **posted, headers=by_https).status_code == 403
    by_https["Origin"] = "https://testserver"
    assert client.post(URL, **posted, headers=by_https).status_code == 303


def test_a_closed_event_takes_no_sign_up(submit, desk, coming):
    rallies.close(desk, "ks").result()

    page = submit()

    assert page.status_code == 422
    assert "Sign-ups are closed" in page.text
    assert coming() == 0


def test_a_closed_event_refuses_also_what_is_wrong_besides(submit, desk):
    rallies.close(desk, "ks").result()

    page = submit(party="0")

    assert page.status_code == 422
    assert "Sign-ups are closed" in page.text


@pytest.mark.parametrize("lead", ["clinic", "clinic@safe.example", "nobody"])
def test_a_quiet_events_form_does_not_tell_who_leads(lead, client, desk):
    a_rally(desk, "quiet", quiet=True)
    a_lead(desk, "clinic@safe.example", event="quiet", name="Clinic")

    def shown(wanted):
        page = client.get(f"/e/quiet/join?lead={wanted}")
        text = page.text.replace(key_of(page), "")
        text = re.sub(r'nonce="[^"]+"', "", text)
        return text.replace(wanted, "").replace(wanted.replace("@", "%40"), "")

    assert shown(lead) == shown("somebody")


def test_a_disk_in_trouble_keeps_what_was_typed(submit, monkeypatch):
    def fails(*_):
        raise StoreFailed("disk full")

    monkeypatch.setattr(signups, "commit", fails)

    page = submit(name="Ana Ruiz", key="k")

    assert page.status_code == 503
    assert 'value="Ana Ruiz"' in page.text
    assert key_of(page) == "k"
    assert "Nothing was stored" in page.text


def test_a_disk_in_trouble_after_the_sign_up_does_not_deny_it(submit, coming, monkeypatch):
    def fails(*given):
        raise StoreFailed("disk full")

    monkeypatch.setattr(links, "personal", fails)

    assert submit().status_code == 303
    assert coming() == 3


def test_the_cookie_is_out_of_scripts_reach_and_short_lived(submit):
    cookie = submit().headers["set-cookie"]

    assert cookie.startswith(f"{COOKIE}=")
    for part in ("HttpOnly", "SameSite=lax", "Path=/e/ks", "Max-Age=3600"):
        assert part in cookie
    assert "Secure" not in cookie


def test_over_https_the_cookie_is_kept_to_it(desk, app):
    answer = TestClient(app, base_url="https://testserver", follow_redirects=False).post(
        URL, data={"name": "Ana", "party": "1"}
    )

    assert "Secure" in answer.headers["set-cookie"]


def test_a_form_of_more_than_64_kb_is_not_read(submit):
    assert submit(name="n" * 70_000).status_code == 413


def test_no_address_holds_a_secret(submit):
    location = urlsplit(submit(f"{URL}?lead=wichita_teachers").headers["location"])

    assert parse_qs(location.query) == {"lead": ["wichita_teachers"]}
    assert location.fragment == ""
