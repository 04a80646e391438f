"""Python starts from a kept memory, from the lean wasm or the whole one: each way the same figure."""

import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import BrowserContext, expect

from scripts.runtime.wasm import TRAP, bodies_at
from tests.browser.calculator_page import LOADING_MS, POLL_S, CalculatorPage
from tests.browser.conftest import NewContext
from tests.browser.network import Fault, Network, held

LEAN = {"memory": False, "whole": False, "anew": False}
MEMORY = {**LEAN, "memory": True}
WHOLE = {**LEAN, "whole": True}
WASM = "pyodide.asm.wasm"
# A memory is kept once the first answers are out.
KEPT_BY_MS = 3000
TYPED = {"worker_type": "rural", "sign_ins": "18", "valid_reports": "20", "target": "487.35"}
# 350 + 150 − 2 × 10 (articles 9, 11(1), 12(3)).
PAYABLE = "480.00 元"

KEPT = """async () => {
  if (!(await caches.has("handbook-memory"))) return [];
  const shelf = await caches.open("handbook-memory");
  return (await shelf.keys()).map(({ url }) => url);
}"""
# Put something else in the place of what is kept: other bytes, other headers, as the test says.
MEDDLE = """async ([bytes, digest, answer]) => {
  const shelf = await caches.open("handbook-memory");
  const [key] = await shelf.keys();
  const found = await shelf.match(key);
  const kept = new Uint8Array(await found.arrayBuffer());
  const changes = {
    flipped: () => { kept[kept.length >> 1] ^= 1; return kept; },
    half: () => kept.slice(0, kept.length >> 1),
    nothing: () => new Uint8Array(),
    zeros: () => { kept.fill(0, 8 + 4 * new Uint32Array(kept.buffer, 4, 1)[0]); return kept; },
    same: () => kept,
  };
  const put = changes[bytes]();
  const hex = (buffer) =>
    [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const headers = { "X-Digest": found.headers.get("X-Digest"), "X-Answer": found.headers.get("X-Answer") };
  if (digest === "right") headers["X-Digest"] = hex(await crypto.subtle.digest("SHA-256", put));
  if (digest === "none") delete headers["X-Digest"];
  if (answer === "other") headers["X-Answer"] = "0".repeat(64);
  await shelf.put(key, new Response(put, { headers }));
}"""
# What was kept, what its digest says, and the answer it is held to.
DAMAGE = {
    "a bit flipped": ("flipped", "as it was", "as it was"),
    "half of it gone": ("half", "as it was", "as it was"),
    "nothing left": ("nothing", "right", "as it was"),
    "no digest": ("same", "none", "as it was"),
    "a memory of zeros, soundly signed": ("zeros", "right", "as it was"),
    "a flipped bit, soundly signed": ("flipped", "right", "other"),
    "another answer": ("same", "right", "other"),
}


@pytest.fixture(name="visitor")
def keeping_visitor(new_context: NewContext) -> BrowserContext:
    """A visitor with a memory kept."""
    context = new_context()
    page = CalculatorPage(context.new_page()).open().ready()
    assert ways(page) == [LEAN]
    keep(page)
    page.page.close()
    return context


def ways(page: CalculatorPage) -> list[dict[str, bool]]:
    """Return the ways by which the engine came to be ready."""
    return [message["way"] for message in page.noted("messages") if message["kind"] == "ready"]


def keep(page: CalculatorPage) -> list[str]:
    """Wait until a memory is kept; return the places of all."""
    deadline = time.monotonic() + LOADING_MS / 1000
    kept: list[str] = []
    while kept == [] and time.monotonic() < deadline:
        time.sleep(POLL_S)
        kept = page.page.evaluate(KEPT)
    assert kept
    return kept


def visit(visitor: BrowserContext) -> CalculatorPage:
    return CalculatorPage(visitor.new_page()).open().ready()


def expect_figure(page: CalculatorPage) -> None:
    """Expect the figure of what is typed."""
    page.fill(TYPED)
    expect(page.total("payable")).to_have_text(PAYABLE)


def test_a_second_visit_goes_on_from_the_memory_kept_at_the_first(
    visitor: BrowserContext, network: Network
) -> None:
    network.requested.clear()
    page = visit(visitor)
    assert ways(page) == [MEMORY]
    expect_figure(page)
    assert [path for path in network.requested if path.endswith("policy.json")] == []
    # It is there before anybody could read how far it has come.
    assert set(page.noted("bar")) <= {0}


