"""`check`: check the policy data of a county and report every problem at once."""

from datetime import date

from calculator.errors import PolicyError
from calculator.loading.answers import FILE as ANSWERS
from calculator.loading.folder import command
from scripts.content import files
from scripts.content.guards.dates import impossible, reminders
from scripts.content.guards.editions import gone
from scripts.content.guards.effects import outdated, without_effect
from scripts.content.guards.folder import strays
from scripts.content.guards.kept import unsealed
from scripts.content.guards.near import misled
from scripts.content.guards.numbers import stages
from scripts.content.guards.prose import odd_times
from scripts.content.guards.typed import odd_figures
from scripts.content.handbook import Handbook, load
from scripts.content.revision.coverage import unready
from scripts.content.revision.sheet import FILE as CASES
from scripts.content.revision.worked import run as worked
from scripts.pages.trial import trial
from scripts.verbs.arguments import read
from scripts.verbs.revise import SEAL

# Their numbers are compared with the text, or are counts of made-up months.
_WITHOUT_FIGURES = (files.ARTICLES, files.FIGURES, files.EXAMPLES)

_USAGE = """用法：python3 -m scripts check [文件夹]

查一个县的政策数据；不写文件夹，查 policy/daning。只查，不改任何文件。"""


def run(argv: list[str]) -> int:
    """Check a county's folder; PolicyError has the list of all problems."""
    asked = read(argv, _USAGE)
    folder = asked.county
    for reminder in strays(folder, (*files.ORDER, files.VERSIONS, ANSWERS, CASES)):
        print(f"提醒：{reminder}。")
    handbook, today = load(folder), date.today()
    problems = list(impossible(handbook.policy, today)) or list(trial(handbook))
    if problems:
        raise PolicyError(problems)
    by_hand = worked(folder, handbook.editions)
    _tell(handbook, today)
    for reminder in (*by_hand.reminders, *unready(handbook.editions, by_hand.agreeing)):
        print(f"提醒：{reminder}。")
    seal = command("revise", folder, SEAL)
    for version in unsealed(folder, handbook.versions):
        print(f"提醒：旧版 {version} 还没有记号，被改了看不出来；对着备份看过没有改动，运行 {seal}。")
    if not (folder / files.PROOFS).exists():
        print(f"验算：没有 {files.PROOFS}，改错了算法看不出来；写法见 policy/README.md「验算」。")
    return 0


def _tell(handbook: Handbook, today: date) -> None:
    policy, kept = handbook.policy, handbook.kept
    print(
        f"政策数据没有问题：{len(policy.text)} 处条文、{len(policy.tables.rules)} 条算法、"
        f"{len(policy.readings)} 条理解、{len(policy.grounds)} 条淘汰情形。"
    )
    changed = stages(policy, kept)
    for stage in changed:
        print(f"改动：{stage}。")
    for reminder in reminders(policy, kept, changed, today):
        print(f"提醒：{reminder}。")
    told = {
        files.QUESTIONS: {"questions": handbook.questions},
        files.GLOSSARY: {"terms": handbook.terms},
        files.CONSEQUENCES: handbook.consequences,
        files.SHEET: handbook.sheet,
        files.REVIEW: handbook.review,
    }
    typed = {file: table for file, table in handbook.files.items() if file not in _WITHOUT_FIGURES}
    for reminder in (
        *without_effect(policy),
        *outdated(policy),
        *(gone(policy, kept) if kept else ()),
        *odd_times(told, policy),
        *odd_figures(typed, policy),
        *misled(handbook.categories, handbook.text_of),
    ):
        print(f"提醒：{reminder}。")
