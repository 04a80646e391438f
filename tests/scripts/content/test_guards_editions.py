"""Editions one beside the other: their first days, ids of another meaning, and answers about earlier ones."""

import re
import shutil
from pathlib import Path

import pytest

from calculator.errors import Problem
from scripts.content import handbook
from scripts.content.guards.editions import gone
from scripts.pages.render import render
from scripts.verbs import check
from tests.calculator.conftest import edit
from tests.calculator.test_answers_file import ANSWER
from tests.scenarios.revised import COUNTY
from tests.scripts.content.test_guards import NEW, OLD, told
from tests.scripts.content.test_handbook import refusal
from tests.support.county import begun

MEASURE, ANSWERS = "measure.toml", "answers.toml"


@pytest.fixture
def revised(county: Path) -> Path:
    """The county with a second edition, which begins in 2027."""
    begun(county, NEW, NEW)
    return county


def begins(folder: Path, old: str, new: str) -> None:
    """Give the newest edition another first day, also in its text."""
    edit(folder, MEASURE, f"in_force_from = {old}", f"in_force_from = {new}")
    words = [f"{int(day[:4])}年{int(day[5:7])}月{int(day[8:])}日起" for day in (old, new)]
    for file in ("articles.toml", "source.txt"):
        edit(folder, file, *words)


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2022-05-01", f"{OLD} 版和 {NEW} 版都从2022年5月起用，一个月只能有一版"),
        ("2021-01-01", f"{NEW} 版从 2021-01-01 起，比前一版 {OLD} 的 2022-05-06 还早"),
    ],
)
def test_an_edition_begins_after_the_one_before_it(revised: Path, day: str, says: str) -> None:
    for file in ("parameters.toml", "elimination.toml"):
        text = (revised / file).read_text("utf-8").replace(f"from = {OLD}", "from = 2020-01-01")
        (revised / file).write_text(text, "utf-8")
    begins(revised, NEW, day)
    (problem,) = refusal(revised)
    assert (problem.file, problem.key) == (MEASURE, "in_force_from")
    assert says in problem.message


