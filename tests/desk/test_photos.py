"""Photos of posts: nothing before a look, one decision each, and nothing of them left after it."""

from datetime import timedelta

import pytest

from tests.builders import NOON, a_desk, a_jpeg, a_rally
from tests.desk.test_moderation import a_post, decide, queued, take
from tests.desk.test_moderation import feed as feed
from turnout.desk import corrections, forgetting, keeping, leads, looks, moderation, photos, rallies
from turnout.errors import NotFound, Refused
from turnout.model import ReviewState
from turnout.sources.photo import made
from turnout.sources.post import Image

HELD, SHOWN, BLOCKED, ASIDE = (
    ReviewState.HELD,
    ReviewState.SHOWN,
    ReviewState.BLOCKED,
    ReviewState.SET_ASIDE,
)
HALL = Image(
    "https://x.example/a.jpg", "A full hall", "https://creativecommons.org/licenses/by/2.0/"
)
COUNTS, PROMISES_NOBODY = "#KSRally I'm in +3", "#KSRally what a day"
FILES = made(a_jpeg())


def carried(desk, feed, text=PROMISES_NOBODY, images=(HALL,), **said):
    """Take in a post with photos; return the photos' numbers."""
    before = numbers(desk)
    take(desk, feed, a_post(text, images=images, **said))
    return sorted(numbers(desk) - before)


def numbers(desk):
    return {each.photo.id for state in ReviewState for each in photos.queue(desk, "ks", state)}


def show(desk, photo, fetched=True):
    decided = photos.decide(desk, "ks", photo, SHOWN).result()
    if fetched:
        photos.keep(desk, photo, FILES).result()
    return decided


def on_screens(desk):
    return [photo.alt for photo in looks.progress(desk, "ks").photos]


def kept_files(desk):
    with desk.store.reading() as look:
        return look.row("SELECT count(*) FROM picture")[0]


def moved(desk):
    return looks.seq(desk, "ks")


def test_a_photo_waits_and_nothing_is_asked_for_before_it_is_shown(desk, feed):
    (photo,) = carried(desk, feed)
    (waiting,) = photos.queue(desk, "ks", HELD)
    assert (waiting.photo.alt, waiting.handle, waiting.text) == (
        "A full hall",
        "ana",
        PROMISES_NOBODY,
    )
    assert (photos.due(desk, 9), on_screens(desk)) == ([], [])

    show(desk, photo, fetched=False)

    assert photos.due(desk, 9) == [(photo, HALL.link, 0)]
    assert on_screens(desk) == []


def test_it_stands_on_screens_once_it_is_fetched_and_the_clock_tells(desk, feed):
    (photo,) = carried(desk, feed)
    show(desk, photo, fetched=False)
    before = moved(desk)

    photos.keep(desk, photo, FILES).result()

    (shown,) = looks.progress(desk, "ks").photos
    assert moved(desk) > before
    assert (shown.alt, shown.licence, shown.width, shown.by) == (
        "A full hall",
        "CC BY 2.0",
        640,
        "",
    )
    assert photos.file(desk, "ks", shown.name) == FILES.full
    assert photos.file(desk, "ks", shown.name, small=True) == FILES.small
    assert photos.due(desk, 9) == []


@pytest.mark.parametrize("state", [ASIDE, BLOCKED, HELD])
def test_put_away_it_is_gone_with_its_bytes_and_comes_back_by_an_undo(desk, feed, state):
    (photo,) = carried(desk, feed)
    show(desk, photo)
    (shown,) = looks.progress(desk, "ks").photos
    before = moved(desk)

    photos.decide(desk, "ks", photo, state).result()
    assert moved(desk) > before
    assert (on_screens(desk), kept_files(desk)) == ([], 0)
    assert photos.file(desk, "ks", shown.name) is None

    moderation.undo(desk, "ks", moderation.last(desk, "ks")["seq"]).result()
    assert photos.due(desk, 9) == [(photo, HALL.link, 0)]


def test_a_decision_and_its_undo_are_undone(desk, feed):
    (photo,) = carried(desk, feed)
    shown = show(desk, photo)
    undone = moderation.undo(desk, "ks", shown.seq).result()
    assert [each.photo.id for each in photos.queue(desk, "ks", HELD)] == [photo]

    moderation.undo(desk, "ks", undone.seq).result()
    assert [each.photo.id for each in photos.queue(desk, "ks", SHOWN)] == [photo]


def test_what_arrives_after_it_was_set_aside_is_not_kept(desk, feed):
    (photo,) = carried(desk, feed)
    show(desk, photo, fetched=False)
    photos.decide(desk, "ks", photo, ASIDE).result()

    photos.keep(desk, photo, FILES).result()
    photos.fail(desk, photo, "feeds.failed_too_slow", {}, None).result()

    assert kept_files(desk) == 0
    assert photos.queue(desk, "ks", ASIDE)[0].photo.failure == ""


def test_a_failure_is_told_and_tried_again_when_it_is_time(desk, feed):
    (photo,) = carried(desk, feed)
    show(desk, photo, fetched=False)

    later = NOON + timedelta(minutes=2)
    photos.fail(desk, photo, "refused.photo_too_large", {"most": 12}, later).result()

    (told,) = photos.queue(desk, "ks", SHOWN)
    assert (told.photo.failure, told.photo.told) == ("refused.photo_too_large", {"most": 12})
    assert (told.photo.next_at, photos.due(desk, 9)) == (later, [])


@pytest.mark.parametrize("put_away", [ASIDE, BLOCKED, HELD])
def test_a_post_that_is_put_away_takes_its_photo_along_and_brings_it_back(desk, feed, put_away):
    (photo,) = carried(desk, feed, COUNTS)
    show(desk, photo)
    (post,) = queued(desk, SHOWN)

    away = decide(desk, [post.id], put_away)
    assert on_screens(desk) == []

    moderation.undo(desk, "ks", away.seq).result()
    assert on_screens(desk) == ["A full hall"]


