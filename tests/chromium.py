"""The browser of this machine, for tests and benchmarks alike; none is ever downloaded."""

import shutil

SHELL = "chromium-headless-shell"  # draws as the others do, and has no windows to draw beside it
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome")


def executable() -> str | None:
    """Return where the Chromium on the PATH is, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)