def test_a_text_of_the_future_is_checked_before_its_day(
    revised: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Checked on 23 November 2026, in force from January 2027: the pages print January's numbers."""
    assert check.run([str(revised)]) == 0
    reminders = [line for line in capsys.readouterr().out.splitlines() if line.startswith("提醒")]
    assert reminders == [
        f"提醒：measure.toml 的 checked 是 2026-11-23，早于施行的 {NEW}：页面先印 2027年1月的数；"
        "施行以后再核对一遍，改 checked。"
    ]


def test_an_id_with_another_meaning_is_told(revised: Path) -> None:
    text = (revised / "inputs.toml").read_text("utf-8")
    head, label, rest = text.partition('label = "不积极配合被通报或反馈"')
    changed = label.replace("不积极配合被通报或反馈", "例会缺席")
    (revised / "inputs.toml").write_text(head + changed + rest.replace('"12.2"', '"12.1"', 1), "utf-8")
    book = handbook.load(revised)
    assert book.kept is not None
    (reminder,) = gone(book.policy, book.kept)
    assert reminder.startswith(
        f"次数 poor_cooperation 在 {OLD} 版是「不积极配合被通报或反馈」，{NEW} 版是「例会缺席」"
    )


@pytest.mark.parametrize("checked", [pytest.param("2027-12-31", marks=pytest.mark.deep), "2028-01-01"])
def test_no_address_is_called_lost_whose_place_is_kept(tmp_path: Path, checked: str) -> None:
    """The figures of the text before are printed for a year after its last month, its places for ever."""
    folder = Path(shutil.copytree(COUNTY, tmp_path / "revised"))
    edit(folder, MEASURE, "checked = 2026-12-03", f"checked = {checked}")
    book = handbook.load(folder)
    assert book.kept is not None
    assert "没有去处" not in " ".join(gone(book.policy, book.kept))
    pages = render(book, None)
    assert 'id="cooperation-deduction"' in pages["rewards.md"]
    assert "#surplus-cap }" in pages["readings.md"]


def test_the_measures_begin_as_their_text_says(revised: Path) -> None:
    """Article 16: 「自2022年5月6日起试行」; every page prints how the measures began."""
    edit(revised, MEASURE, 'begins_as = "试行"', 'begins_as = "施行"')
    (problem,) = refusal(revised)
    assert (problem.file, problem.key) == (MEASURE, "begins_as")
    assert problem.message.endswith("页面上会写「办法自2027年1月1日起施行」；照原文写「试行」")


def test_a_stable_id_of_no_clause_is_one_sentence(revised: Path) -> None:
    edit(revised, "articles.toml", "\n[[faults]]", '\n[ids]\n"99" = "12.3"\n\n[[faults]]')
    assert list(refusal(revised)) == [Problem("articles.toml", "ids.99", "原文里没有这一条：99")]


def test_a_file_that_was_put_into_a_saved_edition_is_one_sentence(revised: Path) -> None:
    (revised / "editions" / OLD / "pay copy.toml").write_text("", "utf-8")
    wrong = "存好的旧版里没有这一个，是后来放进去的；移出这个文件夹"
    assert refusal(revised) == (Problem(f"editions/{OLD}/pay copy.toml", "", wrong),)


@pytest.mark.parametrize("sealed", [True, False])
def test_half_of_an_edition_is_one_sentence(revised: Path, sealed: bool) -> None:
    place, versions = revised / "editions" / OLD, revised / "versions.toml"
    for name in ("pay.toml", "parameters.toml", "workers.toml"):
        (place / name).unlink()
    if not sealed:
        versions.write_text(versions.read_text("utf-8").partition("\n[sealed")[0], "utf-8")
    wrong = f"旧版 {OLD} 不全，缺 workers.toml、parameters.toml、pay.toml；从备份放回整个文件夹"
    assert refusal(revised) == (Problem(f"editions/{OLD}", "", wrong),)


def test_an_answer_reaches_the_pages_of_an_earlier_edition(revised: Path) -> None:
    (revised / ANSWERS).write_text(ANSWER, "utf-8")
    assert check.run([str(revised)]) == 0
    book = handbook.load(revised)
    assert book.editions[OLD].readings["base-share"].answered is not None
    assert book.policy.readings["base-share"].answered is None
    assert book.packed.count("平安办〔2026〕9号") == 1
    (line,) = [each for each in render(book, None)["readings.md"].splitlines() if "〔2026〕9号" in each]
    assert line.startswith("- **答复**：县委政法委2026年11月20日的答复（平安办〔2026〕9号）。2026年6月起")


WRONG = [
    ("from = 2026-06-01", "from = 2027-01-01", "answers[0].from", f"{OLD} 版只管到2026年12月"),
    ("on = 2026-11-20", 'on = "昨天"', "answers[0].on", "要写日期"),
    (ANSWER, ANSWER + "\n" + ANSWER, "answers[1].reading", f"{OLD} 版的 base-share 已经有答复了"),
    ("[[answers]]", "[[answers", "", "第 1 行"),
    ('document = "', 'document = "[看](pay)', "answers[0].document", "「[看](pay)"),
]


@pytest.mark.parametrize(("old", "new", "key", "says"), WRONG)
def test_a_faulty_answer_is_refused(revised: Path, old: str, new: str, key: str, says: str) -> None:
    assert old in ANSWER
    (revised / ANSWERS).write_text(ANSWER.replace(old, new), "utf-8")
    (problem,) = refusal(revised)
    assert (problem.file, problem.key) == (ANSWERS, key)
    assert problem.message.startswith(says)


def test_a_county_without_earlier_editions_answers_in_its_readings(county: Path) -> None:
    (county / ANSWERS).write_text(ANSWER, "utf-8")
    (problem,) = refusal(county)
    assert "它的答复写在 readings.toml 那条理解里" in problem.message


def test_an_edition_without_a_seal_is_judged_like_the_newest(revised: Path) -> None:
    """A folder copied by hand was never checked; a sealed one was checked when it was saved."""
    versions = revised / "versions.toml"
    versions.write_text(versions.read_text("utf-8").partition("\n[sealed")[0], "utf-8")
    place = revised / "editions" / OLD
    edit(place, "measure.toml", "考核办法（试行）", "考核办法")
    edit(place, "readings.toml", "解释（第十五条）", "解释（第十六条）")
    edit(place, "readings.toml", 'question = "超过', 'question = "<b>超过')
    assert [(each.file, each.key) for each in refusal(revised)] == [
        (f"editions/{OLD}/measure.toml", "title"),
        (f"editions/{OLD}/readings.toml", "readings.base-share.settles"),
        (f"editions/{OLD}/readings.toml", "readings.report-quota-stop.question"),
    ]


def test_a_mark_in_the_examples_of_an_earlier_edition_is_told_there(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(COUNTY, tmp_path / "revised"))
    edit(folder, f"editions/{OLD}/examples.toml", 'why = "', 'why = "[看](pay)')
    (problem,) = refusal(folder)
    assert problem.file == f"editions/{OLD}/examples.toml"
    assert problem.key.endswith(".why")


def test_an_amount_that_changes_after_a_worker_type_was_added_is_told(tmp_path: Path) -> None:
    """600 × 70% + 20 × 9 = 600.00 and 420 + 20 × 8 = 580.00; the rows of 2022 do not have `area_leader`."""
    folder = Path(shutil.copytree(COUNTY, tmp_path / "revised"))
    others = "community_part_time = 15, community_full_time = 24.5, area_leader = 0 }"
    row = f"{{ from = 2027-01-01, rural = 9, {others}"
    later = row.replace("2027-01-01, rural = 9", "2027-07-01, rural = 8")
    edit(folder, "parameters.toml", row, f"{row}, {later}")
    expected = "2027-07 起农村：每条有效信息 9.00→8.00 元，满额月 600.00→580.00 元"
    assert told(folder)[0][-1] == expected


@pytest.mark.parametrize(
    ("files", "key", "name"),
    [
        (("inputs.toml", "pay.toml"), "inputs.absences", "不积极配合被通报或反馈"),
        (("inputs.toml", "elimination.toml"), "facts.absences", "手机抽查未接听也未回拨"),
        (("workers.toml", "parameters.toml"), "workers.absences", "社区兼职网格员"),
    ],
)
def test_a_name_has_one_id_in_all_editions(
    revised: Path, files: tuple[str, ...], key: str, name: str
) -> None:
    """A table that was exported before the change has a column or a cell of this name."""
    old = {
        "inputs.absences": "poor_cooperation",
        "facts.absences": "phone_checks_missed",
        "workers.absences": "community_part_time",
    }[key]
    for path in revised.glob("*.toml"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(rf"\b{old}\b", "absences", text), "utf-8")
    (problem,) = [each for each in refusal(revised) if each.key == key]
    assert problem.file == files[0]
    assert problem.message.startswith(
        f"「{name}」在 {OLD} 版的编号是 {old}：是同一项就改回 {old}，另一项就换个名称"
    )
