"""The engine alone: a county's folder is read whole, or refused in one sentence that names the first file."""

from pathlib import Path
from typing import Any

import pytest

from calculator.errors import PolicyError, Problem, ProjectError
from calculator.loading.checks import check
from calculator.loading.folder import DEFAULT_FOLDER, FILES, command, load
from calculator.loading.folder import county as county_of
from calculator.loading.pay import WORDED, unknown_fill
from calculator.loading.text import check_articles, within
from calculator.rules import KINDS
from tests.calculator.conftest import edit

# Each would give a wrong figure, or a traceback, where it is taken as it stands.
SLIPS = [
    ("measure.toml", "in_force_from = 2022-05-06", 'in_force_from = "2022-05-06"'),
    ("measure.toml", 'version = "2022-05-06"', "version = 2022-05-06"),
    ("workers.toml", 'id = "rural"', 'id = "value"'),
    ("inputs.toml", "max = 999", 'max = "999"'),
    ("inputs.toml", "max = 999", "max = true"),
    ("inputs.toml", "max = 999", "most = 999"),
    ("inputs.toml", 'unit = "次"', "unit = 5"),
    ("inputs.toml", "[honesty]", "[candour]"),
    ("inputs.toml", '[honesty]\ntext = "', '[honesty]\ntext = 5 # "'),
    ("inputs.toml", "max = 999", "max = 1_000_001"),
    ("inputs.toml", '{ id = "county", label', "{ label"),
    ("inputs.toml", 'options = [{ id = "", label = "还没公布" }, ', 'options = ["", '),
    ("inputs.toml", '{ id = "county", label', '{ id = ["county"], label'),
    ("inputs.toml", 'group = "rewards"', 'group = "gifts"'),
    ("inputs.toml", "start = 20", "start = 1000"),
    ("inputs.toml", "required = true", "required = false"),
    ("inputs.toml", 'id = "valid_reports"', 'id = "reports"'),
    ("inputs.toml", 'id = "sign_ins"', 'id = "payable"'),
    ("measure.toml", 'interpreter = "', '# interpreter = "'),
    ("measure.toml", 'assessor = "', 'assessor = 7 # "'),
    ("articles.toml", '"7" = "', '"7" = 7 # "'),
    ("parameters.toml", "rural = 500", "rural = 1000000.01"),
    ("parameters.toml", "rural = 500", "rural = 1000001"),
    ("parameters.toml", 'id = "base_share"', "id = 5"),
    ("parameters.toml", "value = 70", "value = true"),
    ("parameters.toml", "value = 70", "value = -70"),
    ("parameters.toml", "value = 70", 'value = 70, basis = "。"'),
    ("parameters.toml", "value = 70", 'value = 70, basis = "文件的名称和文号"'),
    ("parameters.toml", "value = 70", "value = 101"),
    ("parameters.toml", "value = 70", "values = 70"),
    ("parameters.toml", "from = 2022-05-06, value = 70", "from = 2023-01-01, value = 70"),
    ("parameters.toml", "value = 70 }", "value = 70 }, { from = 2022-04-01, value = 70 }"),
    ("parameters.toml", "value = 70 }", "value = 70 }, { from = 2027-01-15, value = 70 }"),
    ("parameters.toml", 'unit = "percent"', 'unit = "share"'),
    ("parameters.toml", "rural = 500", 'rural = "500"'),
    ("parameters.toml", "rural = 500", "rural = 500.005"),
    ("parameters.toml", "from = 2022-05-06, value = 70", 'from = "2022-05-06", value = 70'),
    ("parameters.toml", "[{ from = 2022-05-06, value = 70 }]", "70"),
    ("parameters.toml", 'id = "base_share"', 'id = "standard"'),
    ("pay.toml", "depends_on_result = false", 'depends_on_result = "no"'),
    ("pay.toml", 'paid = "month"', 'paid = "week"'),
    ("pay.toml", 'combine = "each"', 'combine = "some"'),
    ("pay.toml", 'share = "base_share"', 'share = "standard"'),
    ("pay.toml", 'kind = "share_of_standard"', 'kind = "share"'),
    ("pay.toml", 'standard = "standard"', 'standard = "standard"\nmost = "surplus_most"'),
    ("pay.toml", 'below_zero = "nothing_paid"', 'below_zero = "later"'),
    ("pay.toml", "[[ceilings]]", "[[ceiling]]"),
    ("pay.toml", 'covers = ["surplus_reward"]', "covers = []"),
    ("pay.toml", 'id = "base"', 'number = "base"'),
    ("pay.toml", 'id = "base"', 'id = "gross"'),
    ("pay.toml", 'zero = "没有基础补助"', 'zero = "没有 {count} {x}"'),
    ("pay.toml", 'zero = "没有基础补助"', 'zero = "没有 {count}"'),
    ("pay.toml", 'standard = "standard"', 'standard = "report_pay_most"'),
    ("pay.toml", 'id = "base"', "id = 2022-05-06"),
    ("elimination.toml", 'fact = "failed"', 'fact = "lazy"'),
    ("elimination.toml", 'kind = "zero"', 'kind = "none"'),
    ("elimination.toml", "value = 2", "value = 0"),
    ("elimination.toml", "value = 2", "value = 1000001"),
    ("elimination.toml", 'quote = "连续两次"', 'quote = "连续五次"'),
    ("elimination.toml", 'id = "title_misuse"', 'id = "base"'),
    ("elimination.toml", 'levels = ["county", "city", "province"]', 'levels = ["county", "province"]'),
    ("elimination.toml", "decided_for = ", "decided_fr = "),
    ("elimination.toml", "decided_for = [", "decided_for = [] # ["),
    ("elimination.toml", 'fact = "title_misuse"', "fact = []"),
    ("readings.toml", 'id = "', 'id = 5 # "'),
    ("readings.toml", 'label = "', 'label = true # "'),
    ("readings.toml", 'quote = "', 'quote = "无中生有'),
    ("readings.toml", 'id = "by_result"', 'id = "default"'),
    ("readings.toml", 'at = "rules.base.', 'at = "rule.base.'),
    ("readings.toml", 'at = "rules.base.', 'at = "rules.basis.'),
    ("readings.toml", "patches = [", "patches = [] # ["),
    (
        "readings.toml",
        'at = "rules.base.depends_on_result", was = false, value = true',
        'at = "rules.base.label", was = "基础补助", value = 5',
    ),
    ("readings.toml", 'question = "', 'question = 2022-05-06 # "'),
    ("elimination.toml", "value = 2", 'value = "two"'),
    ("elimination.toml", "not_met = ", "never = "),
    ("readings.toml", "was = false", "was = true"),
    ("readings.toml", 'asked = ""', 'asks = ""'),
]


