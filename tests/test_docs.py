"""What an operator can set, call or add is named in the docs; what they say exists."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from starlette.routing import BaseRoute, Mount, Route, Router

from tests.builders import a_desk, a_rally
from turnout.commands import turnout
from turnout.desk import leadlists, sites
from turnout.sources import KINDS, MAP_KINDS
from turnout.web.routes import routes

ROOT = Path(__file__).parent.parent
DOCS = {
    file.name: file.read_text("utf-8") for file in [*ROOT.glob("docs/*.md"), ROOT / "README.md"]
}
SETTING = re.compile(r"\bTURNOUT_[A-Z_]+\b")
READERS = ("organizer.md", "lead.md", "funder.md", "operator.md", "developer.md")
# An example's number is nobody's here, and its backup no file.
NOT_THERE = re.compile("See: python -m turnout held|File 'backups/.+' does not exist")
BANNED = re.compile(r"\b(simply|just|powerful|seamless(?:ly)?)\b", re.IGNORECASE)
# What is bold because a list is read by it.
NOT_ON_SCREENS = {"The sign-up link", "Their own link", "Quiet hours", "At most three a day"}
PLAN = "## A plan for the night"  # on a page of its own in print


def test_every_setting_is_explained_to_operators():
    read = set(SETTING.findall((ROOT / "turnout" / "settings.py").read_text("utf-8")))

    assert read - set(SETTING.findall(DOCS["operator.md"])) == set()


def test_the_docs_name_no_setting_that_is_not_read():
    read = set(SETTING.findall((ROOT / "turnout" / "settings.py").read_text("utf-8")))

    assert {name for text in DOCS.values() for name in SETTING.findall(text)} - read == set()


def test_every_route_is_in_the_developers_table():
    missing = [path for path in paths(routes) if f"`{path}`" not in DOCS["developer.md"]]

    assert missing == []


def test_every_command_is_explained_to_operators():
    missing = [name for name, _ in commands(turnout) if f"`{name}" not in DOCS["operator.md"]]

    assert missing == []


def test_every_option_of_a_command_is_named():
    missing = [
        f"{name} {option}"
        for name, command in commands(turnout)
        for param in command.params
        for option in param.opts
        if option.startswith("--") and f"`{option}" not in options_of(name)
    ]

    assert missing == []


def test_every_source_kind_is_in_the_developers_table():
    assert [
        kind for kind in (*KINDS, *MAP_KINDS) if f"| `{kind}` |" not in DOCS["developer.md"]
    ] == []


def test_every_link_between_the_docs_leads_to_a_heading_that_is_there():
    headings = {
        name: {_anchor(line) for line in text.splitlines() if line.startswith("#")}
        for name, text in DOCS.items()
    }
    links = [
        (page, (target or page).removeprefix("docs/"), anchor)
        for page, text in DOCS.items()
        for target, anchor in re.findall(r"\]\(([\w./-]*)#([\w-]+)\)", text)
    ]

    assert links
    assert [each for each in links if each[2] not in headings[each[1]]] == []


def test_every_target_of_make_in_the_readme_exists():
    makefile = (ROOT / "Makefile").read_text("utf-8")

    assert [
        name
        for name in re.findall(r"`make ([a-z-]+)", DOCS["README.md"])
        if not re.search(rf"^{name}:", makefile, re.MULTILINE)
    ] == []


@pytest.mark.parametrize("page", DOCS)
def test_every_link_within_the_docs_leads_somewhere(page):
    here = ROOT if page == "README.md" else ROOT / "docs"
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", DOCS[page])

    assert [link for link in links if not (here / link).exists()] == []


@pytest.mark.parametrize("page", READERS)
def test_each_reader_has_a_page(page):
    assert page in DOCS


@pytest.mark.parametrize("page", DOCS)
def test_the_docs_do_not_sell(page):
    assert BANNED.findall(DOCS[page]) == []


@pytest.mark.parametrize("page", DOCS)
def test_the_docs_have_a_sentence_a_line(page):
    prose = re.sub(r"```.*?```", "", DOCS[page], flags=re.DOTALL)
    lines = [line for line in prose.splitlines() if not re.match(r"[|#\s-]|\d+\.", line)]

    assert [line for line in lines if re.search(r"[a-z)`]\. [A-Z]", line)] == []


@pytest.mark.parametrize("page", ["README.md", "operator.md"])
def test_the_commands_a_reader_is_told_to_type_work_in_order(page):
    ran = [CliRunner().invoke(turnout, typed) for typed in typed_in(page)]

    assert len(ran) > 2
    assert [one.output for one in ran if one.exit_code and not NOT_THERE.search(one.output)] == []


@pytest.mark.parametrize("page, preview", [
    ("organizer.md", leadlists.preview), ("organizer-more.md", sites.preview)
])  # fmt: skip
def test_a_list_that_organizers_are_shown_is_taken_as_it_stands(page, preview, tmp_path):
    desk = a_desk(tmp_path)
    a_rally(desk)
    (shown,) = re.findall(r"```\n(.*?)```", DOCS[page], re.DOTALL)
    found = preview(desk, "ks", shown)
    desk.store.close()

    assert [verdict.fate for verdict in found] == ["new", "new"]


@pytest.mark.parametrize("page, words", [("organizer.md", 1100), ("lead.md", 300)])
def test_what_a_reader_needs_first_stays_short(page, words):
    """Two printed pages for an organizer's evening, half of one for a lead."""
    evening, *_ = DOCS[page].split(PLAN)

    assert len(evening.split()) <= words


