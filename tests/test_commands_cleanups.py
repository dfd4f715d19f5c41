"""Clean-up dates by the command line."""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from tests.builders import a_lead, a_rally, an_area, an_organizer, commit, noon_in
from turnout import house
from turnout.commands import turnout
from turnout.desk import areas, cleanups, looks
from turnout.desk.areas import Said
from turnout.model.areas import Step
from turnout.settings import settings

DAY = date.today() + timedelta(days=30)  # commands go by the machine's own clock
ADD = ("cleanup", "add", "ks", "--title", "River", "--first", f"{DAY}T09:00")
FIRST = f"ks-{DAY:%b-%d}".lower()


@pytest.fixture
def desk():
    """Return the desk of the store that commands write to."""
    home = house.open_house(settings())
    a_rally(home.desk, starts_at=noon_in(13))
    a_lead(home.desk)
    yield home.desk
    home.close()


def run(*args):
    return CliRunner().invoke(turnout, [str(each) for each in args])


def answered(*args):
    done = run(*args, "--json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_one_date_is_made_where_no_series_is_asked(desk):
    (made,) = answered(*ADD)

    assert (made["slug"], made["parent"], made["goal"]) == (FIRST, "ks", 0)


def test_a_series_is_made_in_one_go_and_told_in_words(desk):
    series = ("--every", "month", "--count", 3, "--goal", 20, "--with-leads", "--end")

    done = run(*ADD, *series, f"{DAY}T12:00")

    slugs = [line.split("  ")[0] for line in done.stdout.splitlines()]
    assert (slugs[0], len(slugs)) == (FIRST, 3)
    assert done.stdout.count("9:00\u202fAM to 12:00\u202fPM") == 3
    assert len(looks.progress(desk, slugs[2]).leads) == 1


@pytest.mark.parametrize("first", ["tomorrow", "2030-03-10T02:30", f"{DAY}T09:00Z"])
def test_a_first_that_is_no_time_of_that_day_is_refused(desk, first):
    assert run(*ADD[:-1], first).exit_code == 2
    assert cleanups.dates(desk, "ks") == []


def test_areas_are_put_on_a_date_and_taken_off(desk):
    area = an_area(desk, an_organizer(desk)).area
    run(*ADD)

    assert f"Area {area} is on {FIRST}." in run("areas", "put", "ks", area, FIRST).stdout
    (listed,) = answered("cleanup", "list", "ks")
    assert listed["areas"] == [str(area)]
    assert "back on the map" in run("areas", "take", "ks", area, FIRST).stdout
    assert "was not on" in run("areas", "take", "ks", area, FIRST).stdout


def test_an_area_or_a_date_that_is_not_there_is_said(desk):
    run(*ADD)

    assert "There is no area 99" in run("areas", "put", "ks", 99, FIRST).stderr
    assert "There is no event called nowhere" in run("areas", "put", "ks", 1, "nowhere").stderr


def test_dates_left_over_are_called_off_once_all_is_clean(desk):
    organizer = an_organizer(desk)
    area = an_area(desk, organizer).area
    run(*ADD)
    assert answered("cleanup", "off", "ks") == []

    areas.say(desk, organizer, Said("key-of-cleaning-1", area, Step.CLEAN)).result()

    assert run("cleanup", "off", "ks").stdout == "1 date is called off.\n"


def test_whom_to_thank_is_a_table_and_told_empties_it(desk):
    organizer = an_organizer(desk)
    area = an_area(desk, organizer).area
    run(*ADD, "--area", area)
    commit(desk, "1", event=FIRST, contact="amina@example.org")
    commit(desk, "2", event=FIRST, name="Ben")
    areas.say(desk, organizer, Said("key-of-cleaning-1", area, Step.CLEAN, bags=9)).result()

    done = run("cleanup", "thanks", "ks", "--told")

    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert (row["name"], row["contact"]) == ("Amina", "amina@example.org")
    assert "1 person left no contact" in done.stderr
    assert answered("cleanup", "thanks", "ks") == []
