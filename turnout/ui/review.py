"""Posts to decide on: the queues, the floods as one card each, the posts, and the way back."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from turnout import words
from turnout.desk import moderation, photos
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Bundle, Decided, Event, Kept, ReviewState
from turnout.rules.phrases import MOST
from turnout.ui import paper, review_photos, review_whose
from turnout.ui.desk import answers
from turnout.ui.language import here, lang

PAGE = 20
MOST_CALLED = 17  # characters of a handle on a button: four of them fit a phone's width twice
PHOTOS = "photos"  # what stands beside the queues of posts
STATES = (ReviewState.HELD, ReviewState.SHOWN, ReviewState.BLOCKED, ReviewState.SET_ASIDE)
KEYS = {ReviewState.SHOWN: "a", ReviewState.SET_ASIDE: "s", ReviewState.BLOCKED: "b"}
_LABELS = {
    ReviewState.SHOWN: "review.count",
    ReviewState.SET_ASIDE: "review.set_aside_one",
    ReviewState.BLOCKED: "review.block",
    ReviewState.HELD: "review.again",
}
_IN_BUNDLE = {
    ReviewState.SET_ASIDE: "review.bundle_set_aside",
    ReviewState.BLOCKED: "review.bundle_block",
    ReviewState.SHOWN: "review.bundle_count",
}


@dataclass(frozen=True)
class Acts:
    """What an organizer does here, each an answer on the page where it cannot be done."""

    event: Event
    by: str

    def decide(self, posts: Sequence[int], state: ReviewState, people: int | None = None) -> None:
        """Put posts into a queue, and tell of those that could not be counted."""
        try:
            decided = moderation.decide(
                house().desk, self.event.slug, posts, state, self.by, people
            ).result()
        except Refused as refused:
            _toast(answers.sentence(refused.reasons[0]))
        except NotFound:
            answers.closed()
        else:
            _tell_failed(decided)

    def judge(self, kind: str, value: str, state: ReviewState | None) -> None:
        """Block or trust for good, or lift that."""
        try:
            moderation.judge(house().desk, self.event.slug, kind, value, state, self.by).result()
        except Refused as refused:
            _toast(answers.sentence(refused.reasons[0]))
        except NotFound:
            answers.closed()

    def undo(self, seq: int) -> None:
        """Take a decision back."""
        try:
            moderation.undo(house().desk, self.event.slug, seq, self.by).result()
        except Refused as refused:
            _toast(answers.sentence(refused.reasons[0]))
        except NotFound:
            answers.closed()


def which(acts: Acts) -> str:
    """Return the queue to show, a state's or PHOTOS; draw the switch between them."""
    counts = moderation.queue(house().desk, acts.event.slug, ReviewState.HELD, most=0).counts
    numbers = {state.value: counts[state] for state in STATES}
    numbers[PHOTOS] = photos.counts(house().desk, acts.event.slug)[ReviewState.HELD]
    asked: str = st.segmented_control(
        here("review.queue"),
        list(numbers),
        format_func=lambda name: here(
            "review.queue_of", name=here(f"review.{name}"), n=numbers[name]
        ),
        default=ReviewState.HELD.value,
        required=True,
        key="review_queue",
        label_visibility="collapsed",
        on_change=_from_the_newest,
    )
    return asked


def last(acts: Acts) -> None:
    """Draw what was decided last, and the way back from it."""
    done = moderation.last(house().desk, acts.event.slug)
    if done is None:
        return
    word = f"last_{done['state']}"
    if done["subject"].startswith("photo:"):
        word = f"last_photo_{done['state']}"
    elif done["subject"].startswith("account:"):
        word = "last_whose"
    elif done["subject"]:
        word = f"last_judged_{done['state'] or 'lifted'}"
    with st.container(key="review_last", horizontal=True, vertical_alignment="center"):
        paper.notes(here(f"review.{word}", n=done["posts"]))
        st.button(
            here("review.undo"), key="review-undo", shortcut="u", on_click=acts.undo,
            args=(done["seq"],),
        )  # fmt: skip


def bundles(acts: Acts, state: ReviewState) -> None:
    """Draw each flood as one card to decide at once."""
    found = moderation.queue(house().desk, acts.event.slug, state, most=0).bundles
    for at, bundle in enumerate(found):
        with st.container(key=f"bundle-{at}", gap="small"):
            _bundle(acts, bundle, at)


def posts(acts: Acts, state: ReviewState) -> None:
    """Draw the posts of one queue, the newest first, a page at a time."""
    before = st.session_state.get("review_before")
    found = moderation.queue(house().desk, acts.event.slug, state, most=PAGE + 1, before=before)
    if not found.posts and not found.bundles:
        paper.notes(here(f"review.none_{state.value}"))
    for at, post in enumerate(found.posts[:PAGE]):
        with st.container(key=f"post-{post.id}", gap="small"):
            _post(acts, post, has_keys=at == 0)
    if found.posts:
        paper.hint(here("review.keys"))
    _turn(found.posts, before)


def _turn(found: Sequence[Kept], before: int | None) -> None:
    with st.container(horizontal=True):
        if before is not None:
            st.button(here("review.newest"), key="review-newest", on_click=_from_the_newest)
        if len(found) > PAGE:
            oldest = found[PAGE - 1].id
            st.button(here("review.more"), key="review-older", on_click=_go_on, args=(oldest,))


def _go_on(before: int) -> None:
    st.session_state["review_before"] = before


def _from_the_newest() -> None:
    st.session_state.pop("review_before", None)


