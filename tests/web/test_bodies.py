import asyncio

import pytest
from starlette.requests import ClientDisconnect

from turnout.errors import Refused
from turnout.web import bodies


def arriving(*parts, announced=None):
    """Return what a server hands over for a body that arrives in `parts`."""
    headers = [] if announced is None else [(b"content-length", str(announced).encode())]
    messages = [
        {"type": "http.request", "body": part, "more_body": at < len(parts) - 1}
        for at, part in enumerate(parts)
    ]
    asked = []

    async def receive():
        asked.append(1)
        return messages[len(asked) - 1]

    return {"headers": headers}, receive, asked


def read(scope, receive, most):
    return asyncio.run(bodies.read(scope, receive, most))


def test_a_body_in_parts_is_one_body():
    scope, receive, _ = arriving(b"ab", b"c", b"")

    assert read(scope, receive, 3) == b"abc"


def test_what_is_announced_as_too_large_is_not_even_asked_for():
    scope, receive, asked = arriving(b"x", announced=11)

    with pytest.raises(Refused, match="too_large") as refused:
        read(scope, receive, 10)
    assert (asked, refused.value.values) == ([], {"most": 10})


def test_what_grows_too_large_is_not_read_to_its_end():
    scope, receive, asked = arriving(b"12345", b"678901", b"more", b"more")

    with pytest.raises(Refused, match="too_large") as refused:
        read(scope, receive, 10)
    assert (len(asked), refused.value.values) == (2, {"most": 10})


@pytest.mark.parametrize("announced", ["soon", "-1", "", "3"])
def test_a_body_is_as_long_as_it_comes_whatever_was_announced(announced):
    scope, receive, _ = arriving(b"abc", announced=announced)

    assert read(scope, receive, 3) == b"abc"


def test_an_announcement_that_lies_does_not_lift_the_limit():
    scope, receive, _ = arriving(b"12345678901", announced=1)

    with pytest.raises(Refused, match="too_large"):
        read(scope, receive, 10)


def test_who_leaves_in_the_middle_is_not_waited_for():
    messages = iter(
        [{"type": "http.request", "body": b"a", "more_body": True}, {"type": "http.disconnect"}]
    )

    async def receive():
        return next(messages)

    with pytest.raises(ClientDisconnect):
        read({"headers": []}, receive, 10)


@pytest.mark.parametrize("come", [[], [{"type": "http.request", "body": b"a", "more_body": True}]])
def test_a_body_that_does_not_come_is_given_up(come, monkeypatch):
    monkeypatch.setattr(bodies, "SLOWEST_SECONDS", 0.01)
    first = iter(come)

    async def receive():
        message = next(first, None)
        if message is None:
            await asyncio.Event().wait()
        return message

    with pytest.raises(Refused, match="too_slow"):
        read({"headers": []}, receive, 10)


def test_a_body_that_comes_in_its_own_time_is_one_body():
    parts = iter([b"ab", b"c", b""])

    async def receive():
        await asyncio.sleep(0.001)
        part = next(parts)
        return {"type": "http.request", "body": part, "more_body": bool(part)}

    assert read({"headers": []}, receive, 3) == b"abc"


def test_who_is_no_longer_waited_for_is_told():
    left = []

    async def receive():
        try:
            await asyncio.Event().wait()
        finally:
            left.append(1)

    async def stopped():
        reading = asyncio.create_task(bodies.read({"headers": []}, receive, 3))
        await asyncio.sleep(0)
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
        return reading.cancelled()

    assert (asyncio.run(stopped()), left) == (True, [1])
