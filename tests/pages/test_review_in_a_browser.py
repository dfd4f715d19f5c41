"""Posts decided on in Chromium: by thumb, by keyboard alone, and what strangers write in them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser import checks
from tests.builders import a_desk, a_lead, a_rally, a_shown_photo, noon_in
from tests.pages.test_workbench_in_a_browser import DESK, INSIDE, PHONE, _drawn, _stretch
from tests.serving import Server
from turnout.desk import feeds, looks, moderation, photos, posts, rallies
from turnout.model import ReviewState
from turnout.sources import Post

pytestmark = pytest.mark.browser

FLOOD = 500
EVIL = (
    "#KSRally we are 12. <script>document.title='had'</script> [x](javascript:alert(1)) "
    ":material/home: $\\LaTeX$ ![i](https://evil.example/i.png) <img src=x onerror=alert(1)>"
)


@pytest.fixture
def server(tmp_path, shared) -> Iterator[Server]:
    """Serve a rally whose feed is read."""
    desk = a_desk(tmp_path, lambda: datetime.now(UTC))
    a_rally(desk, starts_at=noon_in(9))
    a_lead(desk)
    feeds.add(desk, "ks", "https://social.example/tags/ksrally.rss").result()
    feeds.change(desk, "ks", 1, "pause").result()
    with shared.on(desk) as served:
        yield served


def take(desk, said, author="ana", number=1):
    link = f"https://social.example/@{author}/{number}"
    post = Post(link, link, author, "social.example", datetime.now(UTC) - timedelta(hours=1), said)
    return posts.take(desk, feeds.feeds(desk)[0], post)


def opened(server, sit, size, scheme="light") -> Page:
    page = sit(size, scheme)
    server.enter(page.context)
    page.goto(f"{server.url}/review?event=ks")
    expect(page.get_by_role("radio", name="Waiting")).to_be_visible(timeout=60_000)
    return page


def waiting(desk) -> int:
    return moderation.queue(desk, "ks", ReviewState.HELD).counts[ReviewState.HELD]


def test_a_flood_is_decided_by_thumb_and_undone_in_one_tap(server, sit):
    text = "#KSRally I'm in +{}, solidarity from the union hall today"
    for future in [take(server.desk, text.format(n % 7), f"bot{n}", n) for n in range(FLOOD)]:
        future.result()
    held, before = waiting(server.desk), looks.progress(server.desk, "ks").count.coming
    page = opened(server, sit, PHONE)
    expect(page.get_by_text(f"One text, {held} posts")).to_be_visible()

    page.get_by_role("button", name=f"Block all {held}").click()
    expect(page.get_by_text(f"Last: {held} posts blocked.")).to_be_visible()
    expect(page.get_by_text("Nothing waits.")).to_be_visible()
    assert held > FLOOD * 0.9

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(f"One text, {held} posts")).to_be_visible()
    assert (waiting(server.desk), looks.progress(server.desk, "ks").count.coming) == (held, before)


def test_posts_are_decided_by_keyboard_alone(server, sit):
    for number, author in enumerate(("ana", "bo", "cy")):
        take(server.desk, "#KSRally we are 12", author, number).result()
    page = opened(server, sit, DESK)
    expect(page.get_by_role("button", name="Count @cy")).to_be_visible()

    _drawn(page)  # keys are listened to by then
    page.keyboard.press("a")
    expect(page.get_by_text("Last: one post counts.")).to_be_visible()
    expect(page.get_by_role("button", name="Count @cy")).to_be_hidden()
    _drawn(page)
    page.keyboard.press("s")
    expect(page.get_by_text("Last: one post set aside.")).to_be_visible()
    expect(page.get_by_role("button", name="Count @bo")).to_be_hidden()
    _drawn(page)
    page.keyboard.press("u")
    expect(page.get_by_role("button", name="Count @bo")).to_be_visible()

    assert looks.progress(server.desk, "ks").count.coming == 12
    assert waiting(server.desk) == 2


def test_what_comes_in_stands_there_without_a_touch(server, sit):
    page = opened(server, sit, DESK)
    expect(page.get_by_text("Nothing waits.")).to_be_visible()
    take(server.desk, "#KSRally we are 12").result()

    expect(page.get_by_role("button", name="Count @ana")).to_be_visible()


def test_what_strangers_write_is_read_and_never_done_on_any_screen(server, sit):
    take(server.desk, EVIL).result()
    page = opened(server, sit, DESK)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    theirs = page.locator(".theirs")
    expect(theirs).to_have_text(EVIL)
    assert theirs.locator("img, script, a, .katex, [data-testid=stIconMaterial]").count() == 0
    assert "had" not in page.title()
    assert not [url for url in asked if "evil.example" in url]

    rallies.change(server.desk, "ks", words_shown=True).result()
    take(server.desk, "#KSRally we are 12 \u202eand turn\u202c you round", "bo").result()
    waiting_now = moderation.queue(server.desk, "ks", ReviewState.HELD).posts
    moderation.decide(
        server.desk, "ks", [post.id for post in waiting_now], ReviewState.SHOWN
    ).result()
    a_shown_photo(server.desk, alt='"><img src=x onerror=alert(1)> :material/home: $\\LaTeX$')
    board, public = _screens(page, server.url)
    for screen in (board, public):
        _says_it_literally(screen)
        assert "had" not in screen.title()
    expect(public.locator(".photos img")).to_have_attribute(
        "alt", '"><img src=x onerror=alert(1)> :material/home: $\\LaTeX$'
    )
    assert not [url for url in asked if "evil.example" in url]
    checks.sound(public)

    _are_gone_as_soon_as_they_are_taken_away(server.desk, board, public)


def _screens(page: Page, url: str) -> tuple[Page, Page]:
    """Open the wall, upright so that it has room for every quote, and the page for phones."""
    opened = []
    for path in ("board", ""):
        screen = page.context.new_page()
        screen.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        screen.goto(f"{url}/e/ks/{path}".rstrip("/"))
        opened.append(screen)
    return opened[0], opened[1]


def _says_it_literally(screen: Page) -> None:
    just_in = screen.locator(".just-in")
    evil = just_in.locator("q", has_text="LaTeX")
    expect(evil).to_contain_text("<script> ='had'</script>")  # what looks like a host is gone
    expect(evil).to_contain_text(":material/home: $\\LaTeX$")
    expect(just_in.locator("q", has_text="round")).to_have_text("we are 12 and turn you round")
    assert "\u202e" not in just_in.inner_text()
    assert "javascript:" not in just_in.inner_text()
    assert just_in.locator("img, script, a").count() == 0


def _are_gone_as_soon_as_they_are_taken_away(desk, board: Page, public: Page) -> None:
    """Block what both screens quote, and set the photo aside, under open pages."""
    moderation.judge(desk, "ks", "word", "turn", ReviewState.BLOCKED).result()
    for screen in (board, public):
        expect(screen.locator(".just-in q", has_text="round")).to_have_count(0)
        expect(screen.locator(".just-in q", has_text="LaTeX")).to_have_count(1)

    # Only the words go here: the number, and so what is newest, stays as it is.
    rallies.change(desk, "ks", words_shown=False).result()
    for screen in (board, public):
        expect(screen.locator(".just-in q")).to_have_count(0)
        expect(screen.locator(".just-in")).to_contain_text("+12")

    (photo,) = looks.progress(desk, "ks").photos
    photos.decide(desk, "ks", int(photo.name.split("-")[0]), ReviewState.SET_ASIDE).result()
    expect(public.locator(".photos img")).to_be_hidden()


@pytest.mark.parametrize("size, scheme", [(PHONE, "dark"), (DESK, "light")])
def test_the_page_is_whole_and_open_to_all_eyes(size, scheme, server, sit):
    for n in range(4):
        take(
            server.desk, "#KSRally we are 12 from the night shift of St. Francis", "ana", n
        ).result()
    take(server.desk, EVIL, "a_handle_that_is_as_long_as_some_servers_let_it_be", 9).result()
    page = opened(server, sit, size, scheme)
    expect(page.get_by_text("One text, 4 posts")).to_be_visible()

    _stretch(page)

    checks.sound(page, INSIDE)
