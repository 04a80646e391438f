"""Files changed by a proxy: another compression or none, no length."""

import gzip
from threading import Event
from typing import Any

import pytest
from playwright.sync_api import expect

from scripts.runtime.bundle import Manifest
from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.network import Fault, Network
from tests.support.cases import deep_but

WASM, MEMORY = "pyodide.asm.wasm", "memory.bin"
# The tests' server sends every file uncompressed, as a proxy does that removes Brotli.
PROXIES: dict[str, dict[str, Any]] = {
    "taken out of Brotli": {},
    "and without a length": {"sized": False},
    "packed anew": {"content": gzip.compress, "coding": "gzip"},
    "packed anew without a length": {"content": gzip.compress, "coding": "gzip", "sized": False},
}
# The first half of the sent bytes; the rest is held back.
SHARE = 0.5


def expect_honest(page: CalculatorPage, manifest: Manifest) -> None:
    """Expect a bar that never went back, never exceeded the total, and ended full."""
    told = [message["loaded"] for message in page.noted("messages") if message["kind"] == "progress"]
    assert told == sorted(told)
    assert told[-1] == manifest.total_bytes
    bar = page.noted("bar")
    assert bar == sorted(bar)
    assert bar[-1] == 1


@pytest.mark.parametrize(
    "proxy", deep_but(["and without a length"], {name: (proxy,) for name, proxy in PROXIES.items()})
)
def test_the_page_starts_and_the_bar_is_true_behind_a_proxy(
    calculator_page: CalculatorPage, network: Network, manifest: Manifest, proxy: dict[str, Any]
) -> None:
    go_on = Event()
    network.faults = {f"/{name}": Fault(**proxy) for name in manifest.files}
    network.faults[f"/{WASM}"] = Fault(**proxy, part=SHARE, until=go_on)
    page = calculator_page.open()
    bar = page.note.locator("progress")
    # All but the wasm is there, and of that something, but not all.
    others = 1 - manifest.files[WASM].bytes / manifest.total_bytes
    page.page.wait_for_function("(least) => probe.bar.at(-1) > least", arg=others)
    assert others < bar.evaluate("(bar) => bar.value") < 1
    go_on.set()
    page.ready()
    assert [each for each in page.noted("states") if each != "loading"] == ["idle", "ready"]
    expect(page.total("payable")).to_have_text("500.00 元")
    expect_honest(page, manifest)


@pytest.mark.parametrize("name", [pytest.param(WASM, marks=pytest.mark.deep), MEMORY])
def test_a_truncated_file_without_a_length_does_not_count_as_complete(
    calculator_page: CalculatorPage, network: Network, name: str
) -> None:
    network.faults[f"/{name}"] = Fault(part=SHARE, sized=False)
    page = calculator_page.open().ready()
    (reason, *_) = [message["reason"] for message in page.noted("messages") if message["kind"] == "failed"]
    assert reason == f"{name} 不完整"
    # Another way was taken, with other files.
    (way,) = [message["way"] for message in page.noted("messages") if message["kind"] == "ready"]
    assert way["whole"]
    expect(page.total("payable")).to_have_text("500.00 元")
