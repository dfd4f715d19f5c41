"""A whole journey in Spanish on a phone, on which nobody meets an English sentence of ours."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.builders import a_desk, a_lead, a_rally, noon_in
from tests.serving import Server
from turnout.desk import links
from turnout.model import Role
from turnout.web.personal import COOKIE
from turnout.words import _catalogue, say

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
LONG_ENOUGH = 10  # letters by which a sentence is known also in the middle of a line
LOADED_MS = 60_000
VALUE = re.compile(r"\\\{\w+\\\}")

# What is read, or read aloud: lines of text, and names and descriptions that stand in attributes.
READ = """() => [document.title, ...document.body.innerText.split("\\n"),
  ...["aria-label", "alt", "placeholder", "title"].flatMap((name) =>
    [...document.querySelectorAll(`[${name}]`)].filter((e) => e.checkVisibility())
      .map((e) => e.getAttribute(name)))].map((line) => line.trim()).filter(Boolean)"""


@pytest.fixture
def server(tmp_path, shared) -> Iterator[Server]:
    """Serve a rally that asks for a way to reach people, and for their needs."""
    desk = a_desk(tmp_path, lambda: datetime.now(UTC))
    a_rally(
        desk,
        title="Marcha por las escuelas",
        place="Escalinata del capitolio",
        starts_at=noon_in(13),
        ask_contact="either",
        needs=("interpreter", "ride"),
    )
    a_lead(desk, "maestras", name="Maestras de Wichita")
    with shared.on(desk) as served:
        yield served


@pytest.mark.parametrize("locale, query", [("es-MX", ""), ("en-US", "&lang=es")])
def test_nobody_who_reads_spanish_meets_an_english_sentence(locale, query, server, new_context):
    phone = new_context(viewport=PHONE, locale=locale, has_touch=True)
    page = phone.new_page()

    page.goto(f"{server.url}/e/ks/join?lead=maestras{query}")
    link = _signs_up(page)
    _changes_and_cancels(phone, page, link)
    _leads(server, page)
    _meets_closed_doors(server, page)


def _signs_up(page: Page) -> str:
    """Join with every mistake first; return the personal link."""
    expect(page.get_by_text("Vienes con Maestras de Wichita.")).to_be_visible()
    page.get_by_text("Accesibilidad, tu cuenta").click()
    _only_spanish(page)
    page.get_by_label("¿Cuántas personas?").fill("11")
    page.get_by_label("Correo o teléfono (si quieres)").fill("lucia")
    page.get_by_label("Tu cuenta en redes").fill("no es una cuenta")
    page.get_by_role("button", name="Cuenten conmigo").click()

    expect(page.get_by_role("alert")).to_contain_text("Falta corregir 5 cosas:")
    for label, why in {
        "Tu nombre": "Dinos tu nombre.",
        "¿Cuántas personas?": "Di cuántas personas, de 1 a 10",
        "Correo o teléfono (si quieres)": "Da un correo, o un teléfono",
        "Tu cuenta en redes": "Todavía no es una cuenta.",
    }.items():
        expect(page.get_by_label(label)).to_have_accessible_description(re.compile(re.escape(why)))
    consent = page.get_by_role("checkbox", name="Guárdenlo y escríbanme")
    expect(consent).to_have_accessible_description(re.compile("Marca la casilla"))
    _only_spanish(page)

    page.get_by_label("Tu nombre").fill("Lucía Ibarra")
    page.get_by_label("¿Cuántas personas?").fill("3")
    page.get_by_label("Correo o teléfono (si quieres)").fill("lucia@example.org")
    page.get_by_label("Tu cuenta en redes").fill("")
    page.get_by_label("Transporte").check()
    consent.check()
    page.get_by_role("button", name="Cuenten conmigo").click()
    expect(page.get_by_role("heading", name="Gracias, Lucía Ibarra.")).to_be_visible()
    expect(page.get_by_text("Ya contamos a las 3 personas.")).to_be_visible()
    _only_spanish(page)
    return page.get_by_label("Tu enlace personal").input_value()


def _changes_and_cancels(phone: BrowserContext, page: Page, link: str) -> None:
    phone.clear_cookies(name=COOKIE)
    page.goto(link)
    page.get_by_role("button", name="Una persona más").click()
    _only_spanish(page)
    page.get_by_role("button", name="Guardar").click()
    expect(page.get_by_role("status").first).to_contain_text("Vienen 4 personas.")
    _only_spanish(page)
    page.get_by_role("button", name="No puedo ir").click()
    expect(page.get_by_role("status").first).to_contain_text("No vienes. Gracias por avisar.")
    _only_spanish(page)
    page.get_by_role("link", name="Mira cómo vamos").click()
    expect(page.get_by_role("heading", name="Quiénes traen a la gente")).to_be_visible()
    _only_spanish(page)


def _leads(server: Server, page: Page) -> None:
    """Open a lead's link; tap, add a person, undo, and unfold all there is."""
    page.goto(f"{server.url}/enter#{links.mint(server.desk, Role.LEAD, 'ks', lead='maestras')}")
    status, number = page.locator(".status"), page.locator(".number")
    expect(status).to_contain_text("Todo nos llegó", timeout=LOADED_MS)
    _only_spanish(page)
    page.get_by_role("button", name="+1: una persona más").click()
    expect(number).to_have_text("1")

    for fold in page.locator(".section:not([hidden]) > summary, .my-total > summary").all():
        fold.click()
    page.get_by_role("button", name="Agregar", exact=True).click()
    expect(page.get_by_label("Nombre", exact=True)).to_have_accessible_description("")
    expect(page.get_by_text("Da un nombre.")).to_be_visible()
    _only_spanish(page)
    page.get_by_label("Nombre", exact=True).fill("Tomás")
    page.get_by_role("radio", name="tal vez").check()
    page.get_by_role("button", name="Agregar", exact=True).click()
    expect(page.get_by_text("Primero confirma a quien dijo tal vez.")).to_be_visible()
    expect(status).to_contain_text("Todo nos llegó")
    page.locator(".people summary").first.click()
    expect(page.get_by_role("button", name="Confirmado")).to_be_visible()
    _only_spanish(page)

    page.get_by_role("button", name="+5: 5 personas más").click()
    expect(number).to_have_text("6")
    _only_spanish(page)
    page.get_by_role("button", name="Deshacer").click()
    expect(number).to_have_text("1")
    expect(status).to_contain_text("Todo nos llegó")
    _only_spanish(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="+1: una persona más").click()
    expect(status).to_contain_text("Sin señal. Un toque está guardado en este teléfono.")
    _only_spanish(page)
    page.context.set_offline(False)
    expect(status).to_contain_text("Todo nos llegó")


