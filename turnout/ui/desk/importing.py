"""Lists: a spreadsheet brought in. What it would change is shown before anything is stored."""

import streamlit as st

from turnout.desk import import_jobs, importing, looks
from turnout.desk.importing import ColumnMap, Preview, Sheet
from turnout.errors import Refused
from turnout.house import house
from turnout.model import Event, Role
from turnout.rules.mapping import FIELDS
from turnout.ui import paper
from turnout.ui.desk import import_job, import_preview
from turnout.ui.language import here, lang
from turnout.ui.visitor import Visitor

ENDINGS = ["csv", "tsv", "txt", "xlsx", "xls", "ods"]
MOST_MB = 30
NONE = -1  # the place of a column that a list has not
_RECOGNISE = ("email", "phone", "handle")  # what tells one person from another


def section(visitor: Visitor, event: Event) -> None:
    """Draw the list on its way in, else the way to bring one in."""
    st.header(here("importing.title"), anchor=False)
    if import_jobs.latest(house().desk, event.slug):
        import_job.job(event)
        return
    paper.notes(here("importing.told"), *([here("importing.quiet")] if event.quiet else []))
    given = st.file_uploader(
        here("importing.file"), type=ENDINGS, key="import_file", max_upload_size=MOST_MB
    )
    if given is None:
        return
    try:
        sheet = importing.read(given.getvalue())
    except Refused as refused:
        paper.strong(importing.why(lang(), refused.reasons[0]))
        return
    _list(visitor, event, sheet, given.file_id)


def _list(visitor: Visitor, event: Event, sheet: Sheet, name: str) -> None:
    guessed = importing.guess(sheet)
    paper.notes(*_told(sheet, guessed))
    chosen = _columns(sheet, guessed, name)
    if not any(field in chosen.columns for field in _RECOGNISE):
        paper.strong(here("importing.nobody_known"))
    by = visitor.by(event.slug, Role.ORGANIZER)
    seen = _preview(event.slug, sheet, chosen, by)
    import_preview.counts(seen)
    _run(event, sheet, chosen, by, seen)
    import_preview.rows(seen, sheet)


def _told(sheet: Sheet, guessed: ColumnMap) -> list[str]:
    told = [here(f"importing.from_{guessed.kind}"), here("importing.size", n=len(sheet.rows))]
    return [" ".join(told), *([here("importing.attended")] if guessed.attended else [])]


def _columns(sheet: Sheet, guessed: ColumnMap, name: str) -> ColumnMap:
    """Draw what each column means, and return it as it is chosen."""
    with st.expander(here("importing.columns"), expanded=guessed.kind == "any"):
        sides = st.columns(2, gap="large")
        chosen = {
            field: _column(sides[at % 2], sheet, guessed.columns.get(field), field, name)
            for at, field in enumerate(FIELDS)
        }
        day_first = st.checkbox(
            here("importing.day_first"), guessed.day_first, key=f"import_day_first-{name}"
        )
    return guessed.changed(day_first=day_first, **chosen)


def _column(
    side: st.delta_generator.DeltaGenerator, sheet: Sheet, now: int | None, field: str, name: str
) -> int | None:
    at: int = side.selectbox(
        here(f"importing.field_{field}"),
        range(NONE, len(sheet.columns)),
        index=0 if now is None else now + 1,
        format_func=lambda at: here("importing.column_none") if at == NONE else sheet.columns[at],
        key=f"import_{field}-{name}",
    )
    return None if at == NONE else at


def _preview(event: str, sheet: Sheet, chosen: ColumnMap, by: str) -> Preview:
    """Return what the list would change as things stand now: kept for a while, since every
    leaf that is turned runs the page anew."""
    desk = house().desk
    return _kept(
        (str(desk.settings.database), event, looks.seq(desk, event), repr(chosen), by),
        sheet,
        chosen,
    )


@st.cache_resource(max_entries=2, ttl=900, show_spinner=False)
def _kept(asked: tuple[str, str, int, str, str], _sheet: Sheet, _chosen: ColumnMap) -> Preview:
    return importing.preview(house().desk, asked[1], _sheet, _chosen, asked[4])


def _run(event: Event, sheet: Sheet, chosen: ColumnMap, by: str, seen: Preview) -> None:
    if not seen.to_store:
        paper.notes(here("importing.nothing"))
        return
    st.button(
        here("importing.run", n=seen.to_store),
        key="import_run",
        type="primary",
        on_click=_start,
        args=(event, sheet, chosen, by),
    )


def _start(event: Event, sheet: Sheet, chosen: ColumnMap, by: str) -> None:
    import_jobs.start(house().desk, event.slug, sheet, chosen, by)
