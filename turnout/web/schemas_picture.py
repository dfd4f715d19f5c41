"""The shapes of the live picture, and of how turnout itself is, as JSON Schema (OpenAPI 3.1)."""

from turnout.model import Door, Method
from turnout.model.challenges import ChallengeState, Measure, Way
from turnout.model.seeing import Audience, Part, Tone
from turnout.model.show import Scene, Theme
from turnout.web.schemas import listed, record, ref, text, whole

_TIME = text(format="date-time")
_HEADS = {
    "coming": whole("Heads: confirmed + yes + by_count", minimum=0),
    "confirmed": whole("Heads of those who confirmed", minimum=0),
    "yes": whole("Heads of those who said yes by name", minimum=0),
    "by_count": whole("What leads declared beyond those named", minimum=0),
    "maybe": whole("Heads on top, in no sum", minimum=0),
}
_CAME = record(
    {
        "heads": whole("checked + walk_ins", minimum=0),
        "checked": whole("Heads of parties that had given a name", minimum=0),
        "walk_ins": whole("Heads of people whom nobody had named", minimum=0),
    },
    description="Who came, apart from what was promised. In a row: not there until anybody came",
)
_HEAD_COUNT = record(
    {
        "at": _TIME,
        "method": text(enum=[method.value for method in Method]),
        "low": whole(minimum=0),
        "heads": whole(minimum=0),
        "high": whole(minimum=0),
    },
    description="A crowd counted as a whole: an estimate beside `came`, between low and high",
)
_ROW = {**_HEADS, "came": _CAME}
_LEAD = record({"name": text(), "handle": text(), "goal": whole(), **_ROW}, ("came",))
_SITE = record(
    {
        "event": text(),
        "title": text(),
        "place": text(),
        "starts_at": {"anyOf": [_TIME, {"type": "null"}]},
        "goal": whole(),
        **_ROW,
    },
    ("came",),
)
_JUST_IN = record(
    {
        "seq": whole(),
        "at": _TIME,
        "kind": text(enum=["commitment", "report", "review", "goal"]),
        "people": whole("More, or fewer when negative"),
        "door": text(enum=[door.value for door in Door]),
        "lead": text(),
        "handle": text(),
        "words": text("Of the post it came by, where the event lets words stand on screens"),
    },
    ("words",),
)
_PHOTO = record(
    {
        "name": text("Its files: /e/EVENT/photos/NAME.jpg and NAME-small.jpg"),
        "alt": text("What it shows, as its author says"),
        "licence": text("Such as CC BY 2.0; empty where none is said"),
        "by": text("A shown lead's handle; empty for anybody else"),
        "width": whole("Pixels", minimum=1),
        "height": whole("Pixels", minimum=1),
    }
)
_CLEANED = record({"title": text(), "at": _TIME, "lead": text(), "handle": text()})
_NAMED = record({"name": text(), "handle": text()})
_CHALLENGE = record(
    {
        "id": whole("The seq of its record", minimum=1),
        "measure": text(enum=[measure.value for measure in Measure]),
        "target": whole("Heads or areas to gain since it was made", minimum=1),
        "done": whole("Gained so far; below nought where more was taken back"),
        "held": whole("What waits for a look, on top of done", minimum=0),
        "deadline": _TIME,
        "made_at": _TIME,
        "way": text("each: done is of whoever has furthest to go", enum=[way.value for way in Way]),
        "everybody": {"type": "boolean"},
        "state": text(enum=[state.value for state in ChallengeState]),
        "met_at": {"type": ["string", "null"], "format": "date-time"},
        "text": text("Of the challenger's own; empty until an organizer showed it"),
        "by": {"anyOf": [_NAMED, {"type": "null"}]},
        "parts": listed(
            record({"name": text(), "handle": text(), "done": whole(), "met": {"type": "boolean"}})
        ),
        "others": record({"leads": whole(minimum=0), "done": whole()}),
    },
    description="As of `at`; what is live and not met by its deadline is missed from then on",
)
_AREAS = record(
    {
        "left": whole("Areas that are not clean", minimum=0),
        "cleaned": whole(minimum=0),
        "cleaned_today": listed(_CLEANED, maxItems=60),
    },
    description="Of a map, or of a date: today is the day of `at`, in the event's zone",
)
_SHOW = record(
    {
        "scene": text("What stands, or what the round began with", enum=list(Scene)),
        "scenes": listed(text(enum=list(Scene))),
        "every_seconds": whole("How long each of the round stands; 0: the scene stays", minimum=0),
        "message": text("To the hall; often empty"),
        "theme": text(enum=list(Theme)),
        "since": _TIME,
        "has": listed(text("The scenes that have something to show", enum=list(Scene))),
    },
    description="What walls are to show; null: the poster. The round is of `scenes` that `has` has",
)
_PARTS = listed(text(enum=[part.value for part in Part]), maxItems=len(Part))
_TONE = text(enum=[tone.value for tone in Tone])
_SEEN = record(
    {
        **{each.value: _PARTS for each in Audience},
        "tone": record({each.value: _TONE for each in Audience}),
    },
    description="The parts of it that each audience is shown, and what it is told first: what is "
    "still needed, or how it has grown. What neither wall nor page is shown is left out here",
)
_STREAM = record(
    {
        "url": text("Where it is shown live, for whoever wants to watch it there", format="uri"),
        "name": text("Of the service, or its host"),
        "embed": {"type": ["string", "null"], "description": "What a page may show of it"},
        "kind": {"enum": ["frame", "file", None]},
    }
)
PROGRESS = record(
    {
        "seq": whole("The clock's value when this event last moved", minimum=0),
        "event": text(),
        "title": text(),
        "ask": text(),
        "place": text(),
        "starts_at": _TIME,
        "ends_at": {"type": ["string", "null"], "format": "date-time"},
        "zone": text("IANA name"),
        "hashtag": text("Without #"),
        "parent": {"type": ["string", "null"]},
        "open": {"type": "boolean"},
        "quiet": {"type": "boolean"},
        "state": {"enum": ["on", "postponed", "cancelled"]},
        "moved_from": {
            "anyOf": [record({"starts_at": _TIME, "place": text()}), {"type": "null"}],
            "description": "When and where it was to be at first, if it was moved",
        },
        "at": _TIME,
        "goal": whole("0 where none is set", minimum=0),
        **_HEADS,
        "came": {"anyOf": [_CAME, {"type": "null"}]},
        "head_count": {"anyOf": [_HEAD_COUNT, {"type": "null"}]},
        "leads": listed(_LEAD),
        "leads_goal": whole(),
        "own": record(_ROW, ("came",)),
        "unnamed": record(
            {"leads": whole(), "with_own": {"type": "boolean"}, **_ROW},
            ("came",),
            description="Leads who are not shown; with_own: and people without a lead, who are "
            "nobody in `own` then, as of one lead alone it would be their number",
        ),
        "sites": listed(_SITE),
        "just_in": listed(_JUST_IN, maxItems=8),
        "photos": listed(_PHOTO, maxItems=6),
        "areas": {"anyOf": [_AREAS, {"type": "null"}]},
        "challenges": listed(_CHALLENGE, maxItems=12),
        "seen": _SEEN,
        "stream": {"anyOf": [_STREAM, {"type": "null"}]},
        "show": {"anyOf": [_SHOW, {"type": "null"}]},
        "forecast": {"anyOf": [ref("Expected"), {"type": "null"}]},
    },
    description="The live picture: heads everywhere, and no supporter's name or contact.",
)

HEALTH = record(
    {
        "status": text(enum=["ok", "failing"]),
        "seq": {"type": ["integer", "null"], "description": "null: the store cannot be read"},
        "store": text(enum=["ok", "failing"]),
        "listeners": whole("Screens listening to live streams", minimum=0),
        "feeds": listed(
            record(
                {
                    "id": whole(),
                    "event": text("Empty for a quiet event"),
                    "age_seconds": {
                        "type": ["integer", "null"],
                        "description": "Since it was last read well; null: never",
                    },
                    "failure": text("Empty while it is well"),
                }
            )
        ),
    }
)
