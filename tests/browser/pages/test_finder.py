"""The finder in the page: the card for danger first, the order, the copied lines, and how it is used.

How often its answers are right is counted in Node.js, in tests/finder/.
"""

import re
from threading import Event

import pytest
from playwright.sync_api import Page, expect

from tests.browser.calculator.test_loading import listen
from tests.browser.conftest import PHONE, NewContext
from tests.browser.support.heard import complaints
from tests.browser.support.network import DROPPED, MISSING, Fault, Network, held
from tests.browser.support.rest import idle

FIELD, SAID, HITS, CARD = "#finder-words", ".finder-said", ".finder [data-found]", ".finder [data-urgent]"
OUTSIDE = ".finder [data-outside]"
# The words for all that is no danger.
WORDS = "/matters.js"
COMING = "还在取词表，等不及就从「上报类别」里找。"
LACKING = "词表没有取到。从「上报类别」里找，有信号了再输一遍。"


@pytest.fixture
def page(new_context: NewContext) -> Page:
    """The first page on a visitor's own telephone."""
    page = new_context(**PHONE, permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto("")
    return page


def test_danger_is_answered_with_numbers_to_dial_before_any_item(page: Page) -> None:
    wrong = complaints(page)
    idle(page)
    with page.expect_event("requestfinished", lambda request: request.url.endswith(WORDS)):
        page.locator(FIELD).focus()
    page.context.set_offline(True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(FIELD).fill("煤气泄漏，头都晕了")
    expect(page.locator(CARD).first).to_contain_text("先打电话，再上报")
    calls = page.locator(f"{CARD} a").evaluate_all(
        "(links) => links.map((link) => link.getAttribute('href'))"
    )
    assert calls[:2] == ["tel:119", "tel:120"]
    expect(page.locator(HITS).first).to_be_visible()
    hits = f"[...document.querySelectorAll('{HITS}')]"
    after = f"(card) => {hits}.every((hit) => card.compareDocumentPosition(hit) & 4)"
    assert page.locator(CARD).first.evaluate(after)
    expect(page.locator(SAID)).to_have_text("先打电话。人安全了再上报。")
    # A thumb can press each number.
    assert (
        min(box["height"] for each in page.locator(f"{CARD} a").all() if (box := each.bounding_box())) >= 44
    )
    # Somebody about to jump is no quarrel of neighbours.
    page.locator(FIELD).fill("邻居要跳楼")
    expect(page.locator(CARD)).to_contain_text("有人要轻生")
    assert page.locator(HITS).count() == 0
    page.locator(FIELD).fill("邻居")
    assert page.locator(CARD).count() == 0
    assert (asked, wrong) == ([], [])


def test_a_danger_is_answered_before_the_words_for_all_else_have_come(network: Network, page: Page) -> None:
    idle(page)
    # Whoever only reads the page does not load them.
    assert [path for path in network.requested if path.endswith(WORDS)] == []
    come = Event()
    network.faults[WORDS] = held(come)
    page.locator(FIELD).fill("煤气泄漏，头都晕了")
    expect(page.locator(f"{CARD} a").first).to_have_attribute("href", "tel:119")
    expect(page.locator(SAID)).to_have_text(f"先打电话。人安全了再上报。{COMING}")
    page.locator(FIELD).fill("黑网吧")
    expect(page.locator(SAID)).to_have_text(COMING)
    assert page.locator(f"{CARD}, {HITS}, {OUTSIDE}").count() == 0
    # No item is meant for somebody about to jump.
    page.locator(FIELD).fill("邻居要跳楼")
    expect(page.locator(SAID)).to_have_text("先打电话。人安全了再上报。")
    page.locator(FIELD).fill("")
    expect(page.locator(SAID)).to_have_text("")
    # They come while pinyin is half typed, which is no word.
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "heiwang", "selectionStart": 1, "selectionEnd": 1})
    come.set()
    page.wait_for_function("() => self.handbookWords.matters")
    expect(page.locator(SAID)).to_have_text("")
    assert page.locator(OUTSIDE).count() == 0
    keyboard.send("Input.insertText", {"text": "黑网吧"})
    expect(page.locator(HITS).first).to_have_attribute("data-found", "art-14-4-4")
    expect(page.locator(SAID)).to_have_text(re.compile("^找到 "))
    assert len([path for path in network.requested if path.endswith(WORDS)]) == 1


