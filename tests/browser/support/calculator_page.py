"""The calculator page as a reader sees and fills it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from calculator.api import Calculator
from tests.support.machine import LIMIT_MS, LIMIT_S

POLL_S = 0.02
# Longer than the page's clock takes from one frame to the next.
FRAME_MS = 20
# What a worker has done of each required count where a test says nothing else.
REQUIRED, FULL = ("sign_ins", "valid_reports"), "20"
# So long ago that the page keeps the month it was printed with.
LONG_AGO = datetime(2022, 5, 6)

_AMOUNTS = """(root) => {
  const amounts = (name) => Object.fromEntries([...root.querySelectorAll(`[data-${name}]`)].map(
    ({ dataset }) => [dataset[name], { min: dataset.min, max: dataset.max }]));
  return { lines: amounts("line"), totals: amounts("total") };
}"""
_STATUSES = """(root) => Object.fromEntries([...root.querySelectorAll("[data-ground]")].map(
  ({ dataset }) => [dataset.ground, dataset.status]))"""
# The page's words by the names `Calculator.page` has for them.
_WORDS = Path(__file__).with_name("words.js").read_text("utf-8")
_FORM = """(form) => {
  const fields = {};
  for (const control of [...form.elements].filter((each) => each.name)) {
    const { name, type, value, checked } = control;
    if (type === "radio") { if (checked) fields[name] = value; }
    else if (type !== "checkbox")
      fields[name] = form.querySelector(`[data-unknown=${name}]`)?.checked ? null : value;
    else if (control.hasAttribute("value"))
      fields[name] = [...(fields[name] ?? []), ...(checked ? [value] : [])];
    else fields[name] = checked;
  }
  return fields;
}"""


# A test of one part of the page sees all parts at once; `test_views` is about what each view shows.
_WHOLE = """(root) => {
  const show = () => { if (root.dataset.view) root.dataset.view = ""; };
  new MutationObserver(show).observe(root, { attributeFilter: ["data-view"] });
  show();
}"""


class CalculatorPage:
    """The page at /calculator/ in one tab."""

    def __init__(self, page: Page, now: datetime = LONG_AGO) -> None:
        self.page = page
        self._clock_stopped = False
        page.clock.set_fixed_time(now)
        self.root = page.locator("#calculator")
        self.counts = self.root.locator("#counts")
        self.figures = self.root.locator(".slip-figures")
        self.bar = self.root.locator(".slip-bar")
        self.example = self.root.locator("[data-example]")
        self.withheld = self.root.locator(".slip-withheld")
        self.grounds = self.root.locator(".grounds")
        self.note = self.root.locator("[data-engine-note]")
        self.retry = self.note.get_by_role("button", name="再试一次")

    def open(self) -> CalculatorPage:
        """Go there; the engine may still be loading."""
        self.page.goto("calculator/", wait_until="commit")
        return self

    def ready(self, *, whole: bool = True) -> CalculatorPage:
        """Wait until the engine has answered the form as it stands, and show all views at once."""
        self.expect_engine("ready")
        self.settle()
        if whole:
            self.root.evaluate(_WHOLE)
        return self

    def expect_engine(self, state: str) -> None:
        """Wait for a state of the engine."""
        expect(self.root).to_have_attribute("data-engine", state)

    def stop_clock(self) -> CalculatorPage:
        """From the next page on, timers and frames come only when the test moves the clock."""
        self.page.clock.install(time=LONG_AGO)
        self.page.clock.pause_at(LONG_AGO + timedelta(hours=1))
        self._clock_stopped = True
        return self

    def settle(self) -> None:
        """Wait until the page shows the answer to the last thing typed, with all that goes with it."""
        if self._clock_stopped:
            self.await_figure()
            self.page.clock.run_for(FRAME_MS)
        self.page.evaluate("(ms) => probe.shown('settled', ms)", LIMIT_MS)

    def await_figure(self) -> None:
        """Wait until the page shows the figure of the last thing typed."""
        self.page.evaluate("(ms) => probe.shown('painted', ms)", LIMIT_MS)

    def noted(self, what: str) -> list[Any]:
        """Return the notes of the probe so far."""
        noted: list[Any] = self.page.evaluate("(what) => probe[what]", what)
        return noted

    def wait_noted(self, what: str, enough: Callable[[list[Any]], bool]) -> None:
        """Wait until the probe has noted enough."""
        deadline = time.monotonic() + LIMIT_S
        while not enough(noted := self.noted(what)):
            assert time.monotonic() < deadline, noted
            # The driver's own pause: the page's clock may be stopped.
            time.sleep(POLL_S)

    def field(self, name: str) -> Locator:
        """Return a field with its label, hint and error."""
        return self.root.locator(f"[data-field={name}]")

    def box(self, name: str) -> Locator:
        """Return the box a count or the month is typed into."""
        return self.root.locator(f"input[name={name}]")

    def unknown(self, name: str) -> Locator:
        """Return the 「不清楚」 tick of a count."""
        return self.root.locator(f"[data-unknown={name}]")

    def error(self, name: str) -> Locator:
        """Return where a field's fault is said."""
        return self.root.locator(f"#error-{name}")

    def total(self, name: str) -> Locator:
        """Return a total's amount as it is shown."""
        return self.root.locator(f"[data-total={name}] dd")

    def unfold(self) -> None:
        """Open every folded group of the form."""
        # A test of the folds themselves presses them; everywhere else a press would only cost time.
        self.counts.locator("details").evaluate_all(
            "(folds) => folds.forEach((fold) => { fold.open = true; })"
        )

    def fold(self) -> None:
        """Close every fold of the page that a desk has closed."""
        for fold in self.root.locator("details:not(.part)").all():
            fold.evaluate("(fold) => { fold.open = false; }")

    def fill(self, form: Mapping[str, Any]) -> None:
        """Fill the form by the keys the page sends: texts typed, null as 「不清楚」, the rest chosen.

        What already stands there is left alone, and an empty required count becomes 20. The month comes
        first, because another month is another form.
        """
        there = self.form()
        if form.get("month", there["month"]) != there["month"]:
            self.choose("month", form["month"])
            there = self.form()
        counts = {name: FULL for name in REQUIRED if there.get(name) == ""}
        for name, value in {**counts, **form}.items():
            if there[name] != value:
                self.choose(name, value)
        self.settle()

    def choose(self, name: str, value: Any) -> None:
        """Fill one field, and wait for nothing."""
        if name == "worker_type":
            # The radio itself is under its label, where the reader puts the finger.
            self.root.locator(f"label:has([name=worker_type][value={value}])").click()
        elif isinstance(value, list):
            for level in self.root.locator(f"input[name={name}]").all():
                level.set_checked(level.get_attribute("value") in value)
        elif isinstance(value, bool):
            self.box(name).set_checked(value)
        elif value is None:
            self.unknown(name).check()
        elif self.root.locator(f"select[name={name}]").count():
            self.root.locator(f"select[name={name}]").select_option(value)
        else:
            if self.unknown(name).count():
                self.unknown(name).uncheck()
            self.box(name).fill(value)

    def amounts(self) -> dict[str, dict[str, dict[str, str]]]:
        """Return `lines` and `totals` by id, each a span."""
        amounts: dict[str, dict[str, dict[str, str]]] = self.root.evaluate(_AMOUNTS)
        return amounts

    def statuses(self) -> dict[str, str]:
        """Return the grounds' statuses by id."""
        statuses: dict[str, str] = self.root.evaluate(_STATUSES)
        return statuses

    def words(self) -> dict[str, Any]:
        """Return everything the result says, under the names `page` and `further_page` have for it."""
        words: dict[str, Any] = self.root.evaluate(_WORDS)
        return words

    def form(self) -> dict[str, Any]:
        """Return the content of the form, in the shape that `fill` accepts."""
        form: dict[str, Any] = self.counts.evaluate(_FORM)
        return form


