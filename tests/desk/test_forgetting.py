"""What is forgotten is gone, from the file as well; what was promised still counts."""

from datetime import date, datetime, timedelta

import pytest

from tests.builders import NOON, a_desk, a_lead, a_rally, an_area, commit
from turnout.desk import carrying, feeds, forgetting, keeping, looks, rallies
from turnout.errors import NotFound
from turnout.model import Door, Refusal

PLANTED = ("Zephyrina", "zephyrina@example.org", "zephyr_handle", "needs a ramp")


@pytest.fixture
def desk(tmp_path):
    desk = a_desk(tmp_path)
    a_rally(desk, ask_contact="either")
    yield desk
    assert keeping.check(desk) == []
    desk.store.close()


def plant(desk, key="1", **fields):
    name, contact, handle, note = PLANTED
    given = {"name": name, "contact": contact, "handle": f"{handle}@m.social", "note": note}
    return commit(desk, key, **{**given, "party": "3", "needs": ("ride",), **fields})


def kept(desk):
    """Return which of the planted words stand anywhere in the store."""
    with desk.store.reading() as look:
        tables = [
            row[0] for row in look.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        stored = " ".join(
            str(tuple(row)) for t in tables for row in look.rows(f'SELECT * FROM "{t}"')
        )
    return [word for word in PLANTED if word.lower() in stored.lower()]


def test_a_person_is_found_by_name_contact_or_handle_and_shown_with_what_will_go(desk):
    plant(desk)
    commit(desk, "2", name="Bo")

    for text in ("zeph", "EXAMPLE.org", "zephyr_h"):
        (known,) = forgetting.find(desk, "ks", text)
        assert (known.contacts, known.handles) == (("zephyrina@example.org",), ("zephyr_handle",))
    assert forgetting.find(desk, "ks", "%") == []


def test_an_erased_person_leaves_nothing_but_the_count(desk):
    person = plant(desk).person
    forgetting.erase(desk, "ks", person).result()

    assert kept(desk) == []
    assert looks.progress(desk, "ks").count.coming == 3


def test_a_person_of_another_event_is_not_erased_from_here(desk):
    a_rally(desk, "mo")

    with pytest.raises(NotFound):
        forgetting.erase(desk, "mo", plant(desk).person).result()


def test_purged_the_contacts_are_gone_and_the_name_and_count_stay(desk):
    plant(desk)
    assert forgetting.purge(desk, "ks").result() == 1

    assert kept(desk) == ["Zephyrina"]
    assert looks.progress(desk, "ks").count.coming == 3


def test_after_a_quiet_event_the_name_goes_too(desk):
    a_rally(desk, "quiet", quiet=True, ask_contact="either")
    plant(desk, event="quiet")
    forgetting.purge(desk, "quiet").result()

    assert kept(desk) == []


def test_who_comes_to_another_open_event_keeps_their_contact(desk):
    a_rally(desk, "mo", ask_contact="either")
    plant(desk)
    plant(desk, "2", event="mo", note="")
    forgetting.purge(desk, "ks").result()

    assert kept(desk) == ["Zephyrina", "zephyrina@example.org", "zephyr_handle"]


@pytest.mark.parametrize("days, due", [(0, []), (1, ["ks"])])
def test_contacts_go_by_themselves_on_the_day_after_the_last(tmp_path, days, due):
    clock = [NOON]
    desk = a_desk(tmp_path, lambda: clock[0])
    a_rally(desk, ask_contact="either", keep_contacts_until=date(2026, 12, 20))
    plant(desk)
    clock[0] = datetime.fromisoformat("2026-12-20T18:00:00+00:00") + timedelta(days=days)

    assert forgetting.purge_due(desk) == due
    assert forgetting.purge_due(desk) == []


def test_a_quiet_event_without_a_day_keeps_contacts_for_two_weeks(desk):
    event = a_rally(desk, "quiet", quiet=True)

    assert forgetting.keep_until(event) == date(2026, 12, 19)
    assert forgetting.keep_until(a_rally(desk, "loud")) is None


def test_the_file_itself_has_no_trace_once_the_server_has_stopped(tmp_path):
    desk = a_desk(tmp_path)
    a_rally(desk, ask_contact="either")
    a_lead(desk)
    for number in range(40):
        commit(desk, f"p{number}", name=f"Person {number}", contact=f"p{number}@example.org")
    forgetting.erase(desk, "ks", plant(desk).person).result()
    desk.store.close()
    left = b"".join(file.read_bytes() for file in tmp_path.glob("turnout.db*"))

    assert [word for word in PLANTED if word.encode() in left] == []


def refuse(desk, event="ks"):
    """Keep that a post came too late."""
    link = "https://m.social/@zephyr_handle/1"
    feeds.refuse(desk, Refusal(NOON, event, "feed", "feed:1", link, "event", "over")).result()


def due_later(tmp_path, say):
    """Have `say` said of an event whose day then comes, beside one that keeps all it has; return
    what goes by itself on that day, and an hour later."""
    clock = [NOON]
    desk = a_desk(tmp_path, lambda: clock[0])
    a_rally(desk, ask_contact="either", keep_contacts_until=date(2026, 12, 20), needs=("ride",))
    a_rally(desk, "mo", ask_contact="either", needs=("ride",))
    mo = {"event": "mo", "contact": "mo@example.org", "handle": "mo@m.social"}
    plant(desk, "of mo", **mo)
    plant(desk, "less of mo", **mo, name="Z", party="1", door=Door.FORM, consent="1")
    report(desk, "mo", "key-of-area-of-mo")
    refuse(desk, "mo")
    say(desk)
    clock[0] = NOON + timedelta(days=60)
    gone = forgetting.purge_due(desk), forgetting.purge_due(desk)
    desk.store.close()
    return gone


NOTHING = {"name": "Ana", "contact": "", "handle": "", "note": "", "needs": ()}


@pytest.mark.parametrize(
    "word",
    [
        {"contact": "ana@example.org"},
        {"handle": "ana@m.social"},
        {"note": "needs a ramp"},
        {"needs": ("ride",)},
    ],
    ids=lambda word: next(iter(word)),
)
def test_any_word_of_its_own_alone_makes_an_event_due_once(word, tmp_path):
    assert due_later(tmp_path, lambda desk: plant(desk, **{**NOTHING, **word})) == (["ks"], [])


def test_what_others_said_of_a_person_alone_makes_an_event_due_once(tmp_path):
    def say(desk):
        a_rally(desk, "di", ask_contact="either")
        di = {**NOTHING, "contact": "di@example.org"}
        plant(desk, "known", event="di", **di)
        plant(desk, "more", **{**di, "door": Door.FORM, "consent": "1"})
        plant(desk, "less", **{**di, "door": Door.FORM, "consent": "1", "party": "1", "name": "Z"})

    assert due_later(tmp_path, say) == (["ks"], [])


def test_a_refused_post_alone_makes_an_event_due_once(tmp_path):
    assert due_later(tmp_path, refuse) == (["ks"], [])


def test_an_event_of_which_nothing_is_kept_is_never_due(tmp_path):
    assert due_later(tmp_path, lambda desk: plant(desk, **NOTHING)) == ([], [])


@pytest.mark.parametrize("say", [plant, lambda desk, **_: report(desk, "mo", "key-of-area-00002")])
def test_who_is_known_at_another_event_that_is_closed_is_forgotten(desk, say):
    a_rally(desk, "mo", ask_contact="either")
    plant(desk, note="")
    say(desk, key="2", event="mo")
    rallies.close(desk, "mo").result()

    assert forgetting.purge(desk, "ks").result() == 1
    assert "zephyrina@example.org" not in kept(desk)


def test_a_contact_goes_though_somebody_else_is_to_be_told_elsewhere(desk):
    a_rally(desk, "mo")
    plant(desk)
    an_area(desk, event="mo", contact="other@example.org", consent="map.consent/1")

    assert forgetting.purge(desk, "ks").result() == 1
    assert kept(desk) == ["Zephyrina"]


def test_what_they_need_here_goes_though_they_come_to_another_open_event(desk):
    a_rally(desk, "mo", ask_contact="either")
    for event in ("ks", "mo"):
        plant(desk, event, event=event, remind="form/1")

    forgetting.purge(desk, "ks").result()

    with desk.store.reading() as look:
        left = {
            row[0]
            for table in ("need", "reminder")
            for row in look.rows(f"SELECT slug FROM {table} JOIN event ON event.id = event")
        }
    assert left == {"mo"}


def test_a_contact_goes_though_a_lead_is_nobody_that_is_known(desk):
    a_lead(desk)
    desk.store.write(lambda tx: tx.run("UPDATE lead SET person = NULL")).result()
    plant(desk)

    assert forgetting.purge(desk, "ks").result() == 1
    assert kept(desk) == ["Zephyrina"]


def test_every_screen_that_shows_a_lead_learns_that_they_were_erased(desk):
    a_rally(desk, "mo")
    person = plant(desk).person
    for event in ("ks", "mo"):
        a_lead(desk, event=event)
    desk.store.write(lambda tx: tx.run("UPDATE lead SET person = ?", (person,))).result()
    before = [looks.seq(desk, event) for event in ("ks", "mo")]

    forgetting.erase(desk, "ks", person).result()

    assert all(
        looks.seq(desk, event) > seq for event, seq in zip(("ks", "mo"), before, strict=True)
    )


@pytest.mark.parametrize("text", ["", "  "])
def test_nobody_is_found_by_nothing(desk, text):
    plant(desk)

    assert forgetting.find(desk, "ks", text) == []


def test_who_is_found_is_told_by_name(desk):
    for name in ("Zoe", "Amy", "Mo"):
        commit(desk, name, name=name, contact=f"{name}@example.org")

    assert [each.name for each in forgetting.find(desk, "ks", "example")] == ["Amy", "Mo", "Zoe"]


def report(desk, event="ks", key="key-of-area-00001"):
    """Report an area as somebody who wants to be told of it and signed up for nothing."""
    told = {"contact": PLANTED[1], "consent": "map.consent/1"}
    return an_area(desk, key=key, event=event, **told)


def test_who_only_reported_an_area_is_found_and_erased(desk):
    report(desk)
    (known,) = forgetting.find(desk, "ks", "zephyrina@")
    assert (known.contacts, known.sign_ups) == ((PLANTED[1],), 0)
    forgetting.erase(desk, "ks", known.person).result()

    assert kept(desk) == []
    assert PLANTED[1] not in str(carrying.export(desk, "ks"))
    assert forgetting.find(desk, "ks", "zephyrina@") == []


def test_erased_by_contact_a_reporter_leaves_nothing(desk):
    report(desk)
    keeping.erase(desk, PLANTED[1]).result()

    assert kept(desk) == []
    assert carrying.export(desk, "ks")["map"]["areas"][0]["reporter"] is None


def test_a_purge_forgets_who_reported_and_the_area_stays(desk):
    report(desk)
    assert forgetting.purge(desk, "ks").result() == 1

    assert kept(desk) == []
    assert len(carrying.export(desk, "ks")["map"]["areas"]) == 1


def test_contacts_of_reporters_go_by_themselves_too(tmp_path):
    clock = [NOON]
    desk = a_desk(tmp_path, lambda: clock[0])
    a_rally(desk, keep_contacts_until=date(2026, 12, 20))
    report(desk)
    clock[0] = NOON + timedelta(days=60)

    assert forgetting.purge_due(desk) == ["ks"]
    assert (kept(desk), forgetting.purge_due(desk)) == ([], [])


def test_who_is_to_be_told_elsewhere_keeps_their_contact_for_that(desk):
    a_rally(desk, "mo")
    report(desk)
    report(desk, "mo", "key-of-area-00002")
    forgetting.purge(desk, "ks").result()

    assert PLANTED[1] in kept(desk)
    with desk.store.reading() as look:
        told = look.rows("SELECT reporter IS NOT NULL FROM area ORDER BY id")
    assert [row[0] for row in told] == [0, 1]
