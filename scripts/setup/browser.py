"""Start a Chromium that reaches this machine only."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from scripts.setup.bootstrap import SetupError
from scripts.setup.programs import browser_path

# Without these Chromium sends requests to its maker at every start; --no-sandbox is for root in CI.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Requests to any host but this machine fail.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


@contextmanager
def chromium(program: str | None = None, *arguments: str) -> Iterator[Browser]:
    """Start a headless Chromium and close it again: `program`, or the one `browser_path` finds."""
    path = program or browser_path()
    if path is None:
        raise SetupError("没有找到 Chrome 或 Chromium；请安装一个，或用环境变量 CHROMIUM_PATH 指明它的位置")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=[*ARGUMENTS, *arguments])
        try:
            yield browser
        finally:
            browser.close()
