"""The lead's pocket on a phone, with and without signal: the total is exact, each tap counts once,
and the page says the truth at every moment."""

from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import checks
from tests.builders import NOON, a_lead, come, commit
from tests.mast import Mast, kept_for_good, served_by
from turnout import browser
from turnout.desk import leads, links, rallies, recognition, schedule, sending
from turnout.model import Role
from turnout.model.sending import Budget

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
SENT_MS = 60_000  # several tries, one after the other, and a busy machine
ROUTED = {"service_workers": "block"}  # what passes a worker by, a test cannot hold up
MOST_BYTES = 100_000  # page, scripts, styles and font together, as they travel


@pytest.fixture
def mast():
    return Mast()


@pytest.fixture
def served(desk, mast):
    """Return the address of our routes, alive, where service workers are allowed: localhost."""
    with served_by(mast) as address:
        yield address


@pytest.fixture
def link(desk, served):
    return f"{served}/enter#{links.mint(desk, Role.LEAD, 'ks', lead='wichita_teachers')}"


@pytest.fixture
def phone(new_context, link):
    """Return a function that opens the pocket on a new phone, as the link does."""

    def open_it(at: str = link, **options) -> Page:
        context = new_context(viewport=PHONE, **options)
        page = context.new_page()
        page.goto(at)
        expect(page.locator(".status")).to_contain_text(all_is(options))
        return page

    return open_it


def all_is(options) -> str:
    return "Todo nos lleg" if options.get("locale") == "es-US" else "All is with us"


@pytest.fixture
def brings(desk):
    """Return how many the lead brings now, by the ledger."""
    return lambda: next(iter(looks_at(desk)))


def looks_at(desk):
    from turnout.desk import looks

    return [lead.count.coming for lead in looks.progress(desk, "ks").leads]


def number(page: Page, shown: str) -> None:
    expect(page.locator(".number")).to_have_text(shown)


def says(page: Page, sentence: str) -> None:
    expect(page.locator(".status")).to_contain_text(sentence, timeout=SENT_MS)


def plus(page: Page, one: int) -> None:
    page.get_by_role("button", name=f"+{one}:").click()


def reopened(context: BrowserContext, page: Page) -> Page:
    """Close the tab and open the pocket in another."""
    at = page.url
    page.close()
    fresh = context.new_page()
    fresh.goto(at)
    return fresh


def test_whom_a_lead_brought_stand_further_in_the_further_they_are(desk, phone):
    a_lead(desk, "cane@example.org", name="Cane", recruited_by="wichita_teachers@mastodon.social")
    a_lead(desk, "river@example.org", name="River", recruited_by="cane@example.org")
    page = phone()

    near, far = (page.locator(".branch li", has_text=name) for name in ("Cane", "River"))
    expect(far).to_have_css("padding-left", "18px")
    expect(near).to_have_css("padding-left", "0px")


def test_a_pocket_that_knows_nothing_offers_nothing_to_undo(desk, phone, served):
    other = a_lead(desk, "topeka_nurses", name="Topeka Nurses").id
    page = phone()

    page.goto(f"{served}/e/ks/pocket?lead={other}")

    says(page, "That link is no longer good.")
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def test_the_last_text_ticked_off_as_sent_is_taken_back_with_one_tap(desk, phone):
    commit(desk, "1", name="Amina", contact="785-555-0101", lead="wichita_teachers")
    schedule.cancel(desk, "ks").result()
    (off,) = (each for each in sending.due(desk, "ks") if each.kind == "off")
    sending.set_budget(desk, Budget(quiet_from=0, quiet_until=0)).result()
    sending.send_now(desk, "ks", off.name)
    page = phone()
    page.locator("summary", has_text="1 person for me to ask or tell").click()
    page.get_by_role("button", name="Amina: I sent it").click()
    expect(page.get_by_text("Amina: sent")).to_be_visible()
    expect(page.get_by_text("All are sent. Thank you.")).to_be_visible()
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()

    undo.click()

    expect(page.get_by_role("button", name="Amina: I sent it")).to_be_visible()
    expect(undo).to_have_count(0)


