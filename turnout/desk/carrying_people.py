"""The people and leads of an event brought back from plain values, inside the write."""

from collections.abc import Mapping, Sequence

from turnout.desk import carried_messages
from turnout.desk.carried import Values
from turnout.desk.desk import Desk
from turnout.model import Event
from turnout.store import Transaction, leads, people
from turnout.store.times import read


def bring_people(
    desk: Desk, tx: Transaction, event: Event, given: Sequence[Values]
) -> dict[int, int]:
    """Store the people of an export; return the number each has here, by the one they had there.

    Those known here by the same contact or handle are the same people.
    """
    scope = event.id if event.quiet else 0
    return {each["id"]: _person(desk, tx, event, scope, each) for each in given}


def _person(desk: Desk, tx: Transaction, event: Event, scope: int, given: Values) -> int:
    known = [people.by_contact(tx, scope, *contact) for contact in given["contacts"]]
    known += [people.by_handle(tx, scope, host, user) for user, host in given["handles"]]
    person = next((each for each in known if each is not None), None)
    if person is None:
        person = people.insert(tx, given["name"], given["lang"])
    for kind, value in given["contacts"]:
        people.add_contact(tx, scope, person, kind, value)
    for user, host in given["handles"]:
        people.add_handle(tx, scope, person, host, user)
    people.set_needs(tx, event.id, person, tuple(given["needs"]))
    if given.get("consent"):
        wording, at = given["consent"]
        people.set_consent(tx, event.id, person, wording, read(at))
    carried_messages.wishes(desk, tx, event.id, person, given)
    return person


def bring_leads(
    tx: Transaction, event: Event, given: Sequence[Values], persons: Mapping[int, int]
) -> dict[int, int]:
    """Store the leads of an export, recruiters first; return their numbers here.

    persons: as `bring_people` returned them.
    """
    found: dict[int, int] = {}
    for each in _recruiters_first(given):
        found[each["id"]] = lead = leads.insert(
            tx, event.id, each["name"], each["user"], each["host"],
            persons.get(each["person"]), found.get(each["recruited_by"]),
        )  # fmt: skip
        # An earlier release's export has one handle for each lead.
        leads.keep_handles(tx, lead, [tuple(handle) for handle in each.get("handles", ())])
    return found


def _recruiters_first(given: Sequence[Values]) -> list[Values]:
    """Return the leads so that nobody stands before who recruited them, who may have been added
    after them."""
    leads_ = {each["id"]: each for each in given}
    ordered: dict[int, Values] = {}
    for each in given:
        line: dict[int, Values] = {}
        above: Values | None = each
        while above and above["id"] not in line and above["id"] not in ordered:
            line[above["id"]] = above
            above = leads_.get(above["recruited_by"])
        ordered.update(reversed(line.items()))
    return list(ordered.values())
