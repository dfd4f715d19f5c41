"""Tables of recognition."""

from turnout.store.schema_network import migrations

__all__ = ["migrations"]
