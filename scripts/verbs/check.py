"""`check`: check the policy data of a county and report every problem at once."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from calculator.errors import PolicyError, ProjectError
from calculator.loading.folder import DEFAULT_FOLDER, FILES
from calculator.parameters import ALL_WORKERS
from calculator.policy import Policy
from scripts.content.entries import CONSEQUENCES, GLOSSARY, QUESTIONS, REVIEW, SHEET
from scripts.content.guards.dates import impossible, reminders
from scripts.content.guards.folder import strays
from scripts.content.guards.kept import gone
from scripts.content.guards.numbers import numbers
from scripts.content.guards.proofs import FILE as PROOFS
from scripts.content.guards.prose import odd_times
from scripts.content.guards.seals import COMMAND as SEAL
from scripts.content.guards.seals import unsealed
from scripts.content.guards.source import FILE as SOURCE
from scripts.content.handbook import CONTENT_FILES, GUARD_FILES, Handbook, load

_USAGE = """用法：python3 -m scripts check [文件夹]

查一个县的政策数据；不写文件夹，查 policy/daning。只查，不改任何文件。"""


def run(argv: list[str]) -> int:
    """Check a county's folder; PolicyError has the list of all problems."""
    if {"-h", "--help"} & set(argv):
        print(_USAGE)
        return 0
    options = [each for each in argv if each.startswith("-")]
    if options or len(argv) > 1:
        print(f"不认得：{' '.join(options or argv[1:])}\n\n{_USAGE}", file=sys.stderr)
        return 2
    folder = Path(argv[0]) if argv else DEFAULT_FOLDER
    if not folder.is_dir():
        raise ProjectError(f"没有这个文件夹：{folder}")
    for reminder in strays(folder, (*FILES, *CONTENT_FILES, *GUARD_FILES, SOURCE, PROOFS)):
        print(f"提醒：{reminder}。")
    handbook, today = load(folder), date.today()
    problems = list(impossible(handbook.policy, today))
    if problems:
        raise PolicyError(problems)
    _tell(handbook, today)
    for version in unsealed(folder, handbook.versions):
        print(f"提醒：旧版 {version} 还没有记号，被改了看不出来；对着备份看过没有改动，运行 {SEAL}。")
    if not (folder / PROOFS).exists():
        print(f"验算：没有 {PROOFS}，改错了算法看不出来；写法见 policy/README.md「验算」。")
    return 0


def _tell(handbook: Handbook, today: date) -> None:
    policy, kept = handbook.policy, handbook.kept
    print(
        f"政策数据没有问题：{len(policy.text)} 处条文、{len(policy.tables.rules)} 条算法、"
        f"{len(policy.readings)} 条理解、{len(policy.grounds)} 条淘汰情形。"
    )
    changed = []
    if any(list(each.steps()) for each in numbers(policy, kept)):
        # Imported here: nothing else in `check` needs the engine, which is slow to import.
        from scripts.content.guards.changes import stages

        changed = stages(policy, kept)
    for stage in changed:
        print(f"改动：{stage}。")
    for reminder in reminders(policy, kept, changed, today):
        print(f"提醒：{reminder}。")
    told = {
        QUESTIONS: {"questions": handbook.questions},
        GLOSSARY: {"terms": handbook.terms},
        CONSEQUENCES: handbook.consequences,
        SHEET: handbook.sheet,
        REVIEW: handbook.review,
    }
    for reminder in (*outdated(policy), *(gone(policy, kept) if kept else ()), *odd_times(told, policy)):
        print(f"提醒：{reminder}。")


def outdated(policy: Policy) -> Iterator[str]:
    """Yield a sentence for each alternative with no patch for a parameter's newest value.

    From that value's day on the alternative changes nothing and is not shown: on purpose, or by mistake.
    """
    for reading in policy.readings.values():
        for option in reading.options.values():
            places = {patch.at for patch in option.patches if patch.at.startswith("parameters.")}
            for place in sorted(places):
                _, parameter, column = place.split(".")
                newest = policy.tables.parameters[parameter]["values"][-1]
                known = [patch.was for patch in option.patches if patch.at == place]
                if newest.get(column) not in known:
                    now = newest.get(column, newest.get(ALL_WORKERS))
                    old = "、".join(map(str, known))
                    yield (
                        f"理解 {reading.id} 的 {option.id} 只认得 {place} 的旧数 {old}，"
                        f"从 {newest['from']} 起是 {now}，那时起这种理解不再列出；"
                        f"还要列，请给它加一条 was = {now} 的改动"
                    )