def test_taps_without_signal_are_kept_through_everything_and_count_once(phone, brings, mast):
    page = phone()
    context = page.context
    plus(page, 1)
    number(page, "1")
    says(page, "All is with us")
    assert brings() == 1
    kept_for_good(page, "/e/ks/pocket")

    context.set_offline(True)
    mast.up = False
    plus(page, 1)
    plus(page, 5)
    number(page, "7")
    says(page, "No signal. 2 taps are kept on this phone.")
    assert brings() == 1

    page.reload()
    number(page, "7")
    says(page, "No signal. 2 taps are kept on this phone.")
    plus(page, 1)

    page = reopened(context, page)
    number(page, "8")
    says(page, "No signal. 3 taps are kept on this phone.")

    page.clock.install(time=NOON)
    page.clock.fast_forward("10:00")
    says(page, "No signal. 3 taps are kept on this phone.")
    number(page, "8")
    assert brings() == 1

    page.clock.resume()
    mast.up = True
    context.set_offline(False)
    says(page, "All is with us")
    number(page, "8")
    assert brings() == 8


def test_where_a_lead_is_named_is_chosen_without_signal_too(phone, desk, mast):
    page = phone()
    context = page.context
    kept_for_good(page, "/e/ks/pocket")
    context.set_offline(True)
    mast.up = False

    page.get_by_text("Where I am named").click()  # its form was kept as well
    page.get_by_text("On the roll at the rally").click()
    page.get_by_label("Your name, as people read it").fill("Teachers")
    page.get_by_role("button", name="Save where I am named").click()
    says(page, "No signal. One tap is kept on this phone.")
    expect(page.locator(".told-plain")).to_contain_text("Your choice is kept on this phone")
    assert not recognition.of_event(desk, "ks")[0].said

    mast.up = True
    context.set_offline(False)
    says(page, "All is with us")
    expect(page.locator(".told-plain")).to_contain_text("You are on the roll, as Wichita Teachers.")
    assert recognition.of_event(desk, "ks")[0].choice.asked == "Teachers"


def test_an_answer_lost_on_its_way_is_asked_for_again_and_counts_once(phone, brings):
    page = phone(**ROUTED)
    lost, seen = [], []

    def lose(route):
        if len(lost) < 2 or not seen:  # the server hears it, the phone hears nothing
            lost.append(route.fetch().status)
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/pocket/taps", lose)
    plus(page, 5)
    says(page, "No signal. One tap is kept on this phone.")
    number(page, "5")
    seen.append(True)

    says(page, "All is with us")
    number(page, "5")
    assert (set(lost), brings()) == ({200}, 5)
    assert len(lost) >= 2


def test_signal_for_a_second_sends_what_it_can_and_keeps_the_rest(phone, brings):
    page = phone()
    kept_for_good(page, "/e/ks/pocket")
    page.context.set_offline(True)
    plus(page, 1)
    says(page, "One tap is kept")

    page.context.set_offline(False)
    says(page, "All is with us")
    page.context.set_offline(True)
    plus(page, 5)
    says(page, "No signal. One tap is kept on this phone.")
    number(page, "6")
    assert brings() == 1

    page.context.set_offline(False)
    says(page, "All is with us")
    assert brings() == 6


def test_two_phones_and_two_tabs_of_one_lead_count_each_tap_once(phone, brings, link):
    first, second = phone(), phone()
    tab = first.context.new_page()
    tab.goto(first.url)
    says(tab, "All is with us")
    first.context.set_offline(True)
    plus(first, 5)
    plus(tab, 1)
    number(first, "6")
    number(tab, "6")
    plus(second, 1)
    number(second, "1")

    first.context.set_offline(False)

    for page in (first, second, tab):
        number(page, "7")
    says(first, "All is with us")
    says(tab, "All is with us")
    assert brings() == 7


