"""Firefox as the tests drive it: by Marionette, which is in every Firefox, over a plain connection."""

import json
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.machine import LIMIT_S

HOST = "127.0.0.1"
# How long Firefox may take to end before it is killed.
END_S = 20
POLL_S = 0.05
CAPABILITIES = {"pageLoadStrategy": "normal", "unhandledPromptBehavior": "dismiss"}
PORT_FILE = "MarionetteActivePort"
# All requests go to a port that the test watches; Firefox contacts its maker's hosts at every start.
PREFERENCES = {
    "marionette.port": 0,
    "network.proxy.type": 1,
    "network.proxy.allow_hijacking_localhost": True,
    "app.update.auto": False,
    "app.normandy.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "",
    "toolkit.telemetry.server": "",
}
# Errors and warnings the console has of pages on the disk, also those of the content policy.
_CONSOLE = """return Services.console.getMessageArray()
  .filter((each) => each instanceof Ci.nsIScriptError && /^(file|blob):/.test(each.sourceName || ""))
  .map((each) => each.errorMessage)"""


class Firefox:
    """One session in a Firefox that has no network, or none but one server."""

    def __init__(self, connection: socket.socket) -> None:
        self._stream = connection.makefile("rwb")
        self._next = 0
        self._read()
        self.ask("WebDriver:NewSession", capabilities=CAPABILITIES)

    def ask(self, command: str, **given: Any) -> Any:
        """Return the answer to a command; AssertionError with what Firefox says where it fails."""
        self._next += 1
        text = json.dumps([0, self._next, command, given]).encode()
        self._stream.write(str(len(text)).encode() + b":" + text)
        self._stream.flush()
        _, _, error, answer = self._read()
        assert error is None, f"{command}: {error}"
        return answer

    def go(self, address: str) -> None:
        """Open a page and wait until it has loaded."""
        self.ask("WebDriver:Navigate", url=address)

    def run(self, script: str, *arguments: Any) -> Any:
        """Run a script in the page and return its result."""
        return self.ask("WebDriver:ExecuteScript", script=script, args=list(arguments), sandbox="default")[
            "value"
        ]

    def wait(self, script: str, *arguments: Any) -> Any:
        """Run a script until its result is true in Python's sense, and return that result."""
        deadline = time.monotonic() + LIMIT_S
        while not (found := self.run(script, *arguments)):
            assert time.monotonic() < deadline, script
            time.sleep(POLL_S)
        return found

    def element(self, selector: str) -> str:
        """Return the element a selector finds once it has come, as commands name it."""
        # Firefox's own wait goes by the time of day, and gives up at once where that is set ahead.
        self.wait("return document.querySelector(arguments[0]) !== null", selector)
        found = self.ask("WebDriver:FindElement", using="css selector", value=selector)["value"]
        return str(next(iter(found.values())))

    def click(self, selector: str) -> None:
        """Click as a reader does: what lies under something else is refused."""
        self.ask("WebDriver:ElementClick", id=self.element(selector))

    def fill(self, selector: str, text: str) -> None:
        """Replace the text in a box by typing."""
        self.ask("WebDriver:ElementClear", id=self.element(selector))
        self.ask("WebDriver:ElementSendKeys", id=self.element(selector), text=text)

    def complaints(self) -> list[str]:
        """Return the console messages of the pages so far."""
        self.ask("Marionette:SetContext", value="chrome")
        found: list[str] = self.run(_CONSOLE)
        self.ask("Marionette:SetContext", value="content")
        return found

    def _read(self) -> Any:
        length = b""
        while (letter := self._stream.read(1)) != b":":
            assert letter, "Firefox has gone"
            length += letter
        return json.loads(self._stream.read(int(length)))


@contextmanager
def firefox(program: str, proxy: int, server: int | None = None) -> Iterator[Firefox]:
    """Start a headless Firefox whose every request goes to a port of this machine, and end it again.

    Only those to the server at a port of its own go where they are meant to.
    """
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder)
        ports = {f"network.proxy.{kind}_port": proxy for kind in ("http", "ssl", "socks")}
        hosts = {f"network.proxy.{kind}": HOST for kind in ("http", "ssl", "socks")}
        past = {"network.proxy.no_proxies_on": f"{HOST}:{server}" if server else ""}
        given = {**PREFERENCES, **ports, **hosts, **past}
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in given.items())
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [program, "--headless", "--marionette", "--remote-allow-system-access", "--profile", folder]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                port = _port(profile / PORT_FILE)
                with socket.create_connection((HOST, port), timeout=2 * LIMIT_S) as connection:
                    yield Firefox(connection)
            finally:
                _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(END_S)
    except subprocess.TimeoutExpired:
        process.kill()


def _port(file: Path) -> int:
    deadline = time.monotonic() + LIMIT_S
    while not file.exists() or not file.read_text().strip():
        assert time.monotonic() < deadline, "Firefox does not start"
        time.sleep(POLL_S)
    return int(file.read_text())