def _meets_closed_doors(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/enter#no-good")
    expect(page.get_by_text("Ese enlace ya no sirve.")).to_be_visible()
    _only_spanish(page)
    page.goto(f"{server.url}/e/nada/join")
    expect(page.get_by_role("heading", name="No conocemos ningún evento")).to_be_visible()
    _only_spanish(page)


def _only_spanish(page: Page) -> None:
    """Fail if any line on the screen is, or has in it, a sentence of the English catalogue."""
    assert page.evaluate("document.documentElement.lang") == "es"
    lines = page.evaluate(READ)
    assert lines
    assert [(line, english) for line in lines if (english := _english_in(line))] == []


def _english_in(line: str) -> str:
    """Return the key of the English sentence that `line` shows, or nothing."""
    for key, whole, inside in _english():
        if whole.fullmatch(line) or (inside and inside.search(line)):
            return key
    return ""


@cache
def _english() -> list[tuple[str, re.Pattern[str], re.Pattern[str] | None]]:
    """Return each English sentence whose Spanish differs: as a line of its own, and within one."""
    spanish = {form for _, _, es in _sentences() for form in _forms(es)}
    found = []
    for key, en, _ in _sentences():
        for form in set(_forms(en)) - spanish:
            own = re.sub(r"\{\w+\}", "", form)
            if not re.search(r"[A-Za-z]{2}", own):
                continue
            pattern = VALUE.sub(r".+?", re.escape(form))
            inside = re.compile(rf"\b{pattern}") if len(own) >= LONG_ENOUGH else None
            found.append((key, re.compile(pattern), inside))
    return found


def _sentences() -> Iterator[tuple[str, str | Mapping[str, str], str | Mapping[str, str]]]:
    for screen, sentences in _catalogue().items():
        for name, of in sentences.items():
            yield f"{screen}.{name}", of["en"], of["es"]


def _forms(sentence: str | Mapping[str, str]) -> list[str]:
    return [sentence] if isinstance(sentence, str) else list(sentence.values())


def test_an_english_sentence_among_spanish_ones_is_found():
    assert _english_in(say("en", "join.counted", n=3))
    assert _english_in("Marcha. " + say("en", "join.saved") + " " + say("en", "join.privacy"))
    assert _english_in(say("en", "pocket.status_yes"))
    assert not _english_in(say("es", "join.privacy"))
