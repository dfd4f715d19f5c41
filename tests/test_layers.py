"""The table of who may import whom (docs/developer.md), held over every import there is."""

import ast
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# From the top down: a row may import the rows below it, never itself or what is above.
ROWS = (
    {"dashboard", "pages", "__main__"},
    {"commands"},  # the command line in parts; __main__ only puts them together
    {"demo"},
    {"web", "ui"},
    {"house"},
    {"live", "collect", "send", "pictures"},
    {"desk"},
    {"rules", "store", "sources", "formats"},
    {"model", "settings", "words", "browser"},
    {"errors"},
)
ROW_OF = {package: row for row, packages in enumerate(ROWS) for package in packages}
# Rules meet the store in the desk and nowhere else; house opens it, live asks whether it moved.
KNOW_THE_STORE = {"store", "desk", "house", "live"}

# Whole files, or folders with a slash at their end.
LIBRARIES = {
    "streamlit": ("turnout/ui/", "pages/", "dashboard.py"),
    "altair": ("turnout/ui/", "pages/", "dashboard.py"),
    "pydeck": ("turnout/ui/", "pages/", "dashboard.py"),
    "starlette": ("turnout/web/", "dashboard.py"),  # the front door mounts the routes
    "uvicorn": ("turnout/web/front.py",),  # what it knows of proxies
    "jinja2": ("turnout/web/",),
    "sqlite3": ("turnout/store/sqlite.py", "turnout/store/sqlite_writer.py"),
    "sqlite_utils": (
        "turnout/store/sqlite.py",
        "turnout/store/schema.py",
        "turnout/store/schema_totals.py",
        "turnout/store/schema_doors.py",
        "turnout/store/schema_feeds.py",
        "turnout/store/schema_leads.py",
        "turnout/store/schema_areas.py",
        "turnout/store/schema_attendance.py",
        "turnout/store/schema_forecast.py",
        "turnout/store/schema_challenges.py",
        "turnout/store/schema_network.py",
        "turnout/store/schema_recognition.py",
        "turnout/store/schema_send.py",
        "turnout/store/schema_cards.py",
        "turnout/store/schema_word.py",
        "turnout/store/schema_show.py",
    ),
    "feedparser": ("turnout/sources/",),
    "defusedxml": ("turnout/sources/",),
    "shapely": ("turnout/rules/",),
    "numpy": ("turnout/rules/",),
    "scipy": ("turnout/rules/forecast/",),
    "httpx": ("turnout/collect/", "turnout/send/", "turnout/demo/", "turnout/commands/"),
    # Cards and codes are drawn in pictures; a stranger's photo is a source, and read in the child.
    "PIL": ("turnout/pictures/", "turnout/sources/photo.py"),
    "smtplib": ("turnout/send/",),
    "apprise": ("turnout/send/",),
    "click": ("turnout/commands/", "turnout/__main__.py"),
}
ENVIRONMENT = ("turnout/settings.py",)
SQL = re.compile(r"\s*(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE|PRAGMA)\s")
ENVIRONMENT_NAMES = {"environ", "environb", "getenv", "getenvb", "putenv"}


@dataclass(frozen=True)
class Import:
    """One module (or name of `os`) that `path` takes in, at `line`."""

    path: str
    line: int
    module: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} imports {self.module}"


@dataclass(frozen=True)
class Source:
    """What one source file holds that has a place; lines of the last two."""

    imports: list[Import]
    environment: list[int]
    queries: list[int]


def test_no_module_imports_what_its_row_may_not():
    assert broken_arrows(ROOT) == []


def test_every_library_stays_where_it_belongs():
    assert strayed_libraries(ROOT) == []


def test_only_settings_reads_the_environment():
    assert environment_readers(ROOT) == []


def test_only_the_store_knows_sql():
    assert speakers_of_sql(ROOT) == []


def test_a_query_planted_at_the_desk_is_found(tree):
    plant(tree, "turnout/desk/looks.py", 'look.row("SELECT seq FROM clock")')

    assert speakers_of_sql(tree) == ["turnout/desk/looks.py:1"]


def test_every_package_has_its_row():
    inside = (ROOT / "turnout").iterdir()
    found = {path.stem for path in inside if path.is_dir() or path.suffix == ".py"}

    assert found - {"__init__", "__pycache__"} <= set(ROW_OF)


@pytest.mark.parametrize("planted", ["import sqlite3", "from sqlite3 import connect"])
def test_sqlite_planted_in_a_page_is_found(planted, tree):
    plant(tree, "pages/progress.py", planted)

    assert strayed_libraries(tree) == ["pages/progress.py:1 imports sqlite3"]


def test_sqlite_planted_inside_a_function_of_a_page_is_found(tree):
    plant(tree, "pages/progress.py", "def totals():\n    import sqlite3\n")

    assert strayed_libraries(tree) == ["pages/progress.py:2 imports sqlite3"]


def test_a_store_module_that_imports_a_rule_is_found(tree):
    plant(tree, "turnout/store/events.py", "from turnout.rules import intake")

    assert "turnout/store/events.py:1 imports turnout.rules.intake" in broken_arrows(tree)


