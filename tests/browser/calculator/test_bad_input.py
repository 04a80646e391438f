"""Input that cannot be computed: a sentence beside its field, no figure, and no loss of other input."""

import pytest
from playwright.sync_api import expect

from tests.browser.support.calculator_page import REQUIRED, CalculatorPage

COUNTS = {
    "sign_ins": "签到次数",
    "valid_reports": "有效信息条数",
    "praised_by_city": "市级通报表扬的信息条数",
    "previous_valid_reports": "上月有效信息条数",
}
# The typed text, and how the sentence quotes it.
WRONG = {
    "-1": "写的是 -1",
    "1.5": "写的是 1.5",
    "1000": "写的是 1000",
    "1" + "0" * 20: "写的是 100000000000…",
    "abc": "写的是 abc",
    "十二": "写的是 十二",
    "12 天": "写的是 12 天",
}
# The sentences that are seen beside fields, the boxes they belong to, and what else is seen of a result.
# Evaluated when the page has settled, so its sentences about the input are shown.
REFUSED = """(root) => {
  const seen = (selector) => [...root.querySelectorAll(selector)].filter((each) => each.checkVisibility());
  const wrong = [...root.querySelectorAll("[aria-invalid=true]")];
  const names = (boxes) => boxes.map(({ name }) => name).sort();
  return {
    said: Object.fromEntries(seen(".error").map((each) => [each.id.replace("error-", ""), each.textContent])),
    invalid: names(wrong),
    described: names(wrong.filter((box) => box.matches(`[aria-describedby~="error-${box.name}"]`))),
    figures: seen(".slip-figures, .slip-bar, .grounds, [data-example]").length,
    withheld: seen(".slip-withheld").map(({ textContent }) => textContent),
  };
}"""
GOOD = {
    "month": "2026-10",
    "worker_type": "rural",
    "sign_ins": "20",
    "valid_reports": "20",
    "praised_by_city": "0",
    "previous_valid_reports": "",
}


@pytest.fixture(name="page")
def mended_page(ready_page: CalculatorPage) -> CalculatorPage:
    """The shared page with nothing wrong in it and every group open."""
    ready_page.unfold()
    ready_page.fill(GOOD)
    expect_figure(ready_page, "500.00 元")
    return ready_page


def expect_figure(page: CalculatorPage, payable: str) -> None:
    """Expect a figure and no complaint."""
    expect(page.total("payable")).to_be_visible()
    expect(page.total("payable")).to_have_text(payable)
    expect(page.root.locator("[aria-invalid]")).to_have_count(0)
    expect(page.root.locator(".error:visible")).to_have_count(0)


def expect_refused(page: CalculatorPage, complaints: dict[str, str]) -> None:
    """Expect one sentence beside each field that is wrong, and no figure anywhere."""
    assert page.root.evaluate(REFUSED) == {
        "said": complaints,
        "invalid": sorted(complaints),
        "described": sorted(complaints),
        "figures": 0,
        "withheld": ["有的数还不能算，请改好标出的地方。"],
    }


@pytest.mark.parametrize("name", COUNTS)
def test_an_invalid_count_is_refused_beside_its_field(page: CalculatorPage, name: str) -> None:
    before = page.form()
    for typed, said in WRONG.items():
        page.fill({name: typed})
        expect_refused(page, {name: f"{COUNTS[name]}要写 0 到 999 的整数，例如 18（{said}）"})
        assert page.form() == before | {name: typed}
    page.fill({name: "20" if name == "previous_valid_reports" else before[name]})
    expect_figure(page, "500.00 元")


@pytest.mark.parametrize("name", ["sign_ins", "valid_reports", "praised_by_city"])
def test_an_empty_count_gives_no_figure_and_a_sentence(page: CalculatorPage, name: str) -> None:
    sentence = f"{COUNTS[name]}要写 0 到 999 的整数，例如 18；没有就写 0，还不清楚就用「不清楚」"
    for typed in ("", "   ", "\u200b"):
        page.fill({name: typed})
        if name in REQUIRED and not typed.strip():
            # Not typed yet is no fault: the page says what it needs.
            asked = {"said": {}, "invalid": [], "described": [], "figures": 0}
            assert page.root.evaluate(REFUSED) == asked | {"withheld": [f"填上{COUNTS[name]}就算。"]}
        else:
            expect_refused(page, {name: sentence})
    page.unknown(name).check()
    page.settle()
    expect(page.error(name)).to_be_hidden()
    expect(page.figures).to_be_visible()
    expect(page.grounds).to_be_visible()
    expect(page.withheld).to_be_hidden()


def test_last_months_reports_may_stay_empty(page: CalculatorPage) -> None:
    page.fill({"previous_valid_reports": "3"})
    for empty in ("", " \u200b"):
        page.fill({"previous_valid_reports": empty})
        expect_figure(page, "500.00 元")


