"""Leads by their branches: who brought whom, never by size. Pure."""

from collections.abc import Iterator, Mapping, Sequence


def in_order(leads: Sequence[int], by: Mapping[int, int]) -> list[int]:
    """Return `leads` by branches: each is followed by whom they brought, those whom nobody of
    `leads` brought first to last as they are given.

    by: the lead who brought each, where one did; nobody is over who is over them.
    """
    known = set(leads)
    under: dict[int, list[int]] = {}
    for lead in leads:
        over = by.get(lead, 0)
        under.setdefault(over if over in known else 0, []).append(lead)
    return list(_walked(under))


def below(order: Sequence[int], by: Mapping[int, int]) -> dict[int, list[int]]:
    """Return all leads of each one's branch, themselves aside; order: as `in_order` returns it."""
    found: dict[int, list[int]] = {lead: [] for lead in order}
    for lead in reversed(order):
        over = by.get(lead, 0)
        if over in found:
            found[over] += [lead, *found[lead]]
    return found


def _walked(under: Mapping[int, Sequence[int]]) -> Iterator[int]:
    ahead = list(reversed(under.get(0, ())))
    while ahead:
        lead = ahead.pop()
        yield lead
        ahead.extend(reversed(under.get(lead, ())))