@pytest.mark.parametrize(
    "path, planted",
    [
        ("turnout/rules/intake.py", "from turnout import store"),
        ("turnout/model/trade.py", "from ..desk import desk"),
        ("turnout/ui/parts.py", "from turnout.web import pages"),
        ("turnout/web/board.py", "import turnout.ui.parts"),
        ("turnout/web/board.py", "from turnout.store.store import Store"),
        ("turnout/collect/fetch.py", "from turnout.live import Live"),
        ("pages/progress.py", "from turnout.store import events"),
        ("turnout/desk/looks.py", "from turnout.house import house"),
        ("turnout/errors.py", "from turnout.model import Event"),
    ],
)
def test_an_arrow_that_goes_up_or_across_is_found(path, planted, tree):
    plant(tree, path, planted)

    assert broken_arrows(tree)


@pytest.mark.parametrize(
    "planted",
    ["import os\nos.environ['HOME']", "from os import getenv", "import os\nos.getenv('HOME')"],
)
def test_a_second_reader_of_the_environment_is_found(planted, tree):
    plant(tree, "turnout/live.py", planted)

    assert environment_readers(tree)


@pytest.mark.parametrize(
    "path, allowed",
    [
        ("turnout/desk/signups.py", "from turnout.rules import intake\nfrom turnout import store"),
        ("turnout/store/events.py", "from turnout.store import sqlite\nfrom .log import append"),
        ("turnout/settings.py", "import os\nfrom turnout.errors import SettingsError\nos.environ"),
        ("turnout/web/board.py", "from turnout.house import house\nfrom starlette import routing"),
    ],
)
def test_what_the_table_allows_passes(path, allowed, tree):
    plant(tree, path, allowed)

    assert broken_arrows(tree) + strayed_libraries(tree) + environment_readers(tree) == []


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return an empty project to plant in."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "turnout").mkdir()
    shutil.copy(ROOT / "turnout" / "__init__.py", tmp_path / "turnout")
    return tmp_path


def plant(tree: Path, path: str, code: str) -> None:
    (tree / path).parent.mkdir(parents=True, exist_ok=True)
    (tree / path).write_text(code + "\n", "utf-8")


def broken_arrows(root: Path) -> list[str]:
    """Return the imports within turnout that do not go down."""
    return [str(found) for found in imports(root) if not _goes_down(found)]


def strayed_libraries(root: Path) -> list[str]:
    """Return the imports of a library outside the files it belongs in."""
    return [
        str(found)
        for found in imports(root)
        if (homes := LIBRARIES.get(found.module.split(".")[0])) and not _at_home(found.path, homes)
    ]


def environment_readers(root: Path) -> list[str]:
    """Return the places outside settings that name the environment."""
    return [
        f"{path}:{line}"
        for path, source in sources(root).items()
        if path not in ENVIRONMENT
        for line in source.environment
    ]


def speakers_of_sql(root: Path) -> list[str]:
    """Return the places outside the store that hold a query."""
    return [
        f"{path}:{line}"
        for path, source in sources(root).items()
        if not path.startswith("turnout/store/")
        for line in source.queries
    ]


def imports(root: Path) -> Iterator[Import]:
    """Yield every import of every source file, inside functions too."""
    for source in sources(root).values():
        yield from source.imports


def sources(root: Path) -> dict[str, Source]:
    """Return what the source files hold by their path from `root`."""
    files = [*root.glob("*.py"), *root.glob("pages/**/*.py"), *root.glob("turnout/**/*.py")]
    paths = {str(file.relative_to(root)): file for file in files}
    return {path: looked_through(path, file.read_text("utf-8")) for path, file in paths.items()}


@cache
def looked_through(path: str, code: str) -> Source:
    """Return what `code` holds, read once for all tests: to parse all of it takes seconds."""
    nodes = list(ast.walk(ast.parse(code)))
    return Source(
        [Import(path, node.lineno, name) for node in nodes for name in _imported(node, path)],
        [node.lineno for node in nodes if _names_the_environment(node)],
        [node.lineno for node in nodes if _holds_a_query(node)],
    )


def _imported(node: ast.AST, path: str) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    base = _absolute(node, path)
    if base.split(".")[0] != "turnout":
        return [base]
    return [f"{base}.{alias.name}" for alias in node.names]


def _absolute(node: ast.ImportFrom, path: str) -> str:
    if not node.level:
        return node.module or ""
    here = Path(path).parts[: -node.level]
    return ".".join([*here, *([node.module] if node.module else [])])


def _goes_down(found: Import) -> bool:
    importer, imported = _package(found.path), _imported_package(found.module)
    if imported is None or importer is None or importer == imported:
        return True
    if imported == "store" and importer not in KNOW_THE_STORE:
        return False
    return ROW_OF.get(imported, -1) > ROW_OF.get(importer, -1)


def _package(path: str) -> str | None:
    parts = Path(path).parts
    name = parts[1] if parts[0] == "turnout" else parts[0]
    name = name.removesuffix(".py")
    return None if name == "__init__" else name


def _imported_package(module: str) -> str | None:
    parts = module.split(".")
    if parts[0] != "turnout" or len(parts) < 2 or parts[1] == "__init__":
        return None
    return parts[1]


def _at_home(path: str, homes: tuple[str, ...]) -> bool:
    return any(path == home or (home.endswith("/") and path.startswith(home)) for home in homes)


def _holds_a_query(node: ast.AST) -> bool:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return is_text and SQL.match(node.value) is not None


def _names_the_environment(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        is_os = isinstance(node.value, ast.Name) and node.value.id == "os"
        return is_os and node.attr in ENVIRONMENT_NAMES
    if isinstance(node, ast.ImportFrom) and node.module == "os":
        return any(alias.name in ENVIRONMENT_NAMES for alias in node.names)
    return False
