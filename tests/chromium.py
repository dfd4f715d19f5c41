"""The browser of this machine, for tests and benchmarks alike; none is ever downloaded."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")


def executable() -> str | None:
    """Return where the Chromium on the PATH is, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)