def test_all_faults_are_shown_at_once(page: CalculatorPage) -> None:
    page.fill(dict.fromkeys(COUNTS, "abc"))
    sentence = "要写 0 到 999 的整数，例如 18（写的是 abc）"
    expect_refused(page, {name: f"{label}{sentence}" for name, label in COUNTS.items()})


def test_a_fold_opens_when_a_field_inside_has_a_fault(page: CalculatorPage) -> None:
    page.fill({"praised_by_city": "x"})
    page.root.locator("summary", has_text="受表扬、报了大事？").click()
    expect(page.error("praised_by_city")).to_be_hidden()
    page.fill({"sign_ins": "19"})
    expect(page.error("praised_by_city")).to_be_visible()


def test_a_count_in_another_spelling_is_accepted(page: CalculatorPage) -> None:
    for typed in ("１２", " 12 ", "012"):
        page.fill({"sign_ins": "20"})
        page.fill({"sign_ins": typed})
        # 500 − (20 − 12) × 10 = 420.
        expect_figure(page, "420.00 元")
        assert page.form()["sign_ins"] == typed


def test_the_typed_count_returns_when_unknown_is_unticked(page: CalculatorPage) -> None:
    page.fill({"sign_ins": "19"})
    page.fill({"sign_ins": None})
    # 500 − (0 to 20) × 10.
    expect_figure(page, "300.00～500.00 元")
    expect(page.box("sign_ins")).to_be_disabled()
    page.unknown("sign_ins").uncheck()
    page.settle()
    expect(page.box("sign_ins")).to_have_value("19")
    expect_figure(page, "490.00 元")


def test_the_step_buttons_do_not_change_text_that_is_not_a_number(page: CalculatorPage) -> None:
    steps = page.field("sign_ins").locator("button")
    page.fill({"sign_ins": "abc"})
    for step in steps.all():
        step.click()
    expect(page.box("sign_ins")).to_have_value("abc")
    page.fill({"sign_ins": "0"})
    steps.first.click()
    expect(page.box("sign_ins")).to_have_value("0")


@pytest.mark.parametrize(
    ("typed", "button", "found", "payable"),
    [
        # 500 − 0 × 10: there is no more than all the sign-ins; 500 − 3 × 10; 500 − 2 × 10.
        ("２０", 1, "21", "500.00 元"),
        ("18次", 0, "17", "470.00 元"),
        ("\u200b17.", 1, "18", "480.00 元"),
    ],
)
def test_the_step_buttons_start_from_the_typed_number(
    page: CalculatorPage, typed: str, button: int, found: str, payable: str
) -> None:
    page.fill({"sign_ins": typed})
    page.field("sign_ins").locator("button").nth(button).click()
    page.settle()
    expect(page.box("sign_ins")).to_have_value(found)
    expect_figure(page, payable)


@pytest.mark.parametrize("typed", ["很多", "2²", "20,00", "12 条"])
def test_the_step_buttons_keep_and_quote_text_they_cannot_read(page: CalculatorPage, typed: str) -> None:
    page.fill({"sign_ins": typed})
    for step in page.field("sign_ins").locator("button").all():
        step.click()
        page.settle()
    expect(page.box("sign_ins")).to_have_value(typed)
    expect_refused(page, {"sign_ins": f"签到次数要写 0 到 999 的整数，例如 18（写的是 {typed}）"})
    # While the engine has not answered yet, the page itself says it.
    page.page.evaluate("""() => {
      const box = document.querySelector("input[name=sign_ins]");
      const stop = (event) => event.stopImmediatePropagation();
      document.addEventListener("input", stop, { once: true, capture: true });
      box.parentElement.querySelector("[data-step='1']").click();
    }""")
    expect(page.error("sign_ins")).to_have_text(f"「{typed}」不是整数，没有加减，请先改成数字")
    expect(page.box("sign_ins")).to_have_value(typed)


@pytest.mark.parametrize(
    ("month", "sentence"),
    [
        ("2022-04", "办法自2022年5月6日起试行，2022年4月还没有这份办法，不能按它估算"),
        ("1999-12", "办法自2022年5月6日起试行，1999年12月还没有这份办法，不能按它估算"),
        ("", "月份要写成年-月，例如 2026-10"),
    ],
)
def test_a_month_before_the_measures_has_no_figure(page: CalculatorPage, month: str, sentence: str) -> None:
    before = page.form()
    page.fill({"month": month})
    expect_refused(page, {"month": sentence})
    assert page.form() == before | {"month": month}
    page.fill({"month": "2026-10"})
    expect_figure(page, "500.00 元")


def test_the_first_month_has_a_figure_and_a_caution(page: CalculatorPage) -> None:
    page.fill({"month": "2022-05"})
    expect_figure(page, "500.00 元")
    cautions = page.root.locator("[data-cautions] li")
    expect(cautions).to_have_count(1)
    expect(cautions).to_be_visible()
    expect(cautions).to_contain_text("2022年5月6日")
    page.fill({"month": "2022-06"})
    expect(cautions).to_have_count(0)
