"""The findings on the elimination grounds, judged from a history (art. 13)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from calculator.grounds import KINDS
from calculator.grounds.base import NOT_MET, PARTS, Found, Ground, Term, Times
from calculator.history import History
from calculator.month import Month
from calculator.parameters import in_force
from calculator.policy import Policy

STATUS_LABELS = {
    "met": "已出现",
    "one_more": "再出现一次即符合",
    "not_met": "未出现",
    "undecided": "办法没有写明",
}


class Finding(NamedTuple):
    """The answer for one ground of elimination: its status, the reason, and the office that decides.

    `settles` says what to ask where the text leaves a point open, else None. `place` is the clause with its
    anchor, in the edition by which the ground is judged.
    """

    id: str
    article: str
    label: str
    status: str
    reason: str
    settles: str | None
    decides: str
    place: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """Return the finding with the keys of the project's reference."""
        return {key: value for key, value in self._asdict().items() if key != "place"}

    def shown(self) -> dict[str, Any]:
        """Return everything the page shows of the finding."""
        return {
            "id": self.id,
            "label": self.label,
            "status": self.status,
            "status_label": STATUS_LABELS[self.status],
            "reason": self.reason,
            "settles": self.settles or "",
            "decides": self.decides,
            "clause": self.place,
        }


def assess(policy: Policy, history: History) -> list[Finding]:
    """Return a finding for every ground that a stated month can meet.

    The grounds are those of the edition of the last month, or of the policy without a month, in its order;
    then those that only an earlier edition of the stated months has.
    """
    last = history.months[-1].month if history.months else None
    edition = policy if last is None else policy.at(last)
    found = []
    for ground_id in ground_ids(edition, {policy.at(each.month).version for each in history.months}):
        ground = bind(edition, ground_id)
        found.append(finding(edition, ground_id, applied(edition, ground_id, ground, history)))
    return found


def applied(policy: Policy, ground_id: str, ground: Ground, history: History) -> Found:
    """Return what a ground says of a history; a worker type to which it does not apply never meets it."""
    meant = _table(policy, ground_id).get("applies_to")
    if meant is not None and ground.ALONE and history.worker_type not in meant:
        return ground.find(replace(history, events={}))
    return ground.find(history)


def ground_ids(policy: Policy, versions: Collection[str]) -> list[str]:
    """Return the grounds of an edition, then those that only other editions of the versions have."""
    found = dict.fromkeys(policy.grounds)
    for edition in policy.editions:
        if edition.version in versions:
            found |= dict.fromkeys(edition.grounds)
    return list(found)


def finding(policy: Policy, ground_id: str, found: Found) -> Finding:
    """Return the finding with the words of the ground in the edition by which it is judged."""
    judged_by = policy if found.completed is None else policy.at(found.completed)
    table = _table(judged_by, ground_id)
    reason = table["says"][found.status].format_map(found.says)
    reason += _across(policy, sorted({*found.months, *filter(None, [found.completed])}), judged_by)
    settles = None if found.status == NOT_MET else f"{table['open']}要问清：{table['settles']}。"
    return Finding(
        id=table["id"],
        article=table["article"],
        label=table["label"],
        status=found.status,
        reason=reason,
        settles=settles,
        decides=table["decides"],
        place=policy_of(judged_by, ground_id).cited(table["article"]),
    )


def _across(policy: Policy, months: Iterable[Month], judged_by: Policy) -> str:
    """Return which edition governs each of the months, in words; empty if one edition governs all."""
    governed: dict[str, list[str]] = {}
    for month in months:
        governed.setdefault(policy.at(month).version, []).append(month.chinese)
    if len(governed) < 2:
        return ""
    each = "，".join(f"{'、'.join(named)}由 {version} 版管" for version, named in governed.items())
    return f"这几个月不归同一版办法管：{each}；这一条按 {judged_by.version} 版判断。"


def bind(policy: Policy, ground_id: str) -> Ground:
    """Return a ground with the values of all editions of the county.

    What only one table can say comes from the edition itself, or from the nearest one that has the ground.
    """
    table = _table(policy, ground_id)
    kind = KINDS[table["kind"]]

    def hold(key: str, holds: str) -> Any:
        if holds == "times":
            return Times(_terms(policy, ground_id))
        if holds == PARTS:
            return len(policy_of(policy, ground_id).joints[table["fact"]].parts)
        return table.get(key)

    return kind(**{key: hold(key, holds) for key, holds in kind.KEYS.items()})


def _terms(policy: Policy, ground_id: str) -> list[Term]:
    """Return the values of a ground in time order; the first row of an edition begins with the edition."""
    found: list[Term] = []
    # The latest edition first: rows of an edition end where the next edition begins.
    for edition in reversed(policy.editions):
        table, until = edition.grounds.get(ground_id), found[0].first if found else None
        if table is None:
            found.insert(0, Term(edition.first, None))
            continue
        begin = {edition.first: in_force(table["times"], edition.first)["value"]}
        begin |= {
            month: row["value"] for row in table["times"] if (month := Month.of(row["from"])) > edition.first
        }
        workers = table.get("applies_to")
        own = [
            Term(month, times, workers) for month, times in begin.items() if until is None or month < until
        ]
        found = [*own, *found]
    return found


def _table(policy: Policy, ground_id: str) -> Mapping[str, Any]:
    return policy_of(policy, ground_id).grounds[ground_id]


def policy_of(policy: Policy, ground_id: str) -> Policy:
    """Return the edition itself if it has a ground, else the latest one that has it."""
    having = (each for each in (policy, *reversed(policy.editions)) if ground_id in each.grounds)
    return next(having)
