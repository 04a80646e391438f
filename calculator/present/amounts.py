"""Amounts, counts, clauses and the policy as the contract names them."""

from calculator import words
from calculator.money import Span, yuan
from calculator.policy import Policy


def span(value: Span) -> dict[str, str]:
    """Return a span of 分 as yuan."""
    return {"min": yuan(value.least), "max": yuan(value.most)}


def rate(value: Span | None) -> str | dict[str, str] | None:
    """Return a price in 分 as yuan, a span where it is none, None where there is no price."""
    if value is None:
        return None
    return yuan(value.least) if value.exact else span(value)


def count(value: Span | None) -> int | dict[str, int] | None:
    """Return a count, a span of counts, or None where nothing is counted."""
    if value is None:
        return None
    return value.least if value.exact else {"min": value.least, "max": value.most}


def clause(key: str) -> dict[str, str]:
    """Return a place of the measures as a name and an anchor on the full-text page."""
    return {"name": words.clause(key), "anchor": words.anchor(key)}


def policy(value: Policy) -> dict[str, str]:
    """Return which policy a result rests on."""
    measure = value.measure
    return {
        "id": measure["id"],
        "title": measure["title"],
        "version": measure["version"],
        "in_force_from": str(measure["in_force_from"]),
    }


def edition_note(rests_on: Policy, now: Policy) -> str:
    """Return which earlier edition a result rests on; empty where it is the present one."""
    if rests_on is now:
        return ""
    return f"按 {rests_on.measure['version']} 版政策数据算；现行的是 {now.measure['version']} 版。"