def test_a_revoked_link_says_so_and_keeps_the_taps_but_no_names(phone, desk, brings):
    commit(desk, name="Amina", status="maybe", lead="wichita_teachers")
    page = phone()
    page.context.set_offline(True)
    plus(page, 5)
    says(page, "One tap is kept")
    (issued,) = [one for one in links.issued(desk) if one.grant.role is Role.LEAD]
    links.revoke(desk, issued.grant.id)

    page.context.set_offline(False)
    says(page, "That link is no longer good. Ask your organizer for a new one: one tap is kept")
    page.reload()
    says(page, "one tap is kept on this phone")
    number(page, "5")
    assert brings() == 0
    assert "Amina" not in page.evaluate("JSON.stringify(localStorage)")

    token = links.mint(desk, Role.LEAD, "ks", lead="wichita_teachers")
    page.goto(page.url.partition("/e/")[0] + f"/enter#{token}")
    says(page, "All is with us")
    number(page, "5")
    assert brings() == 5


def test_another_leads_link_on_the_same_phone_gets_none_of_the_first_leads_taps(
    phone, desk, served
):
    leads.add(desk, "ks", "Other", "other").result()
    page = phone(**ROUTED)
    page.context.set_offline(True)
    plus(page, 5)
    says(page, "One tap is kept")
    page.context.route("**/pocket/taps", lambda route: route.abort())
    page.context.set_offline(False)

    page.goto(f"{served}/enter#{links.mint(desk, Role.LEAD, 'ks', lead='other')}")
    expect(page.get_by_role("heading", name="Other")).to_be_visible()
    number(page, "0")
    page.context.unroute("**/pocket/taps")
    plus(page, 1)
    says(page, "All is with us")

    assert looks_at(desk) == [0, 1]


def test_a_refused_tap_is_shown_with_its_reason_until_it_is_discarded(phone, desk):
    page = phone()
    page.context.set_offline(True)
    plus(page, 5)
    says(page, "One tap is kept")
    rallies.close(desk, "ks").result()
    page.context.set_offline(False)

    refused = page.get_by_role("list", name="Not taken")
    expect(refused).to_contain_text("Not taken: +5.")
    expect(refused).to_contain_text("Sign-ups for this event are closed.")
    number(page, "0")
    page.reload()
    rallies.reopen(desk, "ks").result()
    refused.get_by_role("button", name="Send again").click()
    number(page, "5")
    says(page, "All is with us")
    expect(refused).to_be_hidden()


def test_who_is_with_another_lead_waits_for_the_organizer_and_the_phone_says_so(phone, desk):
    a_lead(desk, "nurses", name="Nurses")
    commit(desk, name="Ana", contact="ana@example.org", party="3", lead="nurses")
    page = phone()
    page.get_by_text("Add somebody by name").click()
    page.get_by_label("Name", exact=True).fill("Ana")
    page.get_by_label("E-mail or phone").fill("ana@example.org")
    page.get_by_role("button", name="Add", exact=True).click()

    held = page.get_by_role("list", name="The organizer decides")
    expect(held).to_contain_text("Kept: Ana, 1, yes.")
    expect(held).to_contain_text("Already with another lead")
    says(page, "All is with us")
    number(page, "0")
    assert "ana@example.org" not in page.evaluate("JSON.stringify(localStorage)")
    page.reload()
    held.get_by_role("button", name="Understood").click()
    expect(held).to_be_hidden()


