import pytest

from tests.builders import a_jpeg, a_lead, a_steward, an_area, an_area_photo, an_organizer
from turnout.desk import area_photos, areas, atlas, keeping
from turnout.desk.areas import Doer, Said
from turnout.errors import NotAllowed, NotFound, Refused
from turnout.model import ReviewState
from turnout.model.areas import Step
from turnout.sources.photo import made

KEY = "key-of-area-00001"


@pytest.fixture
def organizer(desk, rally):
    return an_organizer(desk)


@pytest.fixture
def steward(desk, rally):
    return a_steward(desk)


def on_the_map(desk):
    return [(one.kind, one.step) for each in atlas.atlas(desk, "ks").areas for one in each.photos]


def test_a_stewards_photo_stands_at_once(desk, steward):
    area = an_area(desk, steward)

    assert not an_area_photo(desk, steward).held
    assert on_the_map(desk) == [("before", area.seq)]


def test_a_photo_sent_twice_stands_once(desk, steward):
    an_area(desk, steward)
    first = an_area_photo(desk, steward)

    again = an_area_photo(desk, steward)

    assert (again.seq, again.again) == (first.seq, True)
    assert len(on_the_map(desk)) == 1


def test_before_and_after_are_told_apart(desk, steward):
    area = an_area(desk, steward).area
    cleaned = areas.say(desk, steward, Said("key-of-step-number-1", area, Step.CLEAN)).result()
    an_area_photo(desk, steward)

    an_area_photo(desk, steward, key="key-of-step-number-1", kind="after", colour=(9, 9, 9))

    assert ("after", cleaned.seq) in on_the_map(desk)


def test_a_photo_moves_the_map(desk, steward):
    an_area(desk, steward)
    before = atlas.atlas(desk, "ks").seq

    receipt = an_area_photo(desk, steward)

    told = atlas.atlas(desk, "ks", before)
    assert told.seq == receipt.seq
    assert len(told.areas) == 1


def test_a_strangers_photo_is_nobodys_to_see_until_the_report_is_shown(desk, organizer):
    area = an_area(desk).area
    an_area_photo(desk, Doer("ks"))
    ((photo, state),) = area_photos.of_area(desk, "ks", area)
    assert state is ReviewState.HELD
    assert area_photos.file(desk, "ks", photo.name, small=True) is None
    assert area_photos.file(desk, "ks", photo.name, small=True, held=True)

    areas.decide(desk, organizer, area, ReviewState.SHOWN, "key-of-step-number-1").result()

    assert area_photos.file(desk, "ks", photo.name, small=True)


def test_who_saw_the_place_has_not_looked_at_its_photos(desk, steward):
    area = an_area(desk).area
    an_area_photo(desk, Doer("ks"))

    areas.say(desk, steward, Said("key-of-step-number-1", area, Step.CONFIRM)).result()

    assert on_the_map(desk) == []


def test_a_photo_set_aside_is_gone_and_can_come_back(desk, organizer):
    area = an_area(desk, organizer).area
    an_area_photo(desk, organizer)
    ((photo, _),) = area_photos.of_area(desk, "ks", area)
    number = int(photo.name.partition("-")[0])

    for n, (state, left) in enumerate([(ReviewState.SET_ASIDE, 0), (ReviewState.SHOWN, 1)]):
        area_photos.decide(desk, organizer, number, state, f"key-of-decision-{n}").result()

        assert len(on_the_map(desk)) == left
        assert (area_photos.file(desk, "ks", photo.name, small=False) is None) is (left == 0)


def test_a_steward_decides_of_no_photo(desk, steward):
    an_area(desk, steward)
    an_area_photo(desk, steward)

    with pytest.raises(NotAllowed):
        area_photos.decide(desk, steward, 1, ReviewState.SET_ASIDE, "key-of-decision-1").result()


def test_an_area_set_aside_takes_its_photos_with_it(desk, organizer):
    area = an_area(desk, organizer).area
    an_area_photo(desk, organizer)
    ((photo, _),) = area_photos.of_area(desk, "ks", area)

    areas.decide(desk, organizer, area, ReviewState.SET_ASIDE, "key-of-decision-1").result()

    assert area_photos.file(desk, "ks", photo.name, small=False) is None


def test_a_photo_of_nothing_that_was_said_is_refused(desk, steward):
    for key in ("nobody-said-this-1", ""):
        with pytest.raises(NotFound):
            an_area_photo(desk, steward, key=key)
        with pytest.raises(NotFound):
            area_photos.must_be_known(desk, steward, key)


def test_nobody_adds_a_photo_to_what_another_said(desk, steward):
    an_area(desk, steward)
    a_lead(desk, "topeka_nurses@example.social")

    with pytest.raises(NotFound):
        an_area_photo(desk, a_steward(desk, "topeka_nurses"))


@pytest.mark.parametrize("place, kind", [(-1, "before"), (4, "before"), (0, "during")])
def test_a_photo_is_one_of_four_before_or_after(desk, steward, place, kind):
    an_area(desk, steward)

    with pytest.raises(Refused, match="not_kind"):
        area_photos.keep(desk, steward, KEY, place, kind, made(a_jpeg()))


def test_a_map_keeps_so_many_photos_and_says_so(desk, steward, monkeypatch):
    monkeypatch.setattr(area_photos, "MOST_OF_AREA", 1)
    an_area(desk, steward)
    an_area_photo(desk, steward)

    with pytest.raises(Refused, match="map_full"):
        an_area_photo(desk, steward, place=1)


@pytest.mark.parametrize("name", ["", "1", "x-1", "1-0000000000000000", "²-1", "9" * 20 + "-1"])
def test_a_name_that_is_no_photos_gives_nothing(desk, steward, name):
    an_area(desk, steward)
    an_area_photo(desk, steward)

    assert area_photos.file(desk, "ks", name, small=False, held=True) is None


@pytest.mark.parametrize(
    "sql, told",
    [
        ("DELETE FROM picture", "area photo 1: kept no file, counted a photo"),
        ("DELETE FROM area_photo", "area photo 1: kept a file, counted no photo"),
    ],
)
def test_a_photo_and_its_file_are_checked_to_be_together(desk, steward, sql, told):
    an_area(desk, steward)
    an_area_photo(desk, steward)
    assert keeping.check(desk) == []
    desk.store.write(lambda tx: tx.run(sql)).result()

    assert told in [str(each) for each in keeping.check(desk)]