@pytest.mark.parametrize("fault", [MISSING, DROPPED], ids=["missing", "dropped"])
def test_without_these_words_the_finder_says_where_to_look_and_the_next_key_tries_again(
    network: Network, page: Page, fault: Fault
) -> None:
    network.faults[WORDS] = fault
    page.locator(FIELD).fill("黑网吧")
    expect(page.locator(SAID)).to_have_text(LACKING)
    assert page.locator(f"{HITS}, {OUTSIDE}").count() == 0
    page.locator(FIELD).fill("小孩掉水里了")
    expect(page.locator(f"{CARD} a").first).to_have_attribute("href", re.compile("^tel:1(10|19|20)$"))
    expect(page.locator(SAID)).to_have_text(f"先打电话。人安全了再上报。{LACKING}")
    network.mend()
    page.locator(FIELD).fill("黑网吧")
    expect(page.locator(HITS).first).to_have_attribute("data-found", "art-14-4-4")


def test_the_likeliest_item_is_first_and_three_lines_can_be_copied(page: Page) -> None:
    page.locator(".finder-chips button", has_text="讨薪").tap()
    expect(page.locator(FIELD)).to_have_value("讨薪")
    hits = page.locator(HITS)
    expect(hits.first).to_have_attribute("data-found", "art-14-5-5")
    # Whether a quarrel is reported depends: 报 alone would say too much.
    expect(hits.first).to_contain_text("要看：平常的争吵")
    expect(hits.first.locator("b")).to_have_count(0)
    expect(page.locator(SAID)).to_have_text(re.compile(rf"^找到 {hits.count()} 项"))
    expect(page.locator(".finder-others")).to_contain_text("也可能是")
    page.get_by_role("button", name="复制三行").tap()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    lines = page.evaluate("navigator.clipboard.readText()")
    assert lines == "时间、地点：\n什么事、多少人：讨薪\n已经做了什么："
    hits.first.locator("a").tap()
    page.wait_for_url("**/categories/#art-14-5-5")
    expect(page.locator("#art-14-5-5")).to_be_in_viewport()


def test_what_is_not_in_the_text_names_whom_to_tell_and_questions_lead_to_their_page(page: Page) -> None:
    page.locator(FIELD).fill("社保断了，咋往上补")
    expect(page.locator(OUTSIDE)).to_contain_text("不用报")
    expect(page.locator(OUTSIDE)).to_contain_text("便民服务中心")
    page.locator(FIELD).fill("xqzvwk")
    expect(page.locator(OUTSIDE)).to_contain_text("没有找到")
    # Nobody knows what that is, so nobody says that it need not be reported.
    expect(page.locator(".finder-said")).to_contain_text("有人有危险，先打电话")
    # A danger whose words it does not know has its number above every answer.
    calls = page.locator(".finder-always a").evaluate_all("(all) => all.map((each) => each.href)")
    assert calls == ["tel:110", "tel:119", "tel:120"]
    for nothing in ("", "   ", "，。"):
        page.locator(FIELD).fill(nothing)
        assert page.locator(f"{HITS}, {OUTSIDE}").count() == 0, nothing
    page.locator(FIELD).fill("农村网格员一个月多少钱")
    page.locator(".finder [data-page='pay'] a").tap()
    page.wait_for_url("**/pay/")


def test_what_is_typed_stays_text_and_half_typed_pinyin_waits(page: Page) -> None:
    wrong = listen(page)
    page.locator(FIELD).fill("<img src=x onerror=document.title='hit'>黑网吧")
    expect(page.locator(HITS).first).to_have_attribute("data-found", "art-14-4-4")
    expect(page.locator(".finder-report pre")).to_contain_text("<img src=x")
    assert page.locator(".finder img").count() == 0
    page.locator(FIELD).fill("")
    page.locator(FIELD).focus()
    keyboard = page.context.new_cdp_session(page)
    for letters in ("z", "zhao", "zhao'huo"):
        keyboard.send("Input.imeSetComposition", {"text": letters, "selectionStart": 1, "selectionEnd": 1})
    expect(page.locator(FIELD)).to_have_value("zhao'huo")
    expect(page.locator(SAID)).to_have_text("")
    keyboard.send("Input.insertText", {"text": "着火"})
    expect(page.locator(CARD)).to_have_count(1)
    assert wrong == []


def test_the_finder_works_with_the_keyboard_alone(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto("categories/")
    page.locator(FIELD).focus()
    page.keyboard.type("要债")
    expect(page.locator(HITS).first).to_be_visible()
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.locator(".finder-found a").evaluate("(link) => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/categories/#art-14-5-6")
    expect(page.locator("#art-14-5-6")).to_be_in_viewport()


def test_without_a_script_there_is_no_finder(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("categories/")
    expect(page.locator(".finder")).to_be_hidden()
    expect(page.locator("#art-14-4-4")).to_be_visible()


def test_above_a_phones_keyboard_the_first_number_is_in_sight(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 430})
    page.locator(FIELD).tap()
    page.locator(FIELD).fill("后山冒黑烟")
    expect(page.locator(".finder-urgent .urgent a").first).to_be_in_viewport(ratio=1)
