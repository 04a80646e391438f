"""Replace Pyodide's package loader: the page loads no packages after the start."""

from pathlib import Path

from pyodide_js import loadedPackages  # noqa: F401  (see webloop.py)

SITE_PACKAGES = Path("/lib/site-packages")
DSO_DIR = Path("/usr/lib")


def init_loaded_packages() -> None:
    """Register no packages."""