def test_the_plan_for_the_night_stays_one_page():
    _, plan = DOCS["organizer.md"].split(PLAN)

    assert 100 < len(plan.split()) <= 480


@pytest.mark.parametrize("page", ["organizer.md", "updates.md", "challenges.md", "recognition.md"])
def test_what_a_page_names_on_a_screen_is_there_by_that_name(page):
    on_screens = tuple(english())

    assert [
        name for name in named(page) if not any(said.startswith(name) for said in on_screens)
    ] == []


def named(page: str) -> set[str]:
    """Return the buttons, fields and sections in a page's prose; a bold line is a heading."""
    prose = re.sub(r"^\*\*[^*]+\*\*$", "", DOCS[page], flags=re.MULTILINE)
    return set(re.findall(r"\*\*([A-Z][^*]+)\*\*", prose)) - NOT_ON_SCREENS


def english() -> Iterator[str]:
    """Yield every English sentence of the catalogue."""
    for file in (ROOT / "turnout" / "words").glob("*.toml"):
        for sentence in tomllib.loads(file.read_text("utf-8")).values():
            said = sentence.get("en", "")
            yield from [said] if isinstance(said, str) else said.values()


def typed_in(page: str) -> Iterator[list[str]]:
    """Yield the commands in a page's blocks, as the shell would split them."""
    for block in re.findall(r"```sh\n(.*?)```", DOCS[page], re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            if found := re.search(r"python -m turnout ([^)]+)", line):
                yield shlex.split(found[1])


def paths(of: list[BaseRoute], above: str = "") -> Iterator[str]:
    """Yield the addresses below `of`, parameters in capitals: /e/EVENT/join."""
    for route in of:
        if isinstance(route, Mount):
            yield from paths(inside(route), above + route.path)
        elif isinstance(route, Route):
            yield re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: found[1].upper(), above + route.path)


def inside(route: Mount) -> list[BaseRoute]:
    """Return the routes within `route`, however many layers are around them."""
    layer = route.app
    while not isinstance(layer, Router):
        layer = layer.app
    return list(layer.routes)


def _anchor(heading: str) -> str:
    """Return what a link to a heading ends with."""
    return re.sub(r"[^\w -]", "", heading.lstrip("# ").lower()).replace(" ", "-")


def commands(group: click.Group, above: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield the commands that do something, by the words that call them: "event add"."""
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{above}{name} ")
        else:
            yield f"{above}{name}", command


def options_of(name: str) -> str:
    """Return the row of command `name`, and what is said of all commands."""
    rows = (line for line in DOCS["operator.md"].splitlines() if line.startswith("| "))
    row = next(line for line in rows if f"`{name}" in line.split("|")[1])
    return row.replace(" --", " `--") + " `--json` "
