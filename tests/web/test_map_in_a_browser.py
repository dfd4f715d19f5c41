"""The clean-up map on phones, with and without signal: the whole life of an area, nothing doubled,
and the page says the truth at every moment."""

from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser import checks
from tests.builders import CORNER, a_jpeg, a_rally, a_steward, an_area, an_organizer
from tests.mast import Mast, kept_for_good, served_by
from turnout import browser
from turnout.desk import areas, atlas, links, looks, neighbourhoods, place_stories, series, thanks
from turnout.desk.areas import Said
from turnout.desk.neighbourhoods import Plan
from turnout.desk.place_stories import Told
from turnout.desk.rallies import found
from turnout.model import Role
from turnout.model.areas import Step
from turnout.model.places import Shape
from turnout.store import neighbourhoods as rows

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
SENT_MS = 60_000  # several tries, one after the other, and a busy machine
HERE = {"latitude": 39.05, "longitude": -95.68, "accuracy": 12}
AROUND = (
    (-95.9, 38.9),
    (-95.4, 38.9),
    (-95.4, 39.3),
    (-95.9, 39.3),
    (-95.9, 38.9),
)  # of all seeded
ROUTED = {"service_workers": "block"}  # what passes a worker by, a test cannot hold up
PHOTO = {"name": "spot.jpg", "mimeType": "image/jpeg", "buffer": a_jpeg()}


@pytest.fixture
def mast():
    return Mast()


@pytest.fixture
def served(desk, mast):
    with served_by(mast) as address:
        yield address


@pytest.fixture
def phone(new_context, served, desk):
    """Return a function that opens the map on a new phone; of a steward by their own link."""

    def open_it(lead: str = "", at: str = "/e/ks/map", **options) -> Page:
        usual = {"viewport": PHONE, "geolocation": HERE, "permissions": ["geolocation"]}
        context = new_context(**{**usual, **options})
        if lead:
            session, _ = links.enter(desk, links.mint(desk, Role.LEAD, "ks", lead=lead))
            context.add_cookies([{"name": links.COOKIE, "value": session, "url": served}])
        page = context.new_page()
        page.strangers = checks.outside(page)
        with page.expect_response(f"**/map/{'waiting' if lead else 'me'}"):
            page.goto(served + at)
        expect(page.locator(".map svg")).to_be_visible()
        return page

    return open_it


def moving(page: Page) -> Page:
    """Return the page with its map opened: before, it is a picture."""
    press(page, "Move and zoom")
    expect(page.locator(".map.leaflet-container")).to_be_focused()
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def listed(page: Page, title: str, state: str) -> None:
    expect(page.locator(".areas li", has_text=title)).to_contain_text(state, timeout=SENT_MS)


def choose(page: Page, title: str) -> None:
    page.locator(".area-line", has_text=title).click()
    expect(page.locator(".panel h2")).to_have_text(title)


def says(page: Page, sentence: str) -> None:
    expect(page.locator(".queue")).to_contain_text(sentence, timeout=SENT_MS)


def add_photo(page: Page, **photo) -> None:
    page.locator("input[type=file]").set_input_files({**PHOTO, **photo})
    expect(page.locator(".place-form .photos img").last).to_be_visible()


def report(page: Page, title: str = "River bank") -> None:
    press(page, "Report a place")
    add_photo(page)
    press(page, "Use my location")
    expect(page.get_by_text("The cross is where you are")).to_be_visible()
    page.get_by_label("Where is it?").fill(title)
    press(page, "Report it")


def clean(page: Page, title: str = "River bank") -> None:
    choose(page, title)
    press(page, "It is clean")
    add_photo(page)
    page.get_by_label("Bags filled").fill("3")
    press(page, "Mark it cleaned")


def the_only(desk):
    (shown,) = atlas.atlas(desk, "ks").areas
    return shown


def told_of(desk, area):
    return [step.step for step in atlas.one(desk, "ks", area)[1]]


