"""Tables of word going out."""

from turnout.store.schema_show import migrations

__all__ = ["migrations"]
