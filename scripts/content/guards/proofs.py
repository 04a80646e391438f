"""proofs.toml: months and histories worked by hand; the engine must compute the same."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from calculator import typed
from calculator.errors import Problem
from calculator.loading.answers import FILE as ANSWERS
from calculator.month import Month
from calculator.policy import Policy
from scripts.content import files
from scripts.content.guards.worked import CEILINGS, MONTH_LABEL, Failure, check_grounds, check_month
from scripts.content.reading import one_table
from scripts.content.rows import Problems, Table, check_once

_MEND = f"写错了就改回；真的改了，先照条文手算，再改 {files.PROOFS}"

_BESIDE = "这条理解没有动过，就看 pay.toml 里它管的那一行用的数；"


def proved(
    folder: Path,
    policy: Policy,
    earlier: Sequence[Policy],
    following: Collection[str],
    problems: Problems,
) -> Problems:
    """Check the proofs if all `problems` are in `following` files; return their problems, else `problems`.

    A mistake in the rules or counts also causes problems in the `following` files: report only the mistake.
    """
    if any(each.file not in following for each in problems) or not (folder / files.PROOFS).exists():
        return problems
    found: Problems = []
    table = one_table(folder, files.PROOFS, found)
    if not found:
        check_proofs(table, policy, earlier, found)
    if found and (folder / ANSWERS).exists():
        found = list(_answered(folder, table, policy, earlier, found[0].message)) or found
    return found or problems


def _answered(
    folder: Path, table: Table, policy: Policy, earlier: Sequence[Policy], says: str
) -> Iterator[Problem]:
    """Yield a problem for each answer about an earlier edition without which every proof holds."""
    for place, row in enumerate(one_table(folder, ANSWERS, [])["answers"]):
        without: Problems = []
        check_proofs(table, policy, [_without(each, row) for each in earlier], without)
        if not without:
            yield Problem(ANSWERS, f"answers[{place}]", says)


def _without(policy: Policy, answer: Table) -> Policy:
    """Return an edition without an answer."""
    key = answer["reading"]
    if policy.version != answer["edition"]:
        return policy
    return replace(policy, readings={**policy.readings, key: replace(policy.readings[key], answered=None)})


def check_proofs(table: Table, policy: Policy, earlier: Sequence[Policy], problems: Problems) -> None:
    """Note each proof that the engine computes differently, one problem for each place that may be wrong.

    A month before the policy's first day is computed with the newest of the `earlier` editions in force.
    """
    if wrong := list(_misnamed(table)):
        problems += wrong
        return
    proofs = list(_proofs(table))
    found = dict(_failures(proofs, policy, earlier))
    if not found:
        return
    failing = [proof for proof in proofs if proof.name in found]
    first = next(iter(found))

    # Loaded only when a proof fails.
    from scripts.content.guards.suspects import suspects

    # Two exchanged names make many proofs fail, at places that are correct.
    for slip in suspects(policy):
        # The failing proofs are fewer, so they are tried first.
        if not any(_failures([*failing, *proofs], slip.policy, earlier)):
            problems.append(Problem(slip.file, slip.key, f"{slip.says}：{_told(first, found)}；{_MEND}"))
            return
    for file, key in _places(found.values()):
        own = [name for name, each in found.items() if (each.file, each.key) == (file, key)]
        more = f"（另有 {len(own) - 1} 条验算也不对）" if len(own) > 1 else ""
        mend = f"{_BESIDE}{_MEND}" if file == files.READINGS else _MEND
        problems.append(Problem(file, key, f"{_told(own[0], found)}{more}；{mend}"))


def _places(found: Collection[Failure]) -> list[tuple[str, str]]:
    """Return the places to report, without those that another place may have caused.

    A wrong rule also changes its ceiling and the readings that patch it.
    """
    places = dict.fromkeys((each.file, each.key) for each in found)
    rules = any(key.startswith("rules") for _, key in places)
    pay = any(file not in (files.READINGS, files.ELIMINATION) for file, _ in places)
    return [
        (file, key)
        for file, key in places
        if not (rules and key == CEILINGS) and not (pay and file == files.READINGS)
    ]


class _Proof(NamedTuple):
    """A proof: its name, the proof of the plain month if it has a reading, its month, and its check."""

    name: str
    of: str
    month: str
    check: Callable[[Policy], None]


def _told(name: str, found: Mapping[str, Failure]) -> str:
    return f"验算「{name}」里{found[name].says}"


def _proofs(table: Table) -> Iterator[_Proof]:
    months = {each["name"]: each for each in table["months"]}
    for name, month in months.items():
        yield _Proof(name, "", month["month"], partial(check_month, month=month))
    for reading in table["readings"]:
        chosen = "、".join(f"{key} = {option}" for key, option in reading["chosen"].items())
        name = f"{reading['of']}（{chosen}）"
        whole = {**months[reading["of"]], "lines": {}, **reading}
        yield _Proof(name, reading["of"], whole["month"], partial(check_month, month=whole))
    for history in table["histories"]:
        first = str(history["months"][0].get(MONTH_LABEL))
        check = partial(check_grounds, history=history, statuses=table["statuses"])
        yield _Proof(history["name"], "", first, check)


def _failures(
    proofs: Iterable[_Proof], policy: Policy, earlier: Sequence[Policy]
) -> Iterator[tuple[str, Failure]]:
    """Yield the failures with the names of the proofs, without readings of a month that fails."""
    failed: set[str] = set()
    for proof in proofs:
        # Without readings, readings.toml has problems of its own.
        if proof.of in failed or (proof.of and not policy.readings):
            continue
        try:
            proof.check(_edition(proof.month, policy, earlier))
        except Failure as failure:
            failed.add(proof.name)
            yield proof.name, failure


def _edition(month: str, policy: Policy, earlier: Sequence[Policy]) -> Policy:
    """Return the newest edition that was in force in a month, or else the present one."""
    read = typed.month(month)
    editions = (policy, *reversed(earlier))
    return next((each for each in editions if read and read >= Month.of(each.in_force)), policy)


def _misnamed(table: Table) -> Iterator[Problem]:
    """Yield a problem for each repeated name of a proof, and each reading of an unknown month."""
    months = [each["name"] for each in table["months"]]
    twice: Problems = []
    check_once(files.PROOFS, "name", [*months, *(each["name"] for each in table["histories"])], twice)
    yield from twice
    for place, each in enumerate(table["readings"]):
        if each["of"] not in months:
            yield Problem(files.PROOFS, f"readings[{place}].of", f"没有这个名称的月份：{each['of']}")