def test_the_whole_life_of_an_area_runs_on_phones(phone, desk, mast):
    wall, passing = phone(), phone()
    report(passing)
    says(passing, "River bank: sent. It waits for a look")
    passing.reload()
    listed(passing, "River bank", "Waits for a look")
    expect(wall.locator(".areas li")).to_have_count(0)

    steward = phone("wichita_teachers")
    choose(steward, "River bank")
    expect(steward.get_by_alt_text("River bank, before")).to_be_visible()
    press(steward, "I saw it")
    listed(wall, "River bank", "confirmed")
    area = the_only(desk).area.id

    first = datetime(2026, 12, 5, 9)
    series.make(
        desk, "ks", title="River clean-up", first=first, count=2, goal=20, on_them=[area]
    ).result()
    listed(wall, "River bank", "Clean-up Sat, Dec 5")
    choose(passing, "River bank")
    passing.get_by_role("link", name="I'll come and help").click()
    expect(passing.get_by_text("You sign up for: River bank.")).to_be_visible()
    passing.locator("#name").fill("Amina")
    passing.locator("form button.button").click()
    expect(passing.get_by_text("You help at: River bank.")).to_be_visible()
    assert looks.progress(desk, "ks-dec-05").count.coming == 1

    kept_for_good(steward, "/e/ks/map")
    steward.context.set_offline(True)
    mast.without = links.COOKIE
    clean(steward)
    says(steward, "River bank: kept on this phone until it is sent.")
    at, context = steward.url, steward.context
    steward.close()
    steward = context.new_page()
    steward.goto(at)
    says(steward, "River bank: kept on this phone until it is sent.")
    listed(steward, "River bank", "Kept on this phone until it is sent")
    listed(wall, "River bank", "Clean-up Sat, Dec 5")

    mast.without = ""
    context.set_offline(False)
    says(steward, "River bank: cleaned. Thank you!")
    listed(wall, "River bank", "cleaned")
    expect(wall.locator("#map-need")).to_have_text("All that was reported is clean")
    assert [photo.kind for photo in the_only(desk).photos] == ["after"]
    (thanked,) = thanks.drafts(desk, "ks")  # Amina, who came; who reported left no contact
    assert "River bank" in thanked.text
    assert "/e/ks-dec-19/join" in thanked.text  # the nearest next date is the next ask

    passing.goto(f"{at.partition('?')[0]}?area={area}")
    press(passing, "It is dirty again")
    press(passing, "Say that it is dirty again")
    says(passing, "River bank: dirty again.")
    listed(wall, "River bank", "dirty again")
    listed(steward, "River bank", "dirty again")
    steps = [Step.REPORT, Step.CONFIRM, Step.SCHEDULE, Step.CLEAN, Step.REOPEN]
    assert told_of(desk, area) == steps
    assert (wall.strangers, passing.strangers) == ([], [])


def test_answers_lost_on_their_way_are_asked_for_again_and_double_nothing(phone, desk):
    page, lost = phone("wichita_teachers", **ROUTED), []

    def lose(route):
        if len(lost) in (0, 2, 4):  # the server hears it, the phone hears nothing
            lost.append(route.fetch().status)
            route.abort("connectionreset")
        else:
            lost.append(0)
            route.continue_()

    page.route("**/map/{acts,photos**}", lose)
    press(page, "Report a place")
    add_photo(page)
    add_photo(page)
    page.get_by_label("Where is it?").fill("River bank")
    press(page, "Put it on the map")
    page.evaluate("setInterval(() => dispatchEvent(new Event('online')), 200)")

    says(page, "River bank: on the map.")
    assert (len(the_only(desk).photos), told_of(desk, 1)) == (2, [Step.DRAW])
    assert len(lost) == 6  # the act and each photo twice: what had arrived was not sent again


def test_a_place_stays_open_when_it_arrives_while_the_map_is_being_asked_for(phone, desk):
    page, held = phone("wichita_teachers", **ROUTED), []

    def hold_the_first(route):
        if held:
            route.continue_()
        else:
            held.extend((route, route.fetch()))  # made before anything else was new

    page.route("**/areas?*", hold_the_first)
    with page.expect_request("**/areas?*"):
        an_area(desk, an_organizer(desk))
    press(page, "Report a place")
    page.get_by_label("Where is it?").fill("River bank")
    press(page, "Put it on the map")
    expect(page.locator(".spoken").last).to_have_text("River bank: on the map.")
    page.evaluate(TWENTY_FRAMES)  # who does not wait for the answer has gone on by now

    held[0].fulfill(response=held[1])

    says(page, "River bank: on the map.")
    listed(page, "River bank", "confirmed")
    expect(page.locator(".panel h2", has_text="River bank")).to_be_visible()