@pytest.mark.parametrize(("file", "old", "new"), SLIPS)
def test_a_slip_is_refused_with_the_file_and_the_command(county: Path, file: str, old: str, new: str) -> None:
    edit(county, file, old, new)
    refused(county, file)


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("content", [None, b"", b"[[x]\n", "大宁".encode("gbk"), b"a = " + b"[" * 3000])
def test_a_file_that_cannot_be_read_is_refused(county: Path, file: str, content: bytes | None) -> None:
    (county / file).unlink()
    if content is not None:
        (county / file).write_bytes(content)
    refused(county, file)


def test_numbers_that_a_rule_cannot_use_together_are_refused(county: Path) -> None:
    """70 % of 500.01 yuan is 350.007 yuan, which is not whole 分."""
    edit(county, "parameters.toml", "rural = 500", "rural = 500.01")
    refused(county, "pay.toml")


@pytest.mark.parametrize(
    "noted",
    [
        [],
        [Problem("workers.toml", "title", "不认得这个键")],
        [Problem("workers.toml", "workers", "要写成列表")],
    ],
)
def test_a_file_that_cannot_be_checked_has_at_least_one_problem(
    parsed: dict[str, dict[str, Any]], noted: list[Problem]
) -> None:
    """The files that are missing here are not checked."""
    problems = [*noted]
    check({"articles.toml": parsed["articles.toml"], "workers.toml": {"workers": 5}}, problems)
    assert problems == (noted or [Problem("workers.toml", "", "里面的写法不对")])


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"7": None}, "text.7：缺第 7 条"),
        ({"18": "正文"}, "text.17：缺第 17 条"),
        ({"0": "正文"}, "text.0：条从第 1 条起"),
        ({"七": "正文"}, "text.七：键要写成 12.3 这样，末段写 13.end"),
        ({"16.9.1": "正文"}, "text.16.9.1：缺它所属的 16.9"),
        ({"1": None, "2": None, "1.5": "正文"}, "text.1.5：要排在 16 前面"),
    ],
)
def test_articles_are_complete_and_in_order(change: dict[str, str | None], wrong: str) -> None:
    text = {**{str(number): "正文" for number in range(1, 17)}, **change}
    problems: list[Problem] = []
    check_articles({"articles.toml": {"text": {k: v for k, v in text.items() if v}, "faults": []}}, problems)
    assert any(str(each) == f"articles.toml · {wrong}" for each in problems), problems


