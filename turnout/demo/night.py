"""What makes a rally night of the demo: leads on the roll, goals, challenges, updates, the wall.

Leads do it by taps, as from their pockets; what they ask for, the organizer lets stand.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from turnout.desk import challenges, leads, recognition, show, taps, updates
from turnout.desk.desk import Desk
from turnout.desk.pocket import Actor
from turnout.desk.taps import Tap
from turnout.model import ReviewState, Role
from turnout.model.challenges import Answer, Wanted
from turnout.model.recognition import Place
from turnout.model.updates import Mode, UpdateRules
from turnout.rules.show import Wanted as Walls

BY = "demo"  # how the ledger names who does all this: nothing is learnt from it

Act = dict[str, Any]  # one [[night]] of data/demo/rally.toml


@dataclass(frozen=True)
class Night:
    """The night's acts at the event `event`, done one by one."""

    desk: Desk
    event: str
    acts: list[Act]
    _challenges: list[int] = field(default_factory=list)  # as they were made

    def do(self, number: int) -> None:
        """Do one act, counted from 0, and wait until it is kept."""
        act = self.acts[number]
        _ACTS[act["act"]](self, f"demo-night-act-{number:04}", act)

    def roll(self, key: str, act: Act) -> None:
        """Let a lead be on the roll, by the name they choose if they choose one."""
        place, said_as = Place.ROLL, act.get("said_as", "")
        kept = self._tap(act, Tap(key, "roll", place=place, name=act["name"], said_as=said_as))
        if act["name"]:
            shown = ReviewState.SHOWN
            recognition.decide(self.desk, self.event, kept, shown, BY).result()

    def goal(self, key: str, act: Act) -> None:
        self._tap(act, Tap(key, "goal", n=act["people"]))

    def compete(self, key: str, act: Act) -> None:
        self._tap(act, Tap(key, "compete", says="yes"))

    def challenge(self, key: str, act: Act) -> None:
        """Let a lead challenge others, or the organizer everybody."""
        wanted = Wanted(
            target=act["target"],
            deadline=self.desk.clock() + timedelta(minutes=act["minutes"]),
            measure=act["measure"],
            way=act["way"],
            whom=tuple(act["whom"]),
            declared_most=act.get("declared_most", 0),
            text=act.get("text", ""),
        )
        if act["lead"]:
            made = self._tap(act, Tap(key, "challenge", wanted=wanted))
        else:
            who = Actor(self.event, 0, Role.ORGANIZER, BY)
            made = challenges.make(self.desk, who, key, wanted).result().seq
        self._challenges.append(made)

    def accept(self, key: str, act: Act) -> None:
        """Let a lead take up the newest challenge."""
        newest = self._challenges[-1]
        tap = Tap(key, "challenge_answer", challenge=newest, says=Answer.ACCEPTED)
        self._tap(act, tap)

    def rules(self, key: str, act: Act) -> None:
        """Let some news go by itself, at any hour: a showing may be at night."""
        alone = dict.fromkeys(act["by_itself"], Mode.BY_ITSELF)
        kept = UpdateRules()
        modes = {**kept.modes, **alone}
        now = UpdateRules(modes, most=act["most"], quiet_from=0, quiet_until=0)
        updates.set_rules(self.desk, self.event, now, BY).result()

    def update(self, key: str, act: Act) -> None:
        """Write an update in both languages, and let it go."""
        number = updates.write(self.desk, self.event, act["text"], BY, key).result()
        updates.send(self.desk, self.event, number, BY, now=True).result()

    def wall(self, key: str, act: Act) -> None:
        """Let the wall go round its scenes."""
        walls = Walls(every_seconds=str(act["seconds"]), scenes=act["scenes"])
        show.change(self.desk, self.event, walls, by=BY).result()

    def _tap(self, act: Act, tap: Tap) -> int:
        """Take in a tap of the act's lead; return its record."""
        known = {lead.handle: lead.id for lead in leads.leads(self.desk, self.event)}
        who = Actor(self.event, known[act["lead"]], Role.LEAD, BY)
        return taps.tap(self.desk, who, tap).seq


_ACTS: dict[str, Callable[[Night, str, Act], None]] = {
    "roll": Night.roll,
    "goal": Night.goal,
    "compete": Night.compete,
    "challenge": Night.challenge,
    "accept": Night.accept,
    "rules": Night.rules,
    "update": Night.update,
    "wall": Night.wall,
}