TWENTY_FRAMES = """async () => {
  for (let n = 0; n < 20; n++) await new Promise(requestAnimationFrame);
}"""
SENDING = """async (module) => {
  const { startSending } = await import(module);
  const acts = [];
  let looks = 0;
  let answer;
  const first = new Promise((done) => { answer = () => done([]); });
  const again = new Promise((done) => {
    const all = () => (++looks === 1 ? first : (done([...acts]), Promise.resolve([])));
    const sending = startSending({ at: "/nowhere", kept: { all }, onChange() {}, onSent() {} });
    acts.push("told while it looked");
    sending.now();
    answer();
  });
  const late = new Promise((done) => { setTimeout(done, 10_000, "never looked again"); });
  return Promise.race([again, late]);
}"""


def test_what_is_told_while_the_phone_looks_whether_anything_waits_is_sent_too(page, served):
    page.goto(f"{served}/e/ks")

    assert page.evaluate(SENDING, browser.address("map-send.js")) == ["told while it looked"]


def test_where_the_browser_keeps_nothing_a_report_is_sent_and_the_page_says_so(phone, desk, served):
    page = phone(**ROUTED)
    page.add_init_script("IDBFactory.prototype.open = () => { throw new Error('shut'); };")
    page.reload()
    page.route("**/map/acts", lambda route: route.abort())
    report(page)
    says(page, "This browser keeps nothing once the page is closed.")

    page.unroute("**/map/acts")
    page.evaluate("dispatchEvent(new Event('online'))")

    says(page, "River bank: sent. It waits for a look")
    assert [area.title for area in atlas.waiting(desk, "ks")] == ["River bank"]


def test_two_tabs_of_one_phone_send_each_word_once_and_both_show_it(phone, desk):
    page = phone("wichita_teachers")
    tab = page.context.new_page()
    tab.goto(page.url)
    expect(tab.locator(".map svg")).to_be_visible()
    kept_for_good(page, "/e/ks/map")
    page.context.set_offline(True)
    for each, title in ((page, "River bank"), (tab, "Old mill")):
        press(each, "Report a place")
        each.get_by_label("Where is it?").fill(title)
        press(each, "Put it on the map")
    says(page, "Old mill: kept on this phone")
    says(tab, "River bank: kept on this phone")

    page.context.set_offline(False)

    for each in (page, tab):
        for title in ("River bank", "Old mill"):
            listed(each, title, "confirmed")
    assert sorted(one.area.title for one in atlas.atlas(desk, "ks").areas) == [
        "Old mill",
        "River bank",
    ]


def test_what_was_not_taken_stays_with_its_reason_until_somebody_read_it(phone, desk):
    steward = a_steward(desk)
    area = an_area(desk, steward).area
    page = phone("wichita_teachers")
    kept_for_good(page, "/e/ks/map")
    page.context.set_offline(True)
    clean(page, "Corner of 6th and Jackson")
    says(page, "kept on this phone")
    areas.say(desk, steward, Said("key-of-step-number-1", area, Step.CLEAN)).result()
    page.context.set_offline(False)

    says(page, "not taken. Somebody has marked this area as cleaned already.")
    page.reload()
    says(page, "not taken.")
    press(page, "Send again")
    says(page, "not taken.")
    press(page, "Discard")
    expect(page.locator(".queue li")).to_have_count(0)


def test_a_photo_that_is_none_is_told_and_the_rest_stands(phone, desk):
    page = phone("wichita_teachers")
    press(page, "Report a place")
    page.locator("input[type=file]").set_input_files({**PHOTO, "buffer": b"no picture"})
    page.get_by_label("Where is it?").fill("River bank")
    press(page, "Put it on the map")

    says(page, "River bank: stored, but 1 photo was not taken.")
    page.reload()
    press(page, "Understood")
    expect(page.locator(".queue")).not_to_contain_text("not taken")
    assert the_only(desk).area.title == "River bank"


def test_a_steward_takes_the_last_word_back_and_corrects_what_is_told(phone, desk):
    area = an_area(desk, a_steward(desk), text="Tires").area
    page = phone("wichita_teachers")
    clean(page, "Corner of 6th and Jackson")
    says(page, "cleaned. Thank you!")
    press(page, "Undo")
    says(page, "taken back.")
    listed(page, "Corner of 6th", "confirmed")

    press(page, "Correct what is told")
    page.get_by_label("Where is it?").fill("Corner of 7th and Jackson")
    page.get_by_label("People it takes").fill("6")
    press(page, "Correct it")

    says(page, "Corner of 7th and Jackson: corrected.")
    listed(page, "Corner of 7th", "confirmed")
    page.get_by_text("What happened here").click()
    expect(page.locator(".history")).to_contain_text("What is told of it was corrected.")
    shown = the_only(desk).area
    assert (shown.text, shown.wanted, shown.state) == ("Tires", 6, "confirmed")
    assert told_of(desk, area)[-1] is Step.CHANGE


