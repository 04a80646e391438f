"""Names that must differ, names that must fit the text, and the largest count of each input."""

from collections.abc import Iterable, Iterator, Mapping

from calculator.errors import Problem
from calculator.policy import Policy
from scripts.content import files
from scripts.content.rows import Table

# Limits of this project: less is too little for a busy month, more is a typing mistake.
_ROOM, _MOST = 100, 9999
_LEVEL = "级"


def check_names(policy: Policy) -> list[Problem]:
    """Return a problem for each repeated or exchanged name, and for each largest count out of range."""
    return list(_alike(policy)) or [*_bounds(policy), *_workers(policy), *_levels(policy)]


def check_titles(parsed: Mapping[str, Table], policy: Policy) -> Iterator[Problem]:
    """Yield a problem if the measures are called otherwise than in their text."""
    title, own = parsed[files.ARTICLES]["title"], policy.measure["title"]
    if own != title:
        wrong = f"articles.toml 里的名称是「{title}」，这里是「{own}」；照原文改"
        yield Problem(files.MEASURE, "title", wrong)


def _alike(policy: Policy) -> Iterator[Problem]:
    """Yield a problem for each name that two rows have."""
    tables = policy.tables
    for file, what, name, rows in (
        (files.WORKERS, "workers", "name", policy.workers.values()),
        (files.WORKERS, "workers", "short", policy.workers.values()),
        (files.PARAMETERS, "parameters", "label", tables.parameters.values()),
        (files.PAY, "rules", "label", tables.rules.values()),
        (files.ELIMINATION, "grounds", "label", policy.grounds.values()),
    ):
        yield from _twice(file, what, name, ((row["id"], row[name]) for row in rows))
    # The ledger's table has a column for each input and fact, with the label as heading.
    labels = {f"inputs.{key}": item.label for key, item in policy.inputs.items()}
    labels |= {f"facts.{key}": fact.label for key, fact in policy.facts.items()}
    yield from _twice(files.INPUTS, "", "label", labels.items())
    for key, fact in policy.facts.items():
        options = ((each["id"], each["label"]) for each in fact.options)
        yield from _twice(files.INPUTS, f"facts.{key}.options", "label", options)


def _bounds(policy: Policy) -> Iterator[Problem]:
    """Yield a problem for each largest count that is out of range."""
    bounds = [(f"inputs.{key}.max", item.max) for key, item in policy.inputs.items()]
    bounds += [(f"facts.{key}.max", fact.max) for key, fact in policy.facts.items() if fact.max]
    for key, most in bounds:
        if not _ROOM <= most <= _MOST:
            wrong = f"最大的次数要在 {_ROOM} 到 {_MOST} 之间，不然真的次数填不进去；照旁边的写"
            yield Problem(files.INPUTS, key, wrong)


def _twice(file: str, what: str, name: str, named: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for key, label in named:
        if label in seen:
            place = ".".join(part for part in (what, key, name) if part)
            yield Problem(file, place, f"和 {seen[label]} 的一样，都是「{label}」，分不开")
        seen.setdefault(label, key)


def _workers(policy: Policy) -> Iterator[Problem]:
    """Yield a problem for the first worker type whose names do not fit together."""
    for key, worker in policy.workers.items():
        name, short = worker["name"], worker["short"]
        if name not in worker["names_in_text"]:
            known = "、".join(worker["names_in_text"])
            wrong = f"「{name}」不在 names_in_text（{known}）里；看是不是写成了别的类型"
            # Two exchanged names are one mistake, so only the first is reported.
            yield Problem(files.WORKERS, f"workers.{key}.name", wrong)
            return
        if not name.startswith(short):
            wrong = f"「{short}」不是「{name}」开头的字；看是不是写成了别的类型"
            yield Problem(files.WORKERS, f"workers.{key}.short", wrong)
            return


def _levels(policy: Policy) -> Iterator[Problem]:
    """Yield a problem for each ground whose level is not in its quote, or whose levels are out of order."""
    for key, ground in policy.grounds.items():
        fact = policy.facts.get(str(ground.get("fact")))
        if fact is None or "from_level" not in ground:
            continue
        called = {each["id"]: each["label"] for each in fact.options}
        level = ground["from_level"]
        label = called.get(level, "").removesuffix(_LEVEL)
        if label not in ground["quote"]:
            wrong = (
                f"是 {level}，{files.INPUTS} 里叫「{called[level]}」，引的原文「{ground['quote']}」里没有"
                f"「{label}」；两处有一处写错了"
            )
            yield Problem(files.ELIMINATION, f"grounds.{key}.from_level", wrong)
        elif ground["levels"] != [each for each in called if each in ground["levels"]]:
            wrong = f"从低到高排，和 {files.INPUTS} 里的选项一样：{'、'.join(called)}"
            yield Problem(files.ELIMINATION, f"grounds.{key}.levels", wrong)
