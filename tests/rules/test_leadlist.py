import pytest

from turnout.errors import Refused
from turnout.rules.leadlist import Line, lines
from turnout.rules.pasted import MOST_LINES


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_list_without_headings_is_read_by_the_looks_of_its_cells(mark):
    (line,) = lines(mark.join(["Ana Ruiz", "@ana@m.social", "785-555-0101", "40"]))

    assert line == Line(1, "Ana Ruiz", "", ("@ana@m.social",), "40", "785-555-0101")


def test_an_address_without_an_at_in_front_is_an_e_mail():
    (line,) = lines("Ana,ana,ana@example.org")

    assert (line.handles, line.contact) == (("ana",), "ana@example.org")


def test_headings_put_the_columns_in_any_order_and_in_spanish():
    (line,) = lines("Teléfono;Meta;Cuentas;Nombre\n785-555-0101;40;@ana @ana_r;Ana")

    assert line == Line(2, "Ana", "", ("@ana", "@ana_r"), "40", "785-555-0101")


def test_a_lead_called_name_is_no_heading():
    (line,) = lines("Name, nym")

    assert (line.name, line.handles) == ("Name", ("nym",))


def test_empty_lines_are_passed_over_and_lines_keep_their_numbers():
    assert [line.number for line in lines("Ana,ana\n\n ,\nBob,bob")] == [1, 4]


@pytest.mark.parametrize("text", ["", "\n\n", "   ", "\0"])
def test_nothing_is_an_empty_list(text):
    assert lines(text) == []


def test_a_list_that_is_too_long_is_refused():
    with pytest.raises(Refused):
        lines("Ana,ana\n" * (MOST_LINES + 1))
