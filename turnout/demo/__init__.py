"""The demo: an invented rally whose month is played through the real doors in minutes."""