def test_a_promise_that_the_ledger_takes_back_takes_its_photo_along(desk, feed):
    (photo,) = carried(desk, feed, COUNTS)
    show(desk, photo)
    (post,) = queued(desk, SHOWN)
    undone = corrections.undo(desk, post.record, by="desk", event="ks").result()
    assert on_screens(desk) == []

    corrections.undo(desk, undone.seq, by="desk", event="ks").result()
    assert on_screens(desk) == ["A full hall"]


@pytest.mark.parametrize("kind", ["author", "host", "word"])
def test_who_or_what_is_blocked_takes_photos_along_though_the_post_never_counted(desk, feed, kind):
    (photo,) = carried(desk, feed)
    show(desk, photo)
    (post,) = queued(desk, ASIDE)
    value = {"author": str(post.author), "host": "social.example", "word": "what a day"}[kind]

    blocked = moderation.judge(desk, "ks", kind, value, BLOCKED).result()
    assert (on_screens(desk), photos.queue(desk, "ks", SHOWN)) == ([], [])

    moderation.undo(desk, "ks", blocked.seq).result()
    assert on_screens(desk) == ["A full hall"]


def test_an_edit_that_keeps_the_photo_keeps_what_was_decided(desk, feed):
    (photo,) = carried(desk, feed)
    show(desk, photo)

    take(desk, feed, a_post("#KSRally what a day it was", images=(HALL,)))

    assert on_screens(desk) == ["A full hall"]
    assert len(numbers(desk)) == 1


@pytest.mark.parametrize("images", [(), (Image(HALL.link, "Buy now"),)])
def test_an_edit_that_drops_or_renames_the_photo_takes_it_off_every_screen(desk, feed, images):
    (photo,) = carried(desk, feed)
    show(desk, photo)
    before = moved(desk)

    take(desk, feed, a_post("#KSRally what a day it was", images=images))

    assert moved(desk) > before
    assert (on_screens(desk), kept_files(desk)) == ([], 0)


def test_a_quiet_event_shows_none(desk, feed):
    (photo,) = carried(desk, feed)
    show(desk, photo)
    (shown,) = looks.progress(desk, "ks").photos
    rallies.change(desk, "ks", quiet=True).result()

    assert on_screens(desk) == []
    assert photos.file(desk, "ks", shown.name) is None
    with pytest.raises(Refused, match="quiet"):
        show(desk, photo)


def test_nothing_is_fetched_for_a_quiet_event(desk, feed):
    (photo,) = carried(desk, feed)
    show(desk, photo, fetched=False)
    rallies.change(desk, "ks", quiet=True).result()

    assert photos.due(desk, 9) == []


def test_so_many_are_shown_and_no_more(desk, feed, monkeypatch):
    monkeypatch.setattr(photos, "MOST_SHOWN", 1)
    first, second = carried(desk, feed, images=(HALL, Image("https://x.example/b.jpg")))
    show(desk, first)

    with pytest.raises(Refused, match="too_many"):
        show(desk, second)


def test_a_photo_of_another_event_is_not_decided_here(desk, feed):
    (photo,) = carried(desk, feed)
    a_rally(desk, "park")

    with pytest.raises(NotFound):
        photos.decide(desk, "park", photo, SHOWN).result()


def test_who_took_it_is_told_of_a_shown_lead_alone(desk, feed):
    lead = "wichita_teachers@mastodon.social"
    (photo,) = carried(desk, feed, author=lead)
    show(desk, photo)
    assert looks.progress(desk, "ks").photos[0].by == lead

    leads.show(desk, "ks", lead, False).result()
    assert looks.progress(desk, "ks").photos[0].by == ""


def test_the_newest_come_first_and_no_more_than_a_strip_holds(desk, feed):
    images = tuple(Image(f"https://x.example/{n}.jpg", f"photo {n}") for n in range(4))
    for number in (1, 2):
        for photo in carried(desk, feed, images=images, number=number):
            show(desk, photo)

    assert len(on_screens(desk)) == photos.MOST_ON_SCREENS
    assert on_screens(desk)[0] == "photo 3"


@pytest.mark.parametrize(
    "name", ["", "1", "1-", "-", "1-0000000000000000", "x-1", "\u00b2-1", "9" * 40, "../1", "1-'"]
)
def test_a_name_that_is_no_files_brings_nothing(desk, feed, name):
    (photo,) = carried(desk, feed)
    show(desk, photo)

    assert photos.file(desk, "ks", name) is None


def test_who_is_erased_leaves_no_photo_and_no_bytes(desk, feed):
    (photo,) = carried(desk, feed)
    show(desk, photo)
    before = moved(desk)

    keeping.erase(desk, "@ana@social.example").result()

    assert moved(desk) > before
    assert (on_screens(desk), kept_files(desk), numbers(desk)) == ([], 0, set())


def test_after_a_purge_no_photo_is_left(desk, feed):
    (photo,) = carried(desk, feed)
    show(desk, photo)

    forgetting.purge(desk, "ks").result()

    assert (on_screens(desk), kept_files(desk), numbers(desk)) == ([], 0, set())


def test_a_backup_carries_the_bytes(desk, feed, tmp_path):
    (photo,) = carried(desk, feed)
    show(desk, photo)
    (shown,) = looks.progress(desk, "ks").photos
    keeping.backup(desk, tmp_path / "copy.db")

    copy = a_desk(tmp_path, database=tmp_path / "copy.db")

    assert photos.file(copy, "ks", shown.name) == FILES.full
    copy.store.close()
