"""Ten phones at one door, with and without signal: at the end exactly the people who came, each
once, and every phone has said the truth on the way."""

import random

import pytest
from playwright.sync_api import Page, expect

from tests.browser import checks
from tests.builders import NOON, commit
from tests.mast import Mast, kept_for_good, served_by
from turnout import browser
from turnout.desk import door, links, looks
from turnout.model import Came, Role
from turnout.store import attendance

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
SENT_MS = 60_000  # several tries, one after the other, and a busy machine
MOST_BYTES = 100_000  # page, scripts, styles and font together, as they travel
PHONES = 10
SEED = 20_261_205


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
    return f"{served}/enter#{links.mint(desk, Role.DOOR, 'ks')}"


@pytest.fixture
def phone(new_context, link):
    """Return a function that opens the door on a new phone, as the link does."""

    def open_it(**options) -> Page:
        page = new_context(viewport=PHONE, **options).new_page()
        page.goto(link)
        says(page, "La mesa ya tiene todo" if "locale" in options else "The desk has it all")
        return page

    return open_it


def says(page: Page, sentence: str) -> None:
    expect(page.locator("#door > .status")).to_contain_text(sentence, timeout=SENT_MS)


def found(page: Page, name: str):
    page.get_by_label("Name or code").fill(name)
    return page.locator(".parties li").filter(has_text=name)


def admit(page: Page, name: str, party: int) -> None:
    """Count a party in with the one tap, and read that this phone tells where that is kept."""
    row = found(page, name)
    row.get_by_role("button", name=f"{name}: ").first.click()
    expect(row.locator(".truth")).to_contain_text(f"{party} in at")


def walk_in(page: Page, n: int) -> None:
    page.get_by_role("button", name=f"+{n}: {n} walked in").click()


def came(page: Page, n: int) -> None:
    expect(page.locator(".came-line b")).to_have_text(f"{n} came")


def cut_off(page: Page) -> None:
    page.context.set_offline(True)
    says(page, "No signal.")


class Evening:
    """Who comes to which of ten phones, and which of those have no signal: the same each time."""

    def __init__(self, desk) -> None:
        dice = random.Random(SEED)
        self.parties = {f"Party {n:02}": dice.randint(1, 4) for n in range(2 * PHONES)}
        self.walked = [dice.choice([0, 2]) for _ in range(PHONES)]
        self.dark = {0, 1, *dice.sample(range(2, PHONES), 3)}
        for name, party in self.parties.items():
            commit(desk, name, name=name, party=str(party))
        commit(desk, "family", name="The family", party="4")

    def at(self, place: int) -> dict[str, int]:
        return dict(list(self.parties.items())[2 * place : 2 * place + 2])

    def arrive(self, place: int, page: Page) -> None:
        for name, party in self.at(place).items():
            admit(page, name, party)
        if self.walked[place]:
            walk_in(page, self.walked[place])

    def by(self, places: set[int]) -> Came:
        checked = sum(sum(self.at(place).values()) for place in places)
        return Came(checked, sum(self.walked[place] for place in places))


def test_ten_phones_count_each_party_once_and_tell_the_truth(desk, phone):
    evening = Evening(desk)
    phones = [phone() for _ in range(PHONES)]
    first, second = phones[:2]
    for page in (first, second):
        kept_for_good(page, "/e/ks/door")
    for place in evening.dark:
        cut_off(phones[place])

    for place, page in enumerate(phones):
        evening.arrive(place, page)
    admit(first, "The family", 4)
    found(second, "The family").get_by_role("button", name="other number").click()
    found(second, "The family").get_by_role("button", name="3 came").click()
    for page in (first, second):
        page.reload()
        says(page, "taps are kept on this phone.")
        expect(found(page, "The family").locator(".truth")).to_contain_text("kept on this phone")
    lit = set(range(PHONES)) - evening.dark
    for place in lit:
        says(phones[place], "The desk has it all")
    assert looks.progress(desk, "ks").came == evening.by(lit)

    for place in sorted(evening.dark, reverse=True):  # the later word is heard first
        phones[place].context.set_offline(False)
    everybody = evening.by({*lit, *evening.dark})
    everybody = Came(everybody.checked + 3, everybody.walk_ins)
    for page in phones:
        came(page, everybody.heads)
        says(page, "The desk has it all")
    truth = found(first, "The family").locator(".truth")
    expect(truth).to_contain_text("Already in, by another phone")
    truth = found(second, "The family").locator(".truth")
    expect(truth).to_contain_text("Another phone said 4")
    assert looks.progress(desk, "ks").came == everybody
    with desk.store.reading() as look:
        stands = attendance.present(look, 1)
    assert sum(not row["walk_in"] for row in stands) == len(evening.parties) + 1


def test_what_another_phone_lets_in_is_seen_and_a_tap_is_taken_back(desk, phone):
    commit(desk, name="José Muñoz", party="2")
    one, other = phone(), phone()
    other.get_by_label("Name or code").fill("munoz jose")

    one.get_by_label("Name or code").fill("munoz")
    one.get_by_role("button", name="José Muñoz: all 2 in").click()
    expect(other.locator(".truth")).to_contain_text("Already in, by another phone at")

    one.locator(".last").get_by_role("button", name="Undo").click()
    expect(other.locator(".truth")).to_contain_text("Taken back by another phone")
    came(one, 0)
    says(one, "The desk has it all")
    assert looks.progress(desk, "ks").came is None


