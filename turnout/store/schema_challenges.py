"""Tables of challenges, and what each audience sees."""

from turnout.store.schema_forecast import migrations

__all__ = ["migrations"]
