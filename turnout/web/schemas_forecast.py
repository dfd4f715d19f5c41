"""The shapes of forecasts, as JSON Schema (OpenAPI 3.1)."""

from turnout.model.forecasting import SHARE_WORDS
from turnout.web.schemas import listed, record, text, whole

_TIME = text(format="date-time")
EXPECTED = record(
    {
        "low": whole("Four times in five it is between low and high", minimum=0),
        "mid": whole("As likely more as fewer", minimum=0),
        "high": whole(minimum=0),
        "of": text("final: all who will be there", enum=["final", "committed"]),
        "guess": {"type": "boolean", "description": "No event has taught it yet"},
        "seq": whole("Of the record up to which it was made", minimum=0),
    },
    description="How many are expected on the day, in rounded heads; a little later than the rest",
)
_RANGE = record({name: whole(minimum=0) for name in ("low", "mid", "high", "low95", "high95")})
_RANGE_OR_NONE = {"anyOf": [_RANGE, {"type": "null"}]}
FORECAST = record(
    {
        "event": text(),
        "seq": whole(minimum=0),
        "as_of": _TIME,
        "starts_at": _TIME,
        "goal": whole("0 where none is set", minimum=0),
        "heads": whole("Promised so far, maybe and by count included", minimum=0),
        "committed": {**_RANGE, "description": "Of those promised so far, how many will come"},
        "final": {**_RANGE, "description": "How many will be there in the end"},
        "parts": listed(
            record({"name": text(), "expected": {"type": "number"}, "heads": whole(minimum=0)}),
            description="What adds up to the middle of final",
        ),
        "guess": {"type": "boolean", "description": "No event has taught it yet"},
        "chance_of_goal": {"type": ["number", "null"], "description": "0 to 1; null for a guess"},
        "leads": listed(
            record(
                {
                    "handle": text(),
                    "name": text(),
                    "heads": whole(minimum=0),
                    "committed": _RANGE_OR_NONE,
                    "final": _RANGE_OR_NONE,
                    "word": text("In place of a range, for under 20 heads", enum=[*SHARE_WORDS]),
                }
            )
        ),
        "track": record({"events": whole(minimum=0), "held": whole(minimum=0)}),
        "assumptions": {"type": "object", "additionalProperties": {"type": "number"}},
    },
    description="Four times in five it is from low to high, 19 times in 20 from low95 to high95.",
)