def test_everything_is_answered_from_a_kept_memory(visitor: BrowserContext) -> None:
    """Modules that are not in the memory are imported all the same, as those of a file of months."""
    page = visit(visitor)
    page.root.locator("[data-keep]").click()
    expect(page.root.locator("[data-year]")).to_be_visible()
    with page.page.expect_download() as download:
        page.root.locator("[data-export=csv]").click()
    assert "有效信息" in Path(download.value.path()).read_text("utf-8-sig")
    assert ways(page) == [MEMORY]


def test_nothing_typed_is_in_a_kept_memory(new_context: NewContext) -> None:
    page = CalculatorPage(new_context().new_page()).open()
    # Before the engine is there, so that it is the first thing asked.
    page.choose("target", "48735.19")
    page.ready()
    keep(page)
    assert page.page.evaluate("""async () => {
      const shelf = await caches.open("handbook-memory");
      const kept = await (await shelf.match((await shelf.keys())[0])).arrayBuffer();
      const text = new TextDecoder("latin1").decode(kept);
      return ["48735", "2022-05-06"].map((each) => text.includes(each));
    }""") == [False, True]


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_memory_in_doubt_is_forgotten_and_python_starts_from_its_files(
    visitor: BrowserContext, damage: tuple[str, str, str]
) -> None:
    meddler = visitor.new_page()
    meddler.goto("about/")
    meddler.evaluate(MEDDLE, list(damage))
    page = visit(visitor)
    assert ways(page) == [LEAN]
    expect_figure(page)
    # A sound one takes its place, and is gone on from.
    keep(page)
    assert ways(visit(visitor)) == [MEMORY]


def test_a_memory_of_another_build_is_not_gone_on_from_and_makes_room(visitor: BrowserContext) -> None:
    old = visitor.new_page()
    old.goto("about/")
    (before,) = old.evaluate(KEPT)
    old.evaluate("""async () => {
      const shelf = await caches.open("handbook-memory");
      const [key] = await shelf.keys();
      await shelf.put("/of-another-build", await shelf.match(key));
      await shelf.delete(key);
    }""")
    page = visit(visitor)
    assert ways(page) == [LEAN]
    page.page.wait_for_timeout(KEPT_BY_MS)
    assert page.page.evaluate(KEPT) == [before]


@pytest.mark.parametrize(
    "without",
    [
        "Object.defineProperty(globalThis, 'caches', { value: undefined })",
        "caches.open = () => Promise.reject(new DOMException('refused', 'SecurityError'))",
        "navigator.storage.estimate = async () => ({ quota: 1e6, usage: 0 })",
        "caches.constructor.prototype.open = async () => ({ match: async () => undefined, "
        "put: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) })",
    ],
    ids=["no caches", "caches refused", "little room", "no room"],
)
def test_without_room_for_a_memory_python_starts_from_its_files(
    new_context: NewContext, network: Network, without: str
) -> None:
    network.faults["/worker.js"] = Fault(content=lambda script: f"{without};\n".encode() + script)
    context = new_context()
    for _ in range(2):
        page = CalculatorPage(context.new_page()).open().ready()
        assert ways(page) == [LEAN]
        expect_figure(page)
        page.page.wait_for_timeout(KEPT_BY_MS)
        assert page.page.evaluate(KEPT) == []


def trapped(among: Callable[[int], bool]) -> Fault:
    """Return a wasm whose functions of some sizes trap, each as long as it was."""

    def meddled(wasm: bytes) -> bytes:
        content = bytearray(wasm)
        for begins, ends in bodies_at(wasm):
            if among(ends - begins) and wasm[begins:ends] != TRAP:
                content[begins:ends] = b"\x00\x00" + b"\x01" * (ends - begins - 3) + b"\x0b"
        return bytes(content)

    return Fault(content=meddled)


@pytest.mark.parametrize("size", [100, 1000, 5000])
def test_a_lean_wasm_that_lacks_something_gives_way_to_the_whole_one(
    calculator_page: CalculatorPage, network: Network, size: int
) -> None:
    network.faults[WASM] = trapped(lambda bytes_: bytes_ > size)
    page = calculator_page.open().ready()
    assert [way["whole"] for way in ways(page)] == [True]
    expect_figure(page)
    page.page.wait_for_timeout(KEPT_BY_MS)
    # With the lean one the next start would fail as this one did.
    assert page.page.evaluate(KEPT) == []


def test_the_page_says_that_it_goes_another_way_and_the_bar_does_not_go_back(
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


def test_what_was_asked_when_the_lean_wasm_fails_is_answered_by_the_whole_one(
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
        const next = { memory: false, whole: true, anew: false };
        this.onmessage({ data: { kind: "failed", reason: "", next } });
      };
    }""")
    page.fill(TYPED)
    expect(page.total("payable")).to_have_text(PAYABLE)
    assert ways(page) == [LEAN, WHOLE]
