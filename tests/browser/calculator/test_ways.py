"""Python starts from the memory snapshot or from the whole files; both give the same figure."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import expect

from scripts.runtime.wasm import TRAP, bodies_at
from tests.browser.conftest import NewContext
from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.failing import expect_failed, type_in
from tests.browser.support.network import MISSING, TRUNCATED, Fault, Network, held
from tests.support.cases import deep_but

LEAN = {"whole": False, "anew": False}
LEAN_ANEW = {"whole": False, "anew": True}
WHOLE = {"whole": True, "anew": False}
WHOLE_ANEW = {"whole": True, "anew": True}
WASM = "pyodide.asm.wasm"
MEMORY = "memory.bin"
POLICY = "policy.json"
TYPED = {"worker_type": "rural", "sign_ins": "18", "valid_reports": "20", "target": "487.35"}
# 350 + 150 − 2 × 10 (articles 9, 11(1), 12(3)).
PAYABLE = "480.00 元"


def flipped(content: bytes) -> bytes:
    """Return the content with one bit turned over, deep in it."""
    meddled = bytearray(content)
    meddled[len(meddled) // 2] ^= 1
    return bytes(meddled)


def dearer(policy: bytes) -> bytes:
    """Return the policy with another amount a report in the countryside, as long as it was."""
    changed = policy.replace(b'"rural":{"decimal":"7.5"}', b'"rural":{"decimal":"9.5"}')
    assert changed != policy
    return changed


def of_a_bigger_page(content: bytes) -> bytes:
    """Return other content of the same length."""
    return b"<!doctype html>".ljust(len(content))


# Damage to the two files from which the page starts; with the fallback files it starts all the same.
DAMAGE = {
    "missing": MISSING,
    "half of it": TRUNCATED,
    "nothing": Fault(content=lambda _: b""),
    "too much": Fault(content=lambda content: content + bytes(1000)),
    "zeros": Fault(content=lambda content: bytes(len(content))),
    "a web page": Fault(content=of_a_bigger_page),
    "refused": Fault(status=500),
}
DAMAGED = {f"{damage}, {file}": (fault, file) for damage, fault in DAMAGE.items() for file in (WASM, MEMORY)}
QUICK = (f"half of it, {WASM}", f"a web page, {MEMORY}")


def ways(page: CalculatorPage) -> list[dict[str, bool]]:
    """Return the ways by which the engine came to be ready."""
    return [message["way"] for message in page.noted("messages") if message["kind"] == "ready"]


def expect_figure(page: CalculatorPage) -> None:
    """Type counts and expect their figure."""
    page.fill(TYPED)
    expect(page.total("payable")).to_have_text(PAYABLE)


def test_a_visit_starts_from_the_snapshot_has_all_in_it_and_fetches_no_fallback(
    calculator_page: CalculatorPage, network: Network
) -> None:
    page = calculator_page.open().ready()
    assert ways(page) == [LEAN]
    expect_figure(page)
    # Modules that the first answer does not take are in the memory too, as those of a file of months.
    page.root.locator("[data-keep]").click()
    expect(page.root.locator("[data-year]")).to_be_visible()
    with page.page.expect_download() as download:
        page.root.locator("[data-export=csv]").click()
    assert "有效信息" in Path(download.value.path()).read_text("utf-8-sig")
    assert ways(page) == [LEAN]
    runtime = {path.rsplit("/", 1)[1] for path in network.requested if "/runtime/" in path}
    assert runtime == {"pyodide.js", "pyodide.asm.js", WASM, MEMORY, "policy.json"}


@pytest.mark.parametrize(("damage", "file"), deep_but(QUICK, DAMAGED))
def test_a_damaged_file_is_fetched_again_and_then_replaced_by_the_fallback(
    calculator_page: CalculatorPage, network: Network, damage: Fault, file: str
) -> None:
    network.faults[file] = damage
    page = calculator_page.open().ready()
    assert ways(page) == [WHOLE_ANEW]
    expect_figure(page)


def test_one_wrong_bit_of_the_snapshot_is_noticed(calculator_page: CalculatorPage, network: Network) -> None:
    network.faults[MEMORY] = Fault(content=flipped)
    page = calculator_page.open().ready()
    assert ways(page) == [WHOLE_ANEW]
    expect_figure(page)


@pytest.mark.parametrize("file", [pytest.param(WASM, marks=pytest.mark.deep), MEMORY])
def test_a_file_damaged_only_in_the_cache_is_fetched_again(
    new_context: NewContext, network: Network, file: str
) -> None:
    bad = iter([True])
    network.faults[file] = Fault(content=lambda content: bytes(len(content)) if next(bad, False) else content)
    page = CalculatorPage(new_context().new_page())
    page.open().ready()
    assert ways(page) == [LEAN_ANEW]
    expect_figure(page)


def test_a_policy_with_a_changed_amount_is_not_used(
    calculator_page: CalculatorPage, network: Network
) -> None:
    network.faults[POLICY] = Fault(content=dearer)
    page = calculator_page.open()
    type_in(page)
    expect_failed(page, "policy.json 读不出来")


def test_a_policy_changed_only_in_the_cache_is_fetched_again(
    new_context: NewContext, network: Network
) -> None:
    bad = iter([True])
    network.faults[POLICY] = Fault(content=lambda content: dearer(content) if next(bad, False) else content)
    page = CalculatorPage(new_context().new_page()).open().ready()
    assert ways(page) == [LEAN_ANEW]
    expect_figure(page)


def trapped(among: Callable[[int], bool]) -> Fault:
    """Return a wasm whose functions of some sizes trap, each as long as it was."""

    def meddled(wasm: bytes) -> bytes:
        content = bytearray(wasm)
        for begins, ends in bodies_at(wasm):
            if among(ends - begins) and wasm[begins:ends] != TRAP:
                content[begins:ends] = b"\x00\x00" + b"\x01" * (ends - begins - 3) + b"\x0b"
        return bytes(content)

    return Fault(content=meddled)


@pytest.mark.deep
@pytest.mark.parametrize("size", [100, 5000])
def test_a_lean_wasm_that_lacks_a_function_is_replaced_by_the_whole_one(
    calculator_page: CalculatorPage, network: Network, size: int
) -> None:
    network.faults[WASM] = trapped(lambda bytes_: bytes_ > size)
    page = calculator_page.open().ready()
    assert [way["whole"] for way in ways(page)] == [True]
    expect_figure(page)


def test_while_the_whole_wasm_is_fetched_the_page_says_so_and_the_bar_never_goes_back(
    calculator_page: CalculatorPage, network: Network
) -> None:
    go_on = Event()
    network.faults = {WASM: trapped(lambda bytes_: bytes_ > 1000), "pyodide.whole.wasm": held(go_on)}
    page = calculator_page.open()
    expect(page.note.locator(".engine-text")).to_contain_text("换一种办法，正在准备计算（")
    go_on.set()
    page.ready()
    bar = page.noted("bar")
    assert bar == sorted(bar)
    assert [way["whole"] for way in ways(page)] == [True]
    expect_figure(page)


@pytest.mark.deep
def test_a_request_during_which_the_lean_wasm_fails_is_answered_by_the_whole_one(
    calculator_page: CalculatorPage,
) -> None:
    page = calculator_page.open().ready()
    page.page.evaluate("""() => {
      const { postMessage } = Worker.prototype;
      let broken = false;
      Worker.prototype.postMessage = function (message, ...rest) {
        if (message.kind !== "ask" || broken) return postMessage.call(this, message, ...rest);
        broken = true;
        // As if the answer had run into a function that is not there.
        const next = { whole: true, anew: false };
        this.onmessage({ data: { kind: "failed", reason: "", next } });
      };
    }""")
    page.fill(TYPED)
    expect(page.total("payable")).to_have_text(PAYABLE)
    assert ways(page) == [LEAN, WHOLE]