def test_a_spot_is_reported_by_keyboard_alone(phone, desk):
    page = phone()

    def tab_to(name):
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate(FOCUSED).startswith(name):
                return
        pytest.fail(f"Tab never came to {name}")

    tab_to("Report a place")
    page.keyboard.press("Enter")
    tab_to("Use my location")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The cross is where you are")).to_be_visible()
    tab_to("Where is it?")
    page.keyboard.type("River bank")
    tab_to("Report it")
    page.keyboard.press("Enter")

    says(page, "River bank: sent.")
    (waits,) = atlas.waiting(desk, "ks")
    ((lon, lat),) = waits.shape.rings[0]
    assert (round(lon, 3), round(lat, 3)) == (-95.68, 39.05)


FOCUSED = """(() => {
  const at = document.activeElement;
  return at.labels?.[0]?.textContent ?? at.textContent ?? "";
})()"""


def seed(desk, how_many, title="Under the viaduct at Kansas Avenue and the railroad yard, no. {}"):
    steward, organizer = a_steward(desk), an_organizer(desk)
    for n in range(how_many):
        lon, lat = -95.69 + (n % 25) * 0.004, 39.03 + n // 25 * 0.004
        key, spot = f"key-of-area-{n:06}", Shape("point", (((lon, lat),),))
        an_area(
            desk, steward if n % 2 else organizer, key=key, title=title.format(n + 1), shape=spot,
            wanted=n % 7,
        )  # fmt: skip


def test_the_view_never_jumps_and_one_change_is_patched(phone, desk):
    seed(desk, 3)
    page = moving(phone())
    page.locator(".map").evaluate("(map) => map.querySelector('path.area').dataset.kept = 'yes'")
    before = page.locator(".map .area-sign").first.bounding_box()

    an_area(desk, an_organizer(desk), key="key-of-area-far-away", title="Far away", shape=FAR)

    listed(page, "Far away", "confirmed")
    assert page.locator(".map .area-sign").first.bounding_box() == before
    assert page.locator("path.area[data-kept]").count() == 1


COUNTS = "[...document.querySelectorAll('.area-count')].map((each) => each.textContent)"
FAR = Shape("point", (((-100.0, 37.5),),))


def test_more_areas_than_a_screen_can_show_are_counted_until_one_looks_closer(phone, desk):
    seed(desk, 400)
    page = moving(phone())
    expect(page.locator(".area-count").first).to_be_visible()
    assert page.locator("path.area").count() == 0
    counts = [int(text) for text in page.locator(".area-count").all_text_contents()]
    assert sum(counts) == 400

    for _ in range(3):
        if seen := page.locator(".area-count").all_text_contents():
            page.locator(".area-count").first.click()
            page.wait_for_function(f"(seen) => {COUNTS}.join() !== seen.join()", arg=seen)

    expect(page.locator("path.area").first).to_be_attached()
    press(page, "Show 300 more")
    expect(page.locator(".areas li")).to_have_count(360)


@pytest.mark.parametrize(
    "path, most",
    [("/e/ks/map", 80_000), ("/e/ks/map/embed", 65_000), ("/e/ks/groups/north", 55_000)],
)
def test_the_map_is_light(path, most, new_context, served, desk):
    seed(desk, 40)
    plan = Plan("North", "", Shape("polygon", (AROUND,)))
    neighbourhoods.add(desk, an_organizer(desk), "key-of-group-0001", plan).result()
    page, weights = new_context(viewport=PHONE, **ROUTED).new_page(), {}
    page.on(
        "response",
        lambda answer: (
            answer.url.endswith("/live")
            or weights.setdefault(answer.url, answer.request.sizes()["responseBodySize"])
        ),
    )
    page.goto(f"{served}{path}")
    expect(page.locator(".picture .area-sign").first).to_be_visible()
    page.wait_for_load_state("load")

    assert sum(weights.values()) < most
    assert not [url for url in weights if "leaflet" in url or url.endswith(".geojson")]


