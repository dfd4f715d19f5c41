import asyncio
import threading

import httpx

from tests.builders import a_lead, a_rally

PATIENCE_SECONDS = 60
MORE_THAN_THREADS = 60


def at_work():
    """Return how many threads there are for requests."""
    return sum(each.name.startswith("AnyIO") for each in threading.enumerate())


def test_pages_are_read_while_more_posts_than_threads_wait_for_the_store(live_in, app):
    desk, go = live_in(form_seconds=0), threading.Event()
    a_rally(desk)
    a_lead(desk)

    async def asking():
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
            held = desk.store.write(lambda tx: go.wait(PATIENCE_SECONDS))
            posts = [
                asyncio.create_task(client.post("/e/ks/join", data={"name": "A", "party": "1"}))
                for _ in range(MORE_THAN_THREADS)
            ]
            try:
                while at_work() < 40:
                    await asyncio.sleep(0.01)
                read = [
                    await asyncio.wait_for(client.get(path), PATIENCE_SECONDS / 2)
                    for path in ("/e/ks", "/api/v1/events/ks/progress")
                ]
                waited = not held.done()
            finally:
                go.set()
            posted = await asyncio.gather(*posts)
        return [each.status_code for each in read], {each.status_code for each in posted}, waited

    assert asyncio.run(asking()) == ([200, 200], {303}, True)
