"""The nouns of the trade, as frozen values. Terms are those of the field (docs/developer.md)."""

from turnout.model.doors import Feed, GoodRead, Grant, Held, Refusal
from turnout.model.picture import (
    Count,
    DoorCount,
    JustIn,
    LeadProgress,
    Moved,
    PacePoint,
    Progress,
    SiteProgress,
    Standing,
)
from turnout.model.trade import (
    NEEDS,
    Door,
    Event,
    EventState,
    Lead,
    Receipt,
    ReviewState,
    Role,
    Status,
    Submission,
)

__all__ = [
    "NEEDS",
    "Count",
    "Door",
    "DoorCount",
    "Event",
    "EventState",
    "Feed",
    "GoodRead",
    "Grant",
    "Held",
    "JustIn",
    "Lead",
    "LeadProgress",
    "Moved",
    "PacePoint",
    "Progress",
    "Receipt",
    "Refusal",
    "ReviewState",
    "Role",
    "SiteProgress",
    "Standing",
    "Status",
    "Submission",
]
