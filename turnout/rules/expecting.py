"""A forecast's range as people are told it: whole tens where ones would promise too much."""

# From so many people on, numbers are told in steps of so many: a range that is 40 wide does not
# know its ends to the person.
STEPS = ((500, 50), (100, 10), (40, 5))
LARGEST = (5_000, 100)


def told(low: int, mid: int, high: int) -> tuple[int, int, int]:
    """Return the range rounded outwards, and its middle to the nearest; ordered as before."""
    step = _step(high)
    floor, ceiling = low // step * step, -(-high // step) * step
    return floor, min(ceiling, max(floor, round(mid / step) * step)), ceiling


def _step(heads: int) -> int:
    return next((step for least, step in (LARGEST, *STEPS) if heads >= least), 1)
