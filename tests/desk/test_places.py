import pytest

from turnout.desk import places

SQUARE = [[-95.69, 39.05], [-95.689, 39.05], [-95.689, 39.051], [-95.69, 39.051], [-95.69, 39.05]]
BOWTIE = [[-95.69, 39.05], [-95.689, 39.051], [-95.689, 39.05], [-95.69, 39.051], [-95.69, 39.05]]


@pytest.mark.parametrize(
    "geometry, decision, code",
    [
        ({"type": "Polygon", "coordinates": [SQUARE]}, places.ACCEPTED, "ready"),
        ({"type": "Polygon", "coordinates": [BOWTIE]}, places.REPAIR, "crosses"),
        ({"type": "Point", "coordinates": [0, 0]}, places.REFUSED, "null_island"),
        ({"type": "Point", "coordinates": ["a", 1]}, places.REFUSED, "not_numbers"),
        ({"type": "Circle"}, places.REFUSED, "unknown_geometry"),
        ({}, places.REFUSED, "unknown_geometry"),
    ],
)
def test_what_was_drawn_is_judged_as_what_a_file_holds(geometry, decision, code):
    judged = places.judged(geometry, "Corner of 6th")

    assert (judged.decision, judged.code) == (decision, code)
    assert judged.drawn.name == "Corner of 6th"
