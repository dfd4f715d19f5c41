"""Tables of who brought whom."""

from turnout.store.schema_challenges import migrations

__all__ = ["migrations"]