def test_people_by_name_a_new_goal_and_undo_under_a_thumb(phone, desk, brings):
    page = phone()
    page.get_by_text("My total is ...").click()
    page.get_by_label("My total").fill("10")
    page.get_by_role("button", name="Save").click()
    number(page, "10")
    page.get_by_text("Add somebody by name").click()
    page.get_by_label("Name", exact=True).fill("Amina Diallo")
    page.get_by_label("E-mail or phone").fill("amina@example.org")
    page.get_by_role("button", name="One more").last.click()
    page.get_by_role("radio", name="maybe").check()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".next")).to_contain_text("Confirm your 2 maybes first.")
    says(page, "All is with us")
    assert "amina@example.org" not in page.evaluate("JSON.stringify(localStorage)")

    page.get_by_role("heading", name="My people").click()
    page.get_by_text("Amina Diallo").last.click()
    page.get_by_role("button", name="Confirmed").click()
    expect(page.locator(".legend")).to_contain_text("2 confirmed")
    number(page, "10")
    page.get_by_role("heading", name="My goal").click()
    goal = page.get_by_label("I promise to bring")
    expect(goal).to_have_value("120")
    goal.click()
    page.keyboard.type("12")  # in its place, not behind it
    commit(desk, "of-another-phone", party="1", lead="wichita_teachers", name="Ida Cho")
    expect(page.locator(".legend")).to_contain_text("1 yes")
    page.get_by_role("button", name="Set my goal").click()
    expect(page.locator(".next")).to_contain_text("Still 2 to go.")
    expect(goal).to_have_value("12")
    plus(page, 5)
    number(page, "15")
    page.get_by_role("button", name="Undo").click()
    number(page, "10")
    says(page, "All is with us")
    assert brings() == 10


NEXT = """async ([module, came]) => {
  const { next } = await import(module);
  const event = { state: "on", open: true, starts_at: "2026-12-05T18:00:00Z" };
  const sum = { event, goal: 20, coming: 9, maybe: 2, by_count: 1, yes: 4, came };
  const toDo = (at) => next((key) => key, sum, new Date(at))[1];
  return [toDo("2026-12-05T17:00:00Z"), toDo("2026-12-05T18:30:00Z")];
}"""


@pytest.mark.parametrize(
    "came, on_the_day",
    [(None, "do_call"), ({"heads": 8}, "do_call"), ({"heads": 9}, "do_maybe")],
)
def test_on_the_day_whoever_is_not_there_yet_is_called_first(page, served, came, on_the_day):
    page.goto(f"{served}/e/ks")

    told = page.evaluate(NEXT, [browser.address("taps-sum.js"), came])

    assert told == ["pocket.do_maybe", f"pocket.{on_the_day}"]


def test_the_number_moves_when_somebody_signs_up(phone, desk):
    page = phone()

    commit(desk, party="3", lead="wichita_teachers")

    number(page, "3")


def test_a_forgotten_phone_holds_nothing_and_its_link_is_closed(phone, desk, served):
    commit(desk, party="3", name="Amina", lead="wichita_teachers")
    page = phone()
    kept_for_good(page, "/e/ks/pocket")
    number(page, "3")

    page.get_by_role("button", name="Forget this phone").click()
    expect(page.get_by_text("Nothing of yours is left on this phone.")).to_be_visible()
    expect(page.get_by_role("link", name="See how we are doing")).to_be_visible()

    assert page.evaluate("[localStorage.length, document.cookie]") == [0, ""]
    assert page.evaluate("caches.keys()") == []
    page.goto(f"{served}/e/ks/pocket")
    says(page, "That link is no longer good.")


# The page asks what stands, and is not answered until a test lets it be; no signal calls that off.
HOLD_WHAT_STANDS = """async () => {
    const ask = window.fetch;
    const held = window.held = [];
    window.fetch = (address, ...rest) => String(address).includes("/pocket/state")
        ? new Promise((answer) => held.push(answer)) : ask(address, ...rest);
    dispatchEvent(new Event("online"));
    while (!held.length) await new Promise((next) => setTimeout(next, 10));
}"""
ANSWER_LATE = """async (told) => {
    for (const answer of window.held) answer(Response.json(told));
    for (let turn = 0; turn < 20; turn++) await new Promise((next) => setTimeout(next, 0));
}"""


