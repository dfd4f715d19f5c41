"""A drawing's passage between the child and us, as plain values."""

from typing import Any

from turnout.model.places import Drawing, Drawn, Note, Shape


def plain(drawing: Drawing) -> dict[str, Any]:
    """Return `drawing` as JSON can carry it; Python's JSON carries NaN and infinity too."""
    places = [_plain(place) for place in drawing.places]
    return {"kind": drawing.kind, "places": places, "skipped": list(map(vars, drawing.skipped))}


def drawing_of(values: dict[str, Any]) -> Drawing:
    """Return the drawing that `plain` made `values` of."""
    places = tuple(_drawn(place) for place in values["places"])
    return Drawing(values["kind"], places, _notes(values["skipped"]))


def _plain(drawn: Drawn) -> dict[str, Any]:
    return vars(drawn) | {
        "shape": vars(drawn.shape) if drawn.shape else None,
        "fault": vars(drawn.fault) if drawn.fault else None,
        "notes": list(map(vars, drawn.notes)),
    }


def _drawn(values: dict[str, Any]) -> Drawn:
    shape, fault = values["shape"], values["fault"]
    return Drawn(
        **values
        | {"shape": _shape(shape) if shape else None}
        | {"fault": Note(**fault) if fault else None}
        | {"notes": _notes(values["notes"])}
    )


def _shape(values: dict[str, Any]) -> Shape:
    rings = (tuple((east, north) for east, north in ring) for ring in values["rings"])
    return Shape(values["kind"], tuple(rings))


def _notes(values: list[dict[str, Any]]) -> tuple[Note, ...]:
    return tuple(Note(**note) for note in values)
