"""The months worked by hand: each slip that changes a figure or a status is refused, in one sentence."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from calculator.elimination import STATUS_LABELS
from calculator.errors import Problem
from calculator.loading.answers import FILE as ANSWERS
from calculator.loading.folder import DEFAULT_FOLDER
from scripts.content import files, handbook
from scripts.content.revision.draft import begin
from scripts.verbs import check
from tests.calculator.conftest import edit
from tests.calculator.revision import NEW, OLD
from tests.calculator.test_answers_file import ANSWER
from tests.scripts.content.test_handbook import refusal
from tests.support.county import begun, copied
from tests.support.examples import every

SLIPS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("damage_proofs.toml").read_text(encoding="utf-8")
)["slips"]
PROOFS = tomllib.loads((DEFAULT_FOLDER / files.PROOFS).read_text(encoding="utf-8"))
PRICES = "rural = 7.5, community_part_time = 15, community_full_time = 24.5 }"
STARTS = re.compile(r"\bfrom = (\d{4}-\d{2})")


@pytest.fixture
def proved(tmp_path: Path) -> Path:
    """A copy of the county's folder as first written, with the months worked by hand for its amounts."""
    county = copied(tmp_path / "county")
    later = set(STARTS.findall((DEFAULT_FOLDER / "parameters.toml").read_text(encoding="utf-8")))
    later -= set(STARTS.findall((county / "parameters.toml").read_text(encoding="utf-8")))
    proofs = re.split(
        r"^(?=\[\[)", (DEFAULT_FOLDER / files.PROOFS).read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    dated = [(re.search(r'^month = "(.+?)"', each, re.MULTILINE), each) for each in proofs]
    first = [each for month, each in dated if not (month and later and month[1] >= min(later))]
    (county / files.PROOFS).write_text("".join(first), encoding="utf-8")
    return county


def slipped(text: str, slip: dict[str, Any]) -> str:
    """Return a file with the slip made: behind a line, up to the next table for an exchange."""
    head, line, rest = text.partition(slip.get("behind", "")) if "behind" in slip else ("", "", text)
    if "swap" not in slip:
        assert slip["old"] in rest
        return head + line + rest.replace(slip["old"], slip["new"], 1)
    one, other = slip["swap"]
    table, gap, after = rest.partition("\n[[") if line else (rest, "", "")
    assert one in table
    assert other in table
    exchanged = re.sub(
        f"{re.escape(one)}|{re.escape(other)}", lambda at: other if at[0] == one else one, table
    )
    return head + line + exchanged + gap + after


def test_a_mistake_is_reported_in_one_sentence_at_its_place(proved: Path) -> None:
    """The amounts in the sentences are worked by hand, as those of the months are.

    `test` makes every eighth slip, some in each file; `test --deep` makes all.
    """
    tried = SLIPS[every(8)]
    assert {slip["file"] for slip in tried} == {slip["file"] for slip in SLIPS}
    for slip in tried:
        file = proved / slip["file"]
        sound = file.read_text(encoding="utf-8")
        file.write_text(slipped(sound, slip), encoding="utf-8")
        told = [(f"{each.file} · {each.key}", each.message.partition("；")[0]) for each in refusal(proved)]
        file.write_text(sound, encoding="utf-8")
        assert [place for place, _ in told] == [slip["told"]], (slip, told)
        assert slip["says"] in told[0][1], (slip, told)
    handbook.load(proved)


def test_the_officers_guide_shows_the_message_of_check(proved: Path) -> None:
    """3 times at 30 yuan are 90, where 2 times are 60."""
    edit(proved, "pay.toml", 'counter = "refused_orders"', 'counter = "poor_cooperation"')
    (wrong,) = refusal(proved)
    assert f"    {wrong}\n" in Path("policy/README.md").read_text(encoding="utf-8")


def test_the_statuses_are_called_as_on_the_page() -> None:
    assert {key: each["name"] for key, each in PROOFS["statuses"].items()} == STATUS_LABELS


def test_every_rule_ground_and_reading_is_worked() -> None:
    """A rule or reading without a worked month could change without being noticed."""
    policy = handbook.load().policy
    lines = {label for month in PROOFS["months"] for label in month["lines"]}
    assert lines == {rule["label"] for rule in policy.tables.rules.values()}
    assert {each["worker"] for each in PROOFS["months"]} == set(policy.worker_names.values())
    counts = {label for month in PROOFS["months"] for label in month["counts"]}
    assert counts == {item.label for item in policy.inputs.values()}
    grounds = {label for each in PROOFS["histories"] for label in each["grounds"]}
    assert grounds == {ground["label"] for ground in policy.grounds.values()}
    chosen = {pair for each in PROOFS["readings"] for pair in each["chosen"].items()}
    options = {(key, option) for key, each in policy.readings.items() for option in each.options}
    assert {pair for pair in options if pair[1] != "default"} <= chosen <= options


def test_months_before_a_new_amount_still_come_out(proved: Path) -> None:
    """7.50 until December; 350 + 20 × 8 = 510.00 from January on, a proof of its own."""
    new = PRICES.replace("7.5,", "8,")
    edit(proved, "parameters.toml", PRICES, f"{PRICES}, {{ from = 2027-01-01, {new}")
    handbook.load(proved)
    month = (
        '[[months]]\nname = "农村满月，新价"\nmonth = "2027-01"\nworker = "农村网格员"\n'
        'counts = { "签到" = 20, "有效信息" = 20 }\n'
        'lines = { "基础补助" = "350.00", "有效信息" = "160.00" }\n'
        'totals = { "本月应发" = "510.00" }\n\n'
    )
    edit(proved, files.PROOFS, "[[months]]", f"{month}[[months]]")
    handbook.load(proved)
    edit(proved, "parameters.toml", "rural = 8,", "rural = 8.5,")
    (wrong,) = refusal(proved)
    assert "验算「农村满月，新价」里有效信息应是 160.00，现在算出来是 170.00" in wrong.message


def test_a_month_before_new_measures_is_worked_with_the_kept_edition(proved: Path) -> None:
    begin("2027-01-01", proved)
    for file in ("source.txt", "articles.toml"):
        edit(proved, file, "本办法自2022年5月6日起试行", "本办法自2027年1月1日起试行")
    edit(proved, "measure.toml", "checked = 2026-11-23", "checked = 2027-01-04")
    edit(proved, "pay.toml", 'label = "基础补助"', 'label = "固定补助"')
    handbook.load(proved)


def test_a_county_without_worked_months_gets_a_reminder(
    county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check.run([str(county)]) == 0
    assert f"验算：没有 {files.PROOFS}，" in capsys.readouterr().out
    assert check.run([]) == 0
    assert "验算" not in capsys.readouterr().out


ODD = [
    ('month = "2026-10"', 'month = "十月"', "months[0].month", "月份要写成年-月"),
    ('"基础补助" = "350.00"', '"基础补助" = 350', "months[0].lines.基础补助", "金额放在引号里"),
    ('of = "社区专职满月"', 'of = "满月"', "readings[0].of", "没有这个名称的月份：满月"),
    ('name = "社区专职满月"', 'name = "农村满月"', "name", "农村满月 写了不止一次"),
    ("met = { name", "meet = { name", "statuses.meet", "不认得这个键"),
]


@pytest.mark.parametrize(("old", "new", "key", "says"), ODD)
def test_a_faulty_proof_is_reported(old: str, new: str, key: str, says: str, proved: Path) -> None:
    edit(proved, files.PROOFS, old, new)
    told = [
        (each.key, each.message.startswith(says)) for each in refusal(proved) if each.file == files.PROOFS
    ]
    assert (key, True) in told


UNKNOWN = [
    ('worker = "农村网格员"', 'worker = "农村"', Problem("workers.toml", "workers", "「农村」")),
    ('"签到" = 20', '"签道" = 20', Problem("inputs.toml", "inputs", "「签道」")),
    ('"基础补助" = "350.00"', '"基本补助" = "350.00"', Problem("pay.toml", "rules", "「基本补助」")),
    ('"base-share" =', '"base" =', Problem("readings.toml", "readings.base", "base = by_result")),
    ('"上月有效信息" =', '"上个月" =', Problem("inputs.toml", "facts", "「上个月」")),
    ('"被市以上通报批评" =', '"通报" =', Problem("elimination.toml", "grounds", "「通报」")),
]


@pytest.mark.parametrize(("old", "new", "wrong"), UNKNOWN)
def test_an_unknown_name_is_reported_with_the_file_it_should_be_in(
    old: str, new: str, wrong: Problem, proved: Path
) -> None:
    edit(proved, files.PROOFS, old, new)
    told = refusal(proved)
    assert (wrong.file, wrong.key) in [(each.file, each.key) for each in told]
    assert any(wrong.message in each.message for each in told)


def test_an_answer_that_moves_a_proof_is_named(proved: Path) -> None:
    """By result the base is 0 to 350 yuan; the months worked by hand have 350."""
    begun(proved, NEW, NEW)
    answer = ANSWER.replace("2026-06-01", f"{OLD[:8]}01")
    (proved / ANSWERS).write_text(answer, "utf-8")
    problems = refusal(proved)
    assert [(each.file, each.key) for each in problems] == [(ANSWERS, "answers[0]")]
    assert "里基础补助应是 350.00，现在算出来是 0.00～350.00" in problems[0].message
