"""The demo's month, told at once into a store that is open, through the desk's own doors."""

from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from turnout.demo.night import BY, Night
from turnout.demo.script import COMMITMENTS, Deed, Way, cast, script
from turnout.demo.show import MONTH, event_fields
from turnout.desk import invitations, leads, rallies, signups
from turnout.desk.desk import Desk
from turnout.model import Door, Event, Receipt, Submission
from turnout.words import say

SLUG = "made-up"
_DOORS = {Way.API: Door.API, Way.CHANGE: Door.API, Way.FEED: Door.FEED, Way.FORM: Door.FORM}


def load(desk: Desk, lang: str, by: str = "desk") -> Event:
    """Make the made-up rally, named as such, with its leads and a month of promises.

    Raises Refused("slug", "taken") where it stands already, and NotFound where `by` is a link
    taken back.
    """
    of, now = cast(), desk.clock()
    fields = event_fields(of["event"], now)
    title = say(lang, "demo.made_up", title=fields["title"])
    given = {**fields, "slug": SLUG, "title": title, "hashtag": ""}  # no feed is read for it
    event = rallies.add(desk, **given, by=by).result()
    for lead in of["lead"]:
        recruiter = lead.get("recruited_by", "")
        leads.add(desk, SLUG, lead["name"], lead["handle"], lead["goal"], recruiter).result()
    month = _Month(desk, event, Night(desk, SLUG, of["night"]))
    for deed in script(of):
        if deed.person <= COMMITMENTS:
            month.do(deed)
    month.wait()
    return event


@dataclass(frozen=True)
class _Month:
    """The deeds of the month, done one by one; what people say is under way until `wait`."""

    desk: Desk
    event: Event
    night: Night
    _answers: list[Future[Receipt]] = field(default_factory=list)
    _came: dict[int, Future[Receipt]] = field(default_factory=dict)  # by the form

    def do(self, deed: Deed) -> None:
        match deed.way:
            case Way.NIGHT:
                self.night.do(deed.person)
            case Way.TOTAL:
                said_at, total = self._said_at(deed), deed.party
                told = leads.declare(self.desk, SLUG, deed.lead, total=total, said_at=said_at)
                self._answers.append(told)
            case _:
                self._come(deed)

    def wait(self) -> None:
        """Wait until all of it is kept. Raises what one of them was refused for."""
        for answer in self._answers:
            answer.result()

    def _come(self, deed: Deed) -> None:
        door = _DOORS[deed.way]
        came = Submission(
            door=door,
            event=SLUG,
            key=f"{deed.way}-{deed.person}",
            scope=f"demo:{door}",
            by=BY,
            name=deed.name,
            party=str(deed.party),
            status=deed.status,
            lead=deed.lead,
            via=self._code(deed),
            contact=deed.contact if door is Door.API else "",
            said_at=self._said_at(deed).isoformat(),
        )
        answer = signups.commit(self.desk, came)
        self._answers.append(answer)
        if deed.way is Way.FORM:
            self._came[deed.person] = answer

    def _code(self, deed: Deed) -> str:
        """Return the code in the link by which somebody comes, as its owner was given it."""
        if not deed.via:
            return ""
        giver = self._came[deed.via].result().person
        return invitations.code_at(self.desk, self.event, giver) if giver else ""

    def _said_at(self, deed: Deed) -> datetime:
        return self.desk.clock() - MONTH * (1 - deed.when) - timedelta(seconds=1)
