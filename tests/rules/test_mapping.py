import pytest

from tests.builders import NOON
from turnout.model import Event
from turnout.rules import mapping

EVENT = Event(1, "ks", "Rally", NOON, None, "America/Chicago", "Topeka")
MOBILIZE = (
    "id,created_date,person.given_name,person.family_name,person.email_addresses[0].address,"
    "person.phone_numbers[0].number,timeslot.start_date,status,attended,referrer.utm_source"
)
ACTION_NETWORK = "first_name,last_name,email,can2_phone,identifiers,created_date,status"
GOOGLE = "Timestamp,Email Address,Your name,How many people will you bring?,Will you come?"
GOOGLE_ES = "Marca temporal,Dirección de correo electrónico,Tu nombre,¿Cuántas personas?,¿Vienes?"


def guessed(headings, rows=()):
    names = headings.split(",")
    found = mapping.guess(names, [row.split(",") for row in rows])
    return found, {field: names[at] for field, at in found.columns.items()}


def test_a_mobilize_export_is_known_by_its_names():
    found, columns = guessed(MOBILIZE)

    assert found.kind == "mobilize"
    assert found.attended
    assert columns == {
        "first_name": "person.given_name",
        "last_name": "person.family_name",
        "email": "person.email_addresses[0].address",
        "phone": "person.phone_numbers[0].number",
        "status": "status",
        "referrer": "referrer.utm_source",
        "said_at": "created_date",
        "id": "id",
    }


def test_an_action_network_export_is_known_by_its_names():
    found, columns = guessed(ACTION_NETWORK)

    assert found.kind == "action_network"
    assert (columns["phone"], columns["id"]) == ("can2_phone", "identifiers")


@pytest.mark.parametrize("headings", [GOOGLE, GOOGLE_ES])
def test_a_google_form_is_known_in_both_languages(headings):
    found, columns = guessed(headings)

    assert found.kind == "google_form"
    assert [columns[name] for name in ("said_at", "email", "name", "party", "status")] == (
        headings.split(",")
    )


def test_an_answer_longer_than_any_address_is_none():
    _, columns = guessed("A", [f"{'a.' * mapping.MOST_CONTACT}@example.org"])

    assert columns == {}


def test_columns_without_telling_names_are_known_by_what_they_hold():
    _, columns = guessed("A,B,C", ["Ana,a@example.org,316 555 0100", "Ben,b@example.org,"])

    assert columns == {"email": "B", "phone": "C"}


def test_nombre_alone_is_the_whole_name():
    assert guessed("Nombre,Correo")[1]["name"] == "Nombre"
    assert guessed("Nombre,Apellidos")[1]["first_name"] == "Nombre"


def test_a_row_is_a_submission_with_the_mapped_cells():
    found, _ = guessed("First name,Last name,Email,Phone,Guests,Status,Date")
    row = ["Ana", "Ruiz", "", "316 555 0100", "2", "CANCELLED", "11/20/2026 14:00"]

    said = mapping.submission(row, found, EVENT, "k", "desk", "lead")

    assert (said.name, said.contact, said.party) == ("Ana Ruiz", "316 555 0100", "3")
    assert (said.status, said.lead) == ("cancelled", "lead")
    assert said.said_at == "2026-11-20T14:00:00-06:00"


def test_a_sum_below_the_list_names_nobody():
    found, _ = guessed("Name,How many")

    assert mapping.says_nothing(["", "412"], found)
    assert not mapping.says_nothing(["Ana", ""], found)


def test_a_chosen_column_replaces_the_guess_and_none_takes_it_away():
    found, _ = guessed("Name,How many,Other")

    assert found.changed(party=2, name=None).columns == {"party": 2}