def forget(context: BrowserContext, origin: str) -> None:
    """Close a visitor's tabs and clear what the pages kept, but not the browser's cache of files."""
    blank = context.new_page()
    for page in context.pages:
        if page != blank:
            page.close()
    kept = {"origin": origin, "storageTypes": "indexeddb,local_storage,cache_storage"}
    context.new_cdp_session(blank).send("Storage.clearDataForOrigin", kept)
    blank.close()


def shown(calculator: Calculator, form: Mapping[str, Any]) -> dict[str, Any]:
    """Return the texts that the page shows of the engine's two answers to a form."""
    answer = {**calculator.page(form), **calculator.further_page(form)}
    reading, leave = ("reading", "alternative", "effect"), ("ground", "sentence")
    return {
        **{key: value for key, value in answer.items() if key not in ("month", "summary", "later")},
        "readings": [{key: row[key] for key in reading} for row in answer["readings"]],
        "chosen": [f"{row['label']}（{row['clause']['name']}）" for row in answer["chosen"]],
        "steps": [row["sentence"] for row in answer["steps"]],
        "needed": answer["needed"] and _shown_needed(answer["needed"]),
        "leave": [{key: row[key] for key in leave} for row in answer["leave"]],
    }


def _shown_needed(needed: Mapping[str, Any]) -> dict[str, Any]:
    rows = [*(row["sentence"] for row in needed["rows"]), needed["together"], needed["cannot"]]
    return {
        "summary": needed["summary"],
        "rows": [sentence for sentence in rows if sentence],
        "caution": needed["caution"],
    }
