"""Tables of live video."""

from turnout.store.schema_word import migrations

__all__ = ["migrations"]
