"""Ways to send a month: as a code, a picture, a message or a copied link."""

import pytest
from playwright.sync_api import expect

from calculator import words
from calculator.policy import Policy
from tests.browser.conftest import NewContext
from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.codes import seen
from tests.browser.support.handing import MONTH, link

SQUARE_PX = "(code) => code.getBoundingClientRect().width / code.viewBox.baseVal.width"


# Records the texts drawn into the picture, and the data for the share dialog, which a headless browser lacks.
HEAR = """globalThis.drawn = "";
const { fillText } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
  drawn += text;
  fillText.call(this, text, ...rest);
};
navigator.share = async (given) => { globalThis.sent = given; };"""


@pytest.fixture(scope="module")
def handed(_module_context: NewContext) -> CalculatorPage:
    context = _module_context(permissions=["clipboard-read", "clipboard-write"])
    context.add_init_script(HEAR)
    page = CalculatorPage(context.new_page())
    page.page.goto(f"calculator/{MONTH}")
    return page.ready()


def test_the_code_says_the_link(handed: CalculatorPage) -> None:
    handed.root.locator(".own-code summary").click()
    code = handed.root.locator(".code-place svg")
    expect(code).to_be_visible()
    assert seen(handed.page, code) == [link(handed)]
    # As large for a camera as before the link had check digits: 260 px for 45 squares and 8 of margin.
    assert code.evaluate(SQUARE_PX) >= 260 / 53


def test_the_picture_says_the_month_and_is_wide_enough_to_read(
    handed: CalculatorPage, policy: Policy
) -> None:
    with handed.page.expect_download() as download:
        handed.root.get_by_role("button", name="存成图片").click()
    assert download.value.suggested_filename == "补助-2026-10.png"
    drawn, measure = handed.page.evaluate("drawn"), policy.measure
    for said in (
        "490.00 元",
        "第十二条第三项",
        f"政策数据 {measure['version']} 版 · 核对至 {measure['checked']}",
        words.receipt(policy),
    ):
        assert said in drawn
    written = download.value.path().read_bytes()
    assert written[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = int.from_bytes(written[16:20]), int.from_bytes(written[20:24])
    assert width == 1440
    assert height > 1000
    assert len(written) < 400_000


def test_a_sent_message_names_the_policy_version(handed: CalculatorPage, policy: Policy) -> None:
    handed.root.locator("[data-send]").click()
    sent = handed.page.evaluate("sent")
    measure = policy.measure
    said = f"政策数据 {measure['version']} 版 · 核对至 {measure['checked']}"
    # 350 + 150 − 10 (articles 9, 11(1), 12(3)).
    assert sent["text"] == f"本月应发 490.00 元；少签到扣 10.00 元（第十二条第三项）。（{said}）"
    assert sent["url"] == link(handed)


def test_the_link_is_copied(handed: CalculatorPage) -> None:
    handed.root.get_by_role("button", name="复制链接").click()
    expect(handed.root.locator("[data-copy-link]")).to_have_text("已复制")
    assert handed.page.evaluate("() => navigator.clipboard.readText()") == link(handed)
