"""The sheet to bring along: what was recorded, what differs by which clause, what to ask."""

from calculator import words
from calculator.money import exactly
from calculator.policy import Policy
from calculator.readings import DEFAULT
from calculator.reconcile.causes import Unlisted
from calculator.reconcile.rows import Row
from calculator.situation import Situation


def facts(policy: Policy, situation: Situation, differing: list[Row], unlisted: Unlisted | None) -> list[str]:
    """Return the sentences of the sheet; `differing` are the rows that differ by themselves."""
    measure, counts = policy.measure, situation.counts
    recorded = [
        item.label + (f" {words.times(counts[key], item.unit)}" if counts[key].exact else "还不清楚")
        for key, item in policy.inputs.items()
        if item.required or counts[key].most
    ]
    worker = policy.worker_names[situation.worker_type]
    said = [
        f"{situation.month.chinese}，{worker}，按《{measure['title']}》核对。",
        f"我记的：{'，'.join(recorded)}。",
    ]
    for key, option in situation.readings:
        if option != DEFAULT:
            taken = policy.readings[key].options[option]
            place = words.clause(taken.article)
            said.append(f"条文不清楚的地方，这里按这种理解算：{taken.label}（{place}）。")
    said += [_fact(row, policy) for row in differing]
    if unlisted and not any(isinstance(cause, Unlisted) for row in differing for cause in row.causes):
        said.append(unlisted.said)
    if not differing:
        said.append("填了的各项与按条文算的一致。")
    determined, reviewed = (words.clause(measure[f"{who}_article"]) for who in ("assessor", "reviewer"))
    by = f"由{measure['assessor']}确定（{determined}），{measure['reviewer']}复审（{reviewed}）"
    return [*said, f"补助金额{by}。"]


def _fact(row: Row, policy: Policy) -> str:
    """Return what differs in a row, by which clause, and at most two questions about it."""
    official = exactly(row.official or 0)
    by = f"按条文算是 {words.amount(row.ours)}"
    if row.article:
        by = f"按{words.clause(row.article)}，{row.working}"
    off = f"扣 {words.amount(official.times(-1))}" if row.deducts else f"是 {words.amount(official)}"
    difference = words.signed_yuan(row.difference or official)
    asks: dict[str, str] = {}
    # One question of a kind is enough, and what only may be is left out where something fits exactly.
    for cause in [cause for cause in row.causes if cause.rank[0] < 5] or row.causes:
        asks.setdefault(cause.kind, cause.asks(policy))
    return f"{row.label}：{by}；发放表上{off}，相差 {difference}。{''.join([*asks.values()][:2])}"
