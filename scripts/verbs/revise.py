"""`revise`: begin a new edition of a county's policy data, then say what it changes."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from calculator.errors import PolicyError, ProjectError
from calculator.loading.folder import EDITIONS, command, load_editions
from calculator.month import Month
from calculator.versions import Editions
from scripts.content.handbook import load
from scripts.content.revision import differences, effects
from scripts.content.revision.clauses import clauses
from scripts.content.revision.coverage import asked
from scripts.content.revision.draft import begin, first_day, listed, seal, untouched
from scripts.content.revision.numbers import dates
from scripts.content.revision.numbers import numbers as changed_numbers
from scripts.content.revision.pair import Pair, pair
from scripts.content.revision.sheet import FILE as CASES
from scripts.content.revision.sheet import by_hand
from scripts.setup.bootstrap import ROOT
from scripts.verbs.arguments import read

FOLDER = ROOT / "build" / "revise"
SEAL = "--seal"
# How many months of the effect table the terminal shows.
_SHOWN = 12
_USAGE = f"""用法：python3 -m scripts revise [--county 文件夹] 新办法施行的日期

日期写某月 1 日，例如 2027-01-01。还没有这一版：现在的数据整份存进 {EDITIONS} 文件夹，开始新的一版。
已经有了：和前一版比，列出改了什么、谁多谁少，把要手算的月份加进 {CASES}。不写文件夹，用 policy/daning。
写 {SEAL} 而不写日期，给以前存的、还没有记号的旧版记上记号，以后它被改了，check 会说。"""


def run(argv: list[str]) -> int:
    """Begin the edition of a day, or compare it with the edition before."""
    asked = read(argv, _USAGE, flags=(SEAL,))
    try:
        _revise(asked.county, asked.word)
    except BrokenPipeError:
        raise  # no fault of a file: what reads the output has ended
    except OSError as error:
        wrong = f"没有做完，文件写不进去：{error}。用别的程序打开着就先关掉，再运行一次"
        raise ProjectError(wrong) from error
    return 0


def _revise(folder: Path, day: str) -> None:
    if day == SEAL:
        print(f"记上了：{'、'.join(seal(folder)) or '没有要记的'}。")
        return
    editions = load_editions(folder)
    known = next((each for each in editions.values() if str(each.in_force) == day), None)
    if known is None:
        first_day(day)
        try:
            # A saved edition is never edited again, so it must be sound.
            load(folder)
        except PolicyError as error:
            if pair(editions) is None:
                raise
            raise ProjectError(f"{error}\n{_undo(editions.newest.version)}") from error
        print("\n".join(_begun(begin(day, folder), day, folder)))
        return
    found = pair(editions, known.version)
    if found is None:
        listed(folder, known.version)  # PolicyError if the folder of the edition before is missing
        raise ProjectError(f"{known.version} 版是第一版，前面没有可以比的；新办法从哪天起，就写哪天")
    _compare(folder, editions, found)


def _undo(version: str) -> str:
    return f"要是 {version} 这个日期写错了，撤掉这一版的做法见 policy/README.md「撤掉草稿」。"


def _begun(kept: str, day: str, folder: Path) -> Iterator[str]:
    first = Month.of(first_day(day))
    yield (
        f"{kept} 版整份存进了 {EDITIONS}/{kept}，{first.previous.chinese}和以前的月份照它算。"
        f"现在的文件是 {day} 版，管{first.chinese}起的月份。接下来："
    )
    yield "1. 新的原文存进 source.txt，照它改 articles.toml；挪了位置的条款写进 [ids]，取消的写进 gone。"
    yield "2. 照 policy/README.md「县里修订了办法」里的顺序改别的文件；写清楚了的理解删掉。旧版的文件不动。"
    again = command("revise", folder, day)
    yield f"3. 运行 {command('check', folder)}，没有问题了，再运行 {again}，看改了什么、谁多谁少。"
    yield f"4. 在 {CASES} 里照新的原文手算，把要填的各列填上；check 拿它和程序对。"
    yield f"5. 都对了，把 measure.toml 的 checked 改成核对的日期，运行 {command('release', folder)}。"
    yield _undo(day)


def _compare(folder: Path, editions: Editions, found: Pair) -> None:
    """Print what a revision changes, write the effect table, and add the months to work by hand."""
    months = [(date, effects.effects(date)) for date in dates(found)]
    same = untouched(folder, found.old.policy.version) if found.new.policy is editions.newest else []
    for date, own in months:
        print("\n".join((*_changes(found, date), "", *_table(date, own), "")))
    for doubt in _doubts(found, months, same):
        print(doubt)
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / effects.FILE
    file.write_text(effects.written(months), "utf-8-sig", newline="")
    print(f"这些月份都在 {file.relative_to(ROOT)}。")
    added = asked(folder, editions, found)
    if added:
        columns = "、".join(by_hand(found.new.policy))
        print(f"{CASES} 里加了 {added} 行要手算的，照新的原文填上{columns}，再运行 check。")


def _changes(found: Pair, date: Pair) -> Iterator[str]:
    """Yield what changes on a date of a revision."""
    versions = dict.fromkeys(side.policy.version for side in (date.old, date.new))
    yield f"{' 版 → '.join(versions)} 版，从{date.new.month.chinese}起："
    kinds = Counter(each.kind for each in clauses(date))
    yield f"条文：{'、'.join(f'{kind} {number} 处' for kind, number in kinds.items()) or '没有变'}"
    numbers = [each for each in changed_numbers(found) if each.month == date.new.month]
    for number in (each for each in numbers if not each.alone):
        yield f"数：{number.label}，{number.workers}：{number.old} → {number.new}，{number.clause}"
    alone = [each for each in numbers if each.alone]
    if alone:
        names = "、".join(dict.fromkeys(each.workers for each in alone))
        yield f"数：只有一版有的类型（{names}）还有 {len(alone)} 个，网站的「改了什么」页上有"
    for kind, items in differences.others(date).items():
        yield from (f"{kind}：{item.label}，{item.how}，{item.clause}" for item in items)


def _table(found: Pair, months: list[effects.Effect]) -> Iterator[str]:
    yield from effects.full_months(found, months)
    yield ""
    worst = effects.worst(months)
    told = "算过的月份里，各类少得最多的（旧 → 新，连以后另发的）：" if worst else "算过的月份里没有少的。"
    yield f"表里有 {len(months)} 个月。每类从满额的一个月起，一项一项改次数，没有试遍；{told}"
    yield from (effects.said(found, each) for each in worst)
    yield ""
    moved = [each for each in months if each.case.typical and each.moves]
    yield "常见的月份，少得最多的在前：" if moved else "常见的月份都没有变。"
    yield from (effects.said(found, each) for each in moved[:_SHOWN])


def _doubts(found: Pair, months: list[tuple[Pair, list[effects.Effect]]], same: list[str]) -> Iterator[str]:
    for kind, sentences in (
        ("没有来由的变动", (each for date, own in months for each in effects.unexplained(date, own))),
        ("条文没有改", differences.unstated(found)),
    ):
        yield from (f"提醒：{kind}：{each}。" for each in sentences)
    if same:
        yield f"提醒：一个字没有改的文件：{'、'.join(same)}。对着新的原文读一遍，话还对的就不用改。"
