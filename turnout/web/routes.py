"""Every address this house answers besides Streamlit's own: one table."""

from collections.abc import Sequence

from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute, Mount, Route, Router

from turnout.web import (
    area_files,
    assets,
    cards,
    dates,
    door,
    errors,
    event,
    group,
    map_photos,
    maps,
    openapi,
    pace,
    photos,
    pocket,
    report,
    roll,
    show,
    updates,
    wall_stories,
)
from turnout.web.answer import answer, stop
from turnout.web.area import area, tell
from turnout.web.challenge import challenge
from turnout.web.enter import enter
from turnout.web.errors import Answered
from turnout.web.join import join
from turnout.web.paper import paper
from turnout.web.paper import sheet as paper_sheet
from turnout.web.personal import mine, thanks
from turnout.web.pocket_texts import texts as pocket_texts
from turnout.web.sheets import sheets

_api = [
    Route(operation.path, operation.endpoint, methods=[operation.method], name=operation.name)
    for operation in openapi.described()
]

_pages = [
    Route("/-/assets/{build}/{file:path}", assets.serve),
    Route("/{event}", event.public),
    Route("/{event}/join", join, methods=["GET", "POST"]),
    Route("/{event}/thanks", thanks),
    Route("/{event}/mine", mine, methods=["GET", "POST"]),
    Route("/{event}/answer", answer, methods=["GET", "POST"]),
    Route("/{event}/stop/{token}", stop, methods=["GET", "POST"]),
    Route("/{event}/event.ics", dates.one),
    Route("/{event}/dates.ics", dates.every),
    Route("/{event}/updates.atom", updates.feed),
    Route("/{event}/board", event.board),
    Route("/{event}/embed", event.embed),
    Route("/{event}/pace.json", pace.pace),
    Route("/{event}/roll", roll.page),
    Route("/{event}/roll.json", roll.as_json),
    Route("/{event}/roll/sheet", roll.sheet),
    Route("/{event}/show", show.remote, methods=["GET", "POST"]),
    Route("/{event}/show/state", show.state),
    Route("/{event}/stories.json", wall_stories.stories),
    Route("/{event}/qr.svg", event.qr_svg),
    Route("/{event}/photos/{name}-small.jpg", photos.small),
    Route("/{event}/photos/{name}.jpg", photos.large),
    Route("/{event}/paper", paper, methods=["GET", "POST"]),
    Route("/{event}/paper/sheet", paper_sheet),
    Route("/{event}/sheets", sheets, methods=["GET", "POST"]),
    Route("/{event}/pocket", pocket.page),
    Route("/{event}/pocket/state", pocket.state),
    Route("/{event}/pocket/taps", pocket.take, methods=["POST"]),
    Route("/{event}/pocket/texts", pocket_texts, methods=["GET", "POST"]),
    Route("/{event}/pocket/leave", pocket.leave, methods=["POST"]),
    Route("/{event}/pocket/sw.js", pocket.worker),
    Route("/{event}/pocket/manifest.json", pocket.manifest),
    Route("/{event}/door", door.page),
    Route("/{event}/door/state", door.state),
    Route("/{event}/door/taps", door.take, methods=["POST"]),
    Route("/{event}/door/leave", pocket.leave, methods=["POST"]),
    Route("/{event}/door/sw.js", door.worker),
    Route("/{event}/map", maps.page),
    Route("/{event}/map/embed", maps.embed),
    Route("/{event}/map/me", maps.me),
    Route("/{event}/map/waiting", maps.waiting),
    Route("/{event}/map/acts", maps.take, methods=["POST"]),
    Route("/{event}/map/sw.js", maps.worker),
    Route("/{event}/map/photos", map_photos.take, methods=["POST"]),
    Route("/{event}/areas.geojson", area_files.as_geojson),
    Route("/{event}/areas.kml", area_files.as_kml),
    Route("/{event}/areas.csv", area_files.as_csv),
    Route("/{event}/areas.png", cards.areas),
    Route("/{event}/card.png", cards.event),
    Route("/{event}/leads/{handle}/card.png", cards.lead),
    Route("/{event}/challenges/{challenge}/card.png", cards.challenge),
    Route("/{event}/areas/{area}/card.png", cards.area),
    Route("/{event}/areas/{area}", area),
    Route("/{event}/areas/{area}/stories", tell, methods=["POST"]),
    Route("/{event}/groups/{group}", group.group),
    Route("/{event}/groups/{group}/stories", group.tell, methods=["POST"]),
    Route("/{event}/areas/{area}/photos/{name}-small.jpg", map_photos.small),
    Route("/{event}/areas/{area}/photos/{name}.jpg", map_photos.large),
    Route("/{event}/challenges/{challenge}", challenge),
    Route("/{event}/report", report.sheet),
    Route("/{event}/report.json", report.json_file),
    Route("/{event}/report.csv", report.csv_file),
]

_entrance = [Route("/enter", enter, methods=["GET", "POST"])]

# Mounts, so that an unknown address below them is a 404 of ours and not a page of Streamlit's.
routes: Sequence[BaseRoute] = [
    Mount("/api", app=Answered(Router(_api), errors.problem)),
    Mount("/e", app=GZipMiddleware(Answered(Router(_pages), errors.page))),
    Route("/enter", Answered(Router(_entrance), errors.page)),
]