def _bundle(acts: Acts, bundle: Bundle, at: int) -> None:
    n = len(bundle.posts)
    paper.strong(here(f"review.bundle_{bundle.kind}", n=n))
    for text in bundle.samples:
        paper.words(text)
    paper.notes(here("review.bundle_people", n=bundle.people))
    with st.container(horizontal=True):
        for to, label in _IN_BUNDLE.items():
            st.button(
                here(label, n=n), key=f"bundle-{at}-{to}", on_click=acts.decide,
                args=(bundle.posts, to),
            )  # fmt: skip
    if bundle.counted:
        _counted_before(acts, bundle, at)


def _counted_before(acts: Acts, bundle: Bundle, at: int) -> None:
    """Draw what of a flood counted before it was noticed, and how all of it goes at once."""
    paper.notes(here("review.bundle_counted", n=len(bundle.counted)))
    every = (*bundle.posts, *bundle.counted)
    with st.container(horizontal=True):
        for to in (ReviewState.SET_ASIDE, ReviewState.BLOCKED):
            st.button(
                here(f"{_IN_BUNDLE[to]}_too", n=len(every)), key=f"bundle-{at}-{to}-too",
                on_click=acts.decide, args=(every, to),
            )  # fmt: skip


def _post(acts: Acts, post: Kept, has_keys: bool) -> None:
    day, time = (of(lang(), post.said_at, acts.event.zone) for of in (words.day, words.clock))
    author = f"@{post.handle}@{post.host}" if post.handle else here("review.unknown")
    if post.trusted:
        author += f" ({here('review.trusted')})"
    paper.notes(here("review.said", who=author, when=f"{day}, {time}"))
    paper.words(post.text)
    paper.notes(" ".join(filter(None, (_read(post), why_of(post)))))
    review_photos.of_post(acts.event, post)
    if post.link:
        paper.link_line([(post.link, here("review.open"))])
    if needs_lead := review_whose.is_asked(post):
        review_whose.choice(acts.event, acts.by, post, _who(post))
    with st.container(horizontal=True):
        for state in _moves(post.state):
            if not (needs_lead and state is ReviewState.SHOWN):  # counted, it would count nothing
                _act(acts, post, state, has_keys)
        _more(acts, post)


def _moves(stands: ReviewState) -> list[ReviewState]:
    """Return where a post can be put; only what was shown is made to wait again."""
    return [
        state
        for state in _LABELS
        if state is not stands and (state is not ReviewState.HELD or stands is ReviewState.SHOWN)
    ]


def _act(acts: Acts, post: Kept, state: ReviewState, has_keys: bool) -> None:
    st.button(
        here(_LABELS[state], who=_who(post)),
        key=f"{state}-{post.id}",
        shortcut=KEYS.get(state) if has_keys else None,
        type="primary" if state is ReviewState.SHOWN else "secondary",
        on_click=acts.decide,
        args=((post.id,), state),
    )


def _more(acts: Acts, post: Kept) -> None:
    with st.popover(here("review.more_for", who=_who(post)), key=f"more-{post.id}"):
        people = st.number_input(
            here("review.how_many"), 1, MOST, min(max(post.people, 1), MOST),
            key=f"people-{post.id}",
        )  # fmt: skip
        st.button(
            here("review.count_as"), key=f"as-{post.id}", on_click=acts.decide,
            args=((post.id,), ReviewState.SHOWN, int(people)),
        )  # fmt: skip
        if post.author is not None:
            _of_author(acts, post, str(post.author))


def _of_author(acts: Acts, post: Kept, author: str) -> None:
    for word, kind, value, state in (
        ("trust", "author", author, ReviewState.SHOWN),
        ("block_author", "author", author, ReviewState.BLOCKED),
        ("block_host", "host", post.host, ReviewState.BLOCKED),
    ):
        label = here(f"review.{word}", who=_who(post), host=paper.verbatim(post.host))
        st.button(label, key=f"{word}-{post.id}", on_click=acts.judge, args=(kind, value, state))


def _read(post: Kept) -> str:
    return here(f"review.read_{post.intent}", n=post.people)


def why_of(post: Kept) -> str:
    """Return why a post waits or does not count, or how its number came about, in words."""
    for kind in ("held", "post"):
        if words.has(key := f"feeds.{kind}_{post.reason}"):
            return here(key, **{"most": MOST, **post.values})
    return _how(post)


def _how(post: Kept) -> str:
    """Return how the number of a post that counts came about; empty where a person set it."""
    is_as_read = post.state is ReviewState.SHOWN and post.people == post.values.get("of")
    key = f"feeds.read_{post.values.get('how')}"
    if not is_as_read or not words.has(key):
        return ""
    how = here(key, n=post.people, extra=post.people - 1)
    return f"{how[:1].upper()}{how[1:]}."


def _who(post: Kept) -> str:
    """Return how a button names a post: by ear, "Count" five times over says nothing."""
    called = f"@{post.handle}" if post.handle else here("review.post_of", n=str(post.id))
    short = called if len(called) <= MOST_CALLED else called[: MOST_CALLED - 1] + "\u2026"
    return paper.verbatim(short)


def _tell_failed(decided: Decided) -> None:
    if decided.failed:
        code = decided.failed[0][1]
        key = f"review.fail_{code}" if words.has(f"review.fail_{code}") else "review.fail_other"
        _toast(here("review.failed", n=len(decided.failed), why=here(key, most=MOST)))


def _toast(sentence: str) -> None:
    st.toast(paper.verbatim(sentence))
