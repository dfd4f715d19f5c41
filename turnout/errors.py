"""Everything turnout raises on purpose."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass


class TurnoutError(Exception):
    """The root of what is raised on purpose; anything else is a defect."""


@dataclass(frozen=True)
class Reason:
    """Why one field was refused: `words/refused.toml` has the sentence, as `field`_`code`."""

    field: str
    code: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)


class Refused(TurnoutError):
    """The submitter can mend it. Carries every reason found, for a form to show all at once."""

    def __init__(self, field: str, code: str, **values: object) -> None:
        self.reasons: tuple[Reason, ...] = (Reason(field, code, values),)
        super().__init__(f"{field}: {code} {dict(values)}")

    @classmethod
    def of(cls, reasons: "list[Reason] | tuple[Reason, ...]") -> "Refused":
        """Return one refusal that carries all of `reasons` (at least one), in order."""
        refused = cls(reasons[0].field, reasons[0].code, **dict(reasons[0].values))
        refused.reasons = tuple(reasons)
        return refused

    @property
    def field(self) -> str:
        return self.reasons[0].field

    @property
    def code(self) -> str:
        return self.reasons[0].code

    @property
    def values(self) -> Mapping[str, object]:
        return self.reasons[0].values


class Conflict(TurnoutError):
    """An idempotency key came again with another body."""


class NotFound(TurnoutError):
    """There is no such thing: `what` ("event", "feed", ...) and `which` (as given)."""

    def __init__(self, what: str, which: str) -> None:
        self.what, self.which = what, which
        super().__init__(f"no {what} {which!r}")


class NotAllowed(TurnoutError):
    """No link, a wrong one, or one that is no longer good."""


class SourceFailed(TurnoutError):
    """A feed could not be had or read; it is tried again, slower."""

    def __init__(self, url: str, reason: str, retry_seconds: float | None = None) -> None:
        self.url, self.reason, self.retry_seconds = url, reason, retry_seconds
        super().__init__(f"{url}: {reason}")


class MailFailed(TurnoutError):
    """A message did not leave. `reason` is a code without an address in it, such as "refused:550".

    for_good: the same again would be refused again. all_mail: it is the server, or our settings.
    """

    def __init__(self, reason: str, *, for_good: bool = False, all_mail: bool = False) -> None:
        self.reason, self.for_good, self.all_mail = reason, for_good, all_mail
        super().__init__(reason)


class PostFailed(TurnoutError):
    """An update did not get to a channel. `reason` is a code with no token, such as "refused:503".

    for_good: the same again would be refused again. in_doubt: it may be there all the same.
    """

    def __init__(self, reason: str, *, for_good: bool = False, in_doubt: bool = False) -> None:
        self.reason, self.for_good, self.in_doubt = reason, for_good, in_doubt
        super().__init__(reason)


class TooOften(TurnoutError):
    """Somebody at this address was wrong too often; `retry_seconds` is how long to wait."""

    def __init__(self, retry_seconds: int) -> None:
        self.retry_seconds = retry_seconds
        super().__init__(f"wait {retry_seconds} s")


class NoRoom(TurnoutError):
    """As many listen as may; others at this address may have taken its share."""


class StoreFailed(TurnoutError):
    """The operator can mend it: a full disk, a locked or unreadable file."""


class SettingsError(TurnoutError):
    """We do not start; names the variable and its value."""