def test_a_fault_of_the_text_is_a_place_and_words_of_it() -> None:
    text = {str(number): "正文" for number in range(1, 17)}
    faults = [{"at": "99", "text": "正文"}, {"at": "1", "text": "错字"}, {"at": "2", "text": "正文"}]
    problems: list[Problem] = []
    check_articles({"articles.toml": {"text": text, "faults": faults}}, problems)
    assert [each.message for each in problems] == ["原文里没有这一条：99", "1 里没有「错字」"]


def test_all_problems_are_listed() -> None:
    problems = [Problem("pay.toml", "", "是空的"), Problem("pay.toml", "rules", "缺这个键")]
    listed = "政策数据有 2 处问题：\npay.toml：是空的\npay.toml · rules：缺这个键"
    assert str(PolicyError(problems)) == listed


def refused(county: Path, file: str) -> None:
    """Have a folder refused for a file, in one sentence."""
    with pytest.raises(ProjectError) as caught:
        load(county)
    assert str(caught.value) == (
        f"政策数据读不了：{county / file} 里有问题。"
        f"运行 python3 -m scripts check --county {county}，看是哪里、怎样改。"
    )


def test_a_folder_that_is_no_county_is_one_sentence(county: Path, tmp_path: Path) -> None:
    """A saved edition has the files of a county and yet is none; a file is no folder."""
    kept = county / "editions" / "2020-01-01"
    kept.mkdir(parents=True)
    (kept / "measure.toml").touch()
    empty = tmp_path / "empty"
    empty.mkdir()
    for folder, says in (
        (empty, "这里没有 measure.toml，不是一个县的文件夹："),
        (county / "measure.toml", "这里没有 measure.toml，不是一个县的文件夹："),
        (tmp_path / "nowhere", "没有这个文件夹："),
        (kept, f"{kept} 是一个县存好的旧版，不单独用；县的文件夹是 {county}"),
    ):
        with pytest.raises(ProjectError) as caught:
            county_of(folder)
        assert str(caught.value).startswith(says)
    (county / "measure.toml").unlink()
    assert county_of(county) == county  # a county that lost a file: `check` names the file


def test_a_command_can_be_copied() -> None:
    """A terminal takes a path with a space as two words, unless it is quoted."""
    assert command("check", DEFAULT_FOLDER) == "python3 -m scripts check"
    assert command("revise", Path("my county"), "2027-01-01") == (
        "python3 -m scripts revise --county 'my county' 2027-01-01"
    )


def test_a_rules_own_keys_are_not_those_of_every_rule() -> None:
    """Else a kind's key would be taken for one that all rules have."""
    assert {key for kind in KINDS.values() for key in kind.KEYS} & set(WORDED) == set()


@pytest.mark.parametrize(
    ("place", "key", "inside"),
    [
        ("12", "12", True),
        ("12.3", "12", True),
        ("12.3.1", "12", True),
        ("1", "12", False),
        ("12", "1", False),
        ("12", "12.3", False),
    ],
)
def test_a_place_lies_within_its_own_article_only(place: str, key: str, inside: bool) -> None:
    assert within(place, key) is inside


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("没有", None),
        ("{count} {price}", None),
        ("{{x}}", None),
        ("{x} {y}", "不认得 {x}"),
        ("{count.real}", "不认得 {count.real}"),
        ("}", "大括号没有配对"),
    ],
)
def test_the_names_in_a_sentence_are_checked(sentence: str, wrong: str | None) -> None:
    assert unknown_fill(sentence, ("count", "price")) == wrong