def test_an_answer_that_was_late_is_not_kept_on_a_phone_that_was_to_forget(phone, desk):
    commit(desk, party="3", name="Amina", lead="wichita_teachers")
    page = phone(**ROUTED)
    page.evaluate(HOLD_WHAT_STANDS)

    page.get_by_role("button", name="Forget this phone").click()
    expect(page.get_by_text("Nothing of yours is left on this phone.")).to_be_visible()
    told = {"lead": {"id": 1, "handle": "wichita_teachers"}, "people": ["Amina"]}
    page.evaluate(ANSWER_LATE, told)

    assert page.evaluate("JSON.stringify({...localStorage})") == "{}"


def test_the_pocket_is_light(phone, link, new_context):
    context = new_context(viewport=PHONE)
    page = context.new_page()
    weights = {}
    page.on(
        "response",
        lambda answer: (
            "/e/" in answer.url
            and weights.setdefault(answer.url, answer.request.sizes()["responseBodySize"])
        ),
    )
    page.goto(link)
    says(page, "All is with us")
    page.wait_for_load_state("load")

    assert sum(weights.values()) < MOST_BYTES


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en-US", "es-US"])
def test_the_pocket_is_whole_and_open_to_all_eyes(scheme, locale, phone, desk):
    leads.declare(desk, "ks", "wichita_teachers", total=55).result()
    name = "Maria del Carmen Villanueva-Ortega y Fernandez de Cordoba"
    before = (NOON - timedelta(days=3)).isoformat()  # there are two days to draw the pace of
    commit(
        desk, "1", party="20", status="confirmed", name=name, lead="wichita_teachers",
        said_at=before,
    )  # fmt: skip
    commit(desk, "2", party="6", status="maybe", name="Ben", lead="wichita_teachers")
    page = phone(color_scheme=scheme, locale=locale)
    number(page, "55")
    for each in page.locator(".section:not([hidden]) > summary").all():
        each.click()
    page.locator(".people summary").first.click()
    page.locator(".pace-table summary").click()
    expect(page.locator(".pace-table tbody")).to_contain_text("55")
    page.locator(".bar .confirmed").first.wait_for()

    checks.sound(page)
    page.locator("h1 + .soft").evaluate("(e) => { e.textContent = `@${'la_union_'.repeat(9)}`; }")
    assert checks.sideways(page) == 0  # a handle has no space to break at
    heights = page.eval_on_selector_all(
        "button, summary, .taps input",
        "(all) => all.filter((e) => e.offsetParent).map((e) => e.getBoundingClientRect().height)",
    )
    assert min(heights) >= 56


def test_the_day_after_stays_on_the_phone_and_its_names_go_with_the_link(phone, desk, link, mast):
    lead = leads.leads(desk, "ks")[0]
    people = [commit(desk, str(n), name=f"Amina {n}", lead=lead.handle).person for n in range(4)]
    for person in people[:3]:
        come(desk, person=person, lead=lead.id)
    object.__setattr__(desk, "clock", lambda: NOON + timedelta(days=14))
    page = phone()

    head = page.locator(".after .came")
    expect(head).to_have_text("3came with you. You promised 4.")
    missed = page.locator(".after .missed")
    expect(missed).to_contain_text("Amina 3")
    expect(page.get_by_role("button", name="+1:")).to_be_hidden()
    expect(page.get_by_role("heading", name="Challenges")).to_be_hidden()
    missed.locator("summary").click()
    expect(missed.get_by_text("Hi Amina 3, we missed you")).to_be_visible()
    checks.sound(page)
    assert checks.sideways(page) == 0
    kept_for_good(page, "/e/ks/pocket")

    page.context.set_offline(True)
    mast.up = False
    page.reload()
    expect(missed).to_contain_text("Amina 3")

    (issued,) = [one for one in links.issued(desk) if one.grant.role is Role.LEAD]
    links.revoke(desk, issued.grant.id)
    mast.up = True
    page.context.set_offline(False)
    says(page, "That link is no longer good.")
    expect(page.get_by_text("Amina 3")).to_have_count(0)
    assert "Amina" not in page.evaluate("JSON.stringify(localStorage)")
