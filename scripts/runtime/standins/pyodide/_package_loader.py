"""Stand in for Pyodide's package loader: the page loads no packages, what it starts with is all it has."""

from pathlib import Path

from pyodide_js import loadedPackages  # noqa: F401  (as webloop.py says)

SITE_PACKAGES = Path("/lib/site-packages")
DSO_DIR = Path("/usr/lib")


def init_loaded_packages() -> None:
    """Find none."""
