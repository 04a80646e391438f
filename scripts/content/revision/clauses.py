"""The clauses of two editions side by side: which moved, which changed, which are new, and which are gone."""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from calculator.clauses import stable
from calculator.policy import Policy
from scripts.content.revision.pair import Pair
from scripts.content.rows import Table

# A number is compared as a whole, the rest of a text by its characters.
_PART = re.compile(r"\d+(?:\.\d+)?|.", re.ASCII | re.DOTALL)
MOVED, CHANGED, NEW, GONE = "挪了位置", "改了", "新增", "取消"


class Clause(NamedTuple):
    """A clause that is not the same in both editions: its keys and its texts, empty where it is not there."""

    stable: str
    kind: str
    old_key: str
    new_key: str
    old: str
    new: str

    def pieces(self) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
        """Return both texts in pieces, each with whether only this text has it."""
        old, new = _PART.findall(self.old), _PART.findall(self.new)
        steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        return (
            [("".join(old[a:b]), what != "equal") for what, a, b, _, _ in steps if b > a],
            [("".join(new[c:d]), what != "equal") for what, _, _, c, d in steps if d > c],
        )


def clauses(pair: Pair) -> list[Clause]:
    """Return the clauses that differ, in the order of the new text; those that are gone keep their place."""
    old, new = _by_id(pair.old.policy), _by_id(pair.new.policy)
    found = []
    for key, now in new.items():
        before = old.get(key, "")
        said = pair.old.policy.text[before] if before else "", pair.new.policy.text[now]
        kind = NEW if not before else CHANGED if said[0] != said[1] else MOVED
        if kind != MOVED or before != now:
            found.append(Clause(key, kind, before, now, *said))
    order = list(old)
    for place, key in enumerate(order):
        if key not in new:
            last = next((each for each in reversed(order[:place]) if each in new), "")
            at = next((at + 1 for at, each in enumerate(found) if each.stable == last), None)
            gone = Clause(key, GONE, old[key], "", pair.old.policy.text[old[key]], "")
            found.insert(len(found) if at is None else at, gone)
    return found


@lru_cache(maxsize=4)
def _changed_keys(pair: Pair) -> tuple[set[str], set[str]]:
    """Return the keys of the old and of the new edition whose text differs, is new or is gone."""
    differing = [each for each in clauses(pair) if each.kind != MOVED]
    return {each.old_key for each in differing}, {each.new_key for each in differing}


def cited(pair: Pair, old: Table | None, new: Table | None) -> tuple[Policy, str, bool]:
    """Return the clause that a table cites, and whether a clause that it cites has another text."""
    before, after = _changed_keys(pair)
    keys_of = [{each["article"], *each.get("also", ())} if each else set[str]() for each in (old, new)]
    own, policy = (new, pair.new.policy) if new else (old or {}, pair.old.policy)
    stated = bool(keys_of[0] & before or keys_of[1] & after)
    return policy, own["article"], stated


def _by_id(policy: Policy) -> dict[str, str]:
    return {stable(policy, key): key for key in policy.text}
