"""Photos of posts to decide on: described, until one is shown; then as everybody sees it."""

from urllib.parse import urlsplit

import streamlit as st

from turnout import words
from turnout.desk import photos as desk_photos
from turnout.house import house
from turnout.model import Candidate, Event, Kept, Photo, ReviewState
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.language import here, lang

PAGE = 20
STATES = (ReviewState.HELD, ReviewState.SHOWN, ReviewState.SET_ASIDE)
_LABELS = {ReviewState.SHOWN: "review.photo_show", ReviewState.SET_ASIDE: "review.photo_away"}


def photos(event: Event, by: str) -> None:
    """Draw the photos of one state, the newest first, a page at a time."""
    if event.quiet:
        paper.notes(here("refused.photo_quiet"))
        return
    state = _which(event)
    before = st.session_state.get("photos_before")
    found = desk_photos.queue(house().desk, event.slug, state, PAGE + 1, before)
    if not found:
        paper.notes(here(f"review.photos_none_{state.value}"))
    for each in found[:PAGE]:
        with st.container(key=f"photo-{each.photo.id}", gap="small"):
            _card(event, by, each)
    _turn(found, before)


def of_post(event: Event, post: Kept) -> None:
    """Draw what photos a post carries: in words, and those that are shown as they are."""
    if not post.photos:
        return
    told = "; ".join(photo.alt or here("review.photo_no_alt") for photo in post.photos)
    paper.notes(here("review.photos_of", n=len(post.photos), told=told))
    for photo in post.photos:
        _thumbnail(event, photo)


def _which(event: Event) -> ReviewState:
    counts = desk_photos.counts(house().desk, event.slug)
    asked = st.segmented_control(
        here("review.photos_which"),
        [state.value for state in STATES],
        format_func=lambda name: here(
            "review.queue_of", name=here(f"review.photos_{name}"), n=counts[ReviewState(name)]
        ),
        default=ReviewState.HELD.value,
        required=True,
        key="photos_queue",
        label_visibility="collapsed",
        on_change=_from_the_newest,
    )
    return ReviewState(asked)


def _card(event: Event, by: str, each: Candidate) -> None:
    photo = each.photo
    author = f"@{each.handle}@{each.host}" if each.handle else here("review.unknown")
    _thumbnail(event, photo)
    paper.strong(photo.alt or here("review.photo_untold"))
    paper.notes(
        here("review.photo_from", who=author, host=_host(photo.link)), _stands(event, photo)
    )
    paper.words(each.text)
    links = [(each.link, here("review.open")), (photo.link, here("review.photo_open"))]
    paper.link_line([link for link in links if link[0]], _licence(photo))
    with st.container(horizontal=True):
        for state, label in _LABELS.items():
            if state is not photo.state or _gave_up(photo, state):
                st.button(
                    here(label, n=str(photo.id)), key=f"photo-{state}-{photo.id}",
                    type="primary" if state is ReviewState.SHOWN else "secondary",
                    on_click=_decide, args=(event.slug, photo.id, state, by),
                )  # fmt: skip


def _thumbnail(event: Event, photo: Photo) -> None:
    if photo.name:
        paper.photo(f"/e/{event.slug}/photos/{photo.name}-small.jpg", photo.alt)


def _licence(photo: Photo) -> str:
    return here("review.photo_licence", licence=photo.licence) if photo.licence else ""


def _stands(event: Event, photo: Photo) -> str:
    """Return where a photo stands, in words."""
    if photo.state is not ReviewState.SHOWN:
        return here(f"review.photo_{photo.state.value}")
    if photo.failure:
        return _failed(event, photo)
    if photo.next_at is not None:
        return here("review.photo_fetching", host=_host(photo.link))
    if not photo.name:
        return here("review.photo_post_away")
    return here("review.photo_shown", most=desk_photos.MOST_ON_SCREENS)


def _failed(event: Event, photo: Photo) -> str:
    key = photo.failure if words.has(photo.failure) else "feeds.failed_unreadable"
    why = here(key, **photo.told)
    if photo.next_at is None:
        return here("review.photo_given_up", why=why)
    return here("review.photo_again", why=why, time=words.clock(lang(), photo.next_at, event.zone))


def _gave_up(photo: Photo, state: ReviewState) -> bool:
    """Return whether a photo that is shown may be asked for anew."""
    return state is ReviewState.SHOWN and bool(photo.failure) and photo.next_at is None


def _host(link: str) -> str:
    return urlsplit(link).hostname or ""


def _decide(slug: str, photo: int, state: ReviewState, by: str) -> None:
    with answers.in_passing():
        desk_photos.decide(house().desk, slug, photo, state, by).result()


def _turn(found: list[Candidate], before: int | None) -> None:
    with st.container(horizontal=True):
        if before is not None:
            st.button(here("review.photos_newest"), key="photos-newest", on_click=_from_the_newest)
        if len(found) > PAGE:
            st.button(
                here("review.photos_more"), key="photos-older", on_click=_go_on,
                args=(found[PAGE - 1].photo.id,),
            )  # fmt: skip


def _go_on(before: int) -> None:
    st.session_state["photos_before"] = before


def _from_the_newest() -> None:
    st.session_state.pop("photos_before", None)