def test_a_picture_of_the_map_is_chosen_from_and_opens_when_somebody_wants_to_move_it(phone, desk):
    seed(desk, 3)
    page = phone()
    sign = page.locator(".picture .area-sign").first

    sign.click(position={"x": 30, "y": 10}, force=True)  # a thumb beside it
    expect(page.locator(".panel h2")).to_be_visible()
    expect(page.locator(".picture .area-sign.chosen")).to_have_count(1)
    assert page.evaluate("typeof L") == "undefined"

    page.locator(".map").click(position={"x": 10, "y": 10})
    expect(page.locator(".map.leaflet-container")).to_be_visible()
    expect(page.locator(".picture")).to_have_count(0)
    expect(page.locator(".map .area-sign.chosen")).to_have_count(1)


def test_a_groups_page_shows_its_map_as_a_picture_that_opens_with_its_landmarks(
    new_context, served, desk
):
    organizer = an_organizer(desk)
    area = an_area(desk, organizer).area
    plan = Plan("North", "", CORNER)
    neighbourhoods.add(desk, organizer, "key-of-group-0001", plan).result()
    spot = "39.05, -95.68"
    mill = Told("key-of-story-0001", "landmark", "The <i>old</i> mill", "", spot, of="north")
    place_stories.tell(desk, organizer, mill).result()
    page = new_context(viewport=PHONE).new_page()
    page.goto(f"{served}/e/ks/groups/north")
    expect(page.locator(".picture .landmark")).to_have_attribute("title", "The <i>old</i> mill")
    assert checks.grave(page) == []

    moving(page)
    expect(page.locator(".leaflet-marker-pane .landmark")).to_have_count(1)
    page.locator(".map .area-sign").first.click()

    expect(page).to_have_url(f"{served}/e/ks/areas/{area}")


def test_without_signal_the_picture_stays_and_opens_once_there_is_some(phone, desk):
    seed(desk, 3)
    page = phone(**ROUTED)
    page.context.set_offline(True)
    press(page, "Move and zoom")
    press(page, "Report a place")
    expect(page.locator("#map > .lost")).to_contain_text("signal")
    expect(page.locator(".picture .area-sign")).to_have_count(3)

    page.context.set_offline(False)

    press(page, "Report a place")
    expect(page.locator(".map.leaflet-container")).to_be_visible()


def test_a_map_in_a_frame_shows_what_changes_and_leads_out_of_it(new_context, served, desk):
    seed(desk, 2)
    page = new_context(viewport=PHONE).new_page()
    page.goto(f"{served}/e/ks/map/embed")
    expect(page.locator(".areas li")).to_have_count(2)

    a_rally(desk, "dec-5", parent="ks", title="River clean-up")
    organizer = an_organizer(desk)
    put_on = Said("key-of-step-number-1", 1, Step.SCHEDULE, date="dec-5")
    areas.say(desk, organizer, put_on).result()
    an_area(desk, organizer, key="key-of-area-far-away", title="Far away", shape=FAR)

    listed(page, "Far away", "confirmed")
    page.locator(".area-line", has_text="Clean-up").click()
    join = page.locator(".panel a.button")
    expect(join).to_have_attribute("target", "_top")
    assert join.get_attribute("href") == "/e/dec-5/join?area=1"
    assert page.get_by_role("button", name="Report a place").count() == 0
    assert checks.grave(page) == []


@pytest.mark.parametrize("scheme, locale", [("light", "en-US"), ("dark", "es-US")])
def test_the_map_is_whole_and_open_to_all_eyes(scheme, locale, phone, desk):
    seed(desk, 10)
    a_rally(desk, "dec-5", parent="ks", title="River clean-up")
    put_on = Said("key-of-step-number-1", 1, Step.SCHEDULE, date="dec-5")
    areas.say(desk, an_organizer(desk), put_on).result()
    group = ("north", "<i>North</i> side", "", CORNER, 0)
    desk.store.write(lambda tx: rows.insert(tx, found(tx, "ks").id, *group)).result()
    page = phone("wichita_teachers", color_scheme=scheme, locale=locale)
    expect(page.locator(".filters .state")).to_be_visible()
    expect(page.locator(".group-name")).to_have_text("<i>North</i> side")

    def is_sound():
        page.evaluate("document.fonts.ready.then(() => null)")
        page.evaluate(checks.STILL)
        assert checks.clipped(page, ".map-side") == []
        assert checks.overlapping(page, ".map-side") == []
        assert checks.sideways(page) == 0
        assert checks.grave(page) == []

    is_sound()
    page.locator(".area-line").last.click()
    expect(page.locator(".panel a.button")).to_be_visible()
    is_sound()
    page.locator(".report").click()
    expect(page.locator(".place-form h2")).to_be_visible()
    is_sound()
    assert page.locator(".map").bounding_box()["height"] <= PHONE["height"] * 0.55