def test_a_code_finds_its_party_and_the_phones_own_camera_may_bring_it(desk, phone, served):
    person = commit(desk, name="Amina").person
    commit(desk, "2", name="Bo")
    code = door.code(desk, 1, person)
    page = phone()

    page.get_by_label("Name or code").fill(f"{code[:4]}-{code[4:]}".lower())
    expect(page.locator(".parties .row-name")).to_have_text(["Amina"])
    page.get_by_label("Name or code").fill("")
    page.goto(f"{served}/e/ks/door#{code}")
    expect(page.locator(".parties .row-name")).to_have_text(["Amina"])


def test_our_reader_reads_the_code_of_a_supporters_page(desk, phone, served, new_context):
    person = commit(desk, name="Amina").person
    page = new_context(viewport=PHONE).new_page()
    page.goto(f"{served}/e/ks/mine#{links.personal(desk, 'ks', person)}")
    expect(page.locator(".door-code .code")).to_be_visible()

    read = page.evaluate(
        """async (reader) => {
          const { decodeQR } = await import(reader);
          const code = document.querySelector(".door-code .qr");
          const pen = Object.assign(document.createElement("canvas"), { width: 320, height: 320 })
            .getContext("2d");
          await code.decode();
          pen.drawImage(code, 0, 0, 320, 320);
          return decodeQR(pen.getImageData(0, 0, 320, 320));
        }""",
        browser.address("qr/decode.js"),
    )
    assert read == f"{served}/e/ks/door#{door.code(desk, 1, person)}"


def test_a_link_taken_back_leaves_no_name_and_names_what_was_lost(desk, phone):
    commit(desk, name="Amina")
    page = phone()
    cut_off(page)
    walk_in(page, 1)
    (issued,) = links.issued(desk)
    links.revoke(desk, issued.grant.id)

    page.context.set_offline(False)

    says(page, "That link to the door is no longer good.")
    expect(page.locator(".parties li")).to_have_count(0)
    kept = page.evaluate("JSON.stringify({...localStorage})")
    assert "Amina" not in kept
    assert "walkin:" in kept


def test_the_list_is_forgotten_once_the_event_is_over_also_without_signal(desk, phone):
    commit(desk, name="Amina")
    page = phone()
    cut_off(page)

    page.clock.install(time=NOON)
    page.clock.fast_forward(30 * 24 * 3_600_000)

    says(page, "It is over, and this phone has forgotten the names.")
    assert "Amina" not in page.evaluate("JSON.stringify({...localStorage})")


def test_a_head_count_is_told_with_its_range(desk, phone):
    page = phone()
    page.get_by_text("Count a crowd").click()
    page.get_by_label("By clickers").check()
    page.get_by_label("What each clicker shows").fill("200, 100")
    page.get_by_role("button", name="Save the count").last.click()

    expect(page.locator(".counted")).to_contain_text("about 300, between 285 and 400")
    assert looks.progress(desk, "ks").came is None


def test_the_door_is_light(new_context, link):
    page = new_context(viewport=PHONE).new_page()
    weights = {}
    page.on(
        "response",
        lambda answer: (
            "/e/" in answer.url
            and weights.setdefault(answer.url, answer.request.sizes()["responseBodySize"])
        ),
    )
    page.goto(link)
    says(page, "The desk has it all")
    page.wait_for_load_state("load")

    assert sum(weights.values()) < MOST_BYTES
    assert not [address for address in weights if "/qr/" in address]  # asked for by a camera only


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en-US", "es-US"])
def test_the_door_is_whole_open_to_all_eyes_and_for_wet_thumbs(scheme, locale, phone, desk):
    name = "Maria del Carmen Villanueva-Ortega y Fernandez de Cordoba"
    for n, party in enumerate(("20", "3", "1")):
        commit(desk, str(n), name=f"{name} {n}", party=party, lead="wichita_teachers",
               needs=("wheelchair", "interpreter"))  # fmt: skip
    page = phone(color_scheme=scheme, **({"locale": locale} if locale != "en-US" else {}))
    # As high as it is long, so that nothing lies under the taps that stay in sight.
    page.set_viewport_size({"width": 390, "height": 3_000})
    page.locator(".parties .admit .tap").last.click()
    page.locator(".parties .admit .small").first.click()
    for each in page.locator(".section > summary").all():
        each.click()

    cut = (
        "(all) => all.filter((e) => e.scrollHeight > e.clientHeight + 1).map((e) => e.textContent)"
    )
    assert page.locator(".parties .row-name").evaluate_all(cut) == []
    checks.sound(page)
    heights = page.eval_on_selector_all(
        "button, summary, select, input:not([type=radio])",
        "(all) => all.filter((e) => e.offsetParent).map((e) => e.getBoundingClientRect().height)",
    )
    assert min(heights) >= 56
