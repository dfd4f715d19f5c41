"""Tables of the wall as a show."""

from turnout.store.schema_recognition import migrations

__all__ = ["migrations"]
