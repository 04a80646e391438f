"""figures.toml: how the text writes each number; check that the tables have the same numbers."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from calculator import clauses
from calculator.errors import Problem
from calculator.loading.text import within
from calculator.money import Literal
from calculator.month import Month
from calculator.parameters import ALL_WORKERS, FROM, UNLIMITED, Parameter, Row, in_force, number
from calculator.policy import Policy
from scripts.content import files
from scripts.content.rows import Problems, Table, parts, texts

_PLACE, _OTHER, _NUMBER = "{}", "…", "[0-9]+(?:[.][0-9]+)?"
_A_NUMBER, _MARKS = re.compile(_NUMBER), re.compile(r"(\{\}|…)")
# A text may have full-width digits.
_NARROW = str.maketrans("０１２３４５６７８９．", "0123456789.")
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
# The files whose tables name numbers, and their keys that name something else.
_USING = (files.PAY, files.READINGS, files.ELIMINATION, files.PAGES)
_OTHER_IDS = ("id", "covers", "most_of")
_BEGINS = re.compile("日起(试行|施行)")
_NUMERAL = re.compile(r"[\d零一二两三四五六七八九十百]+")


def check_figures(table: Table, policy: Policy, problems: Problems) -> None:
    """Note each number of parameters, grounds and readings that differs from the text."""
    parameters = policy.tables.parameters
    if misnamed := list(_misnamed(table, policy)):
        problems += misnamed
        return
    slips: set[str] = set()
    before = len(problems)
    # Numbers with `same_as` come last: if the other number is wrong, they are not reported.
    for key in sorted(parameters, key=lambda each: all("same_as" in form for form in table[each].values())):
        parameter = policy.tables.parameter(key)
        row = in_force(parameter.values, policy.first)  # the row that the text states
        where = f"parameters.{key}.values[{list(parameter.values).index(row)}]"
        found = {}
        for worker in policy.workers:
            form = table[key][worker if worker in table[key] else ALL_WORKERS]
            here = f"{where}.{worker if worker in row else ALL_WORKERS}"
            wrong = _wrong(table[key], parameter, row, worker, policy, here)
            if wrong and form.get("same_as", "").partition(".")[0] not in slips:
                slips.add(key)
                found[wrong.key] = wrong
        problems += found.values()
        form = table[key].get(ALL_WORKERS, {})
        if "not_in_text" in form and len(found) == len(policy.workers):
            # If no worker type has the number, the entry is as likely to be wrong as the row.
            del problems[-len(found) :]
            values = {str(row.get(each, row.get(ALL_WORKERS))): None for each in policy.workers}
            both = (
                f"写的是 {form['not_in_text']}，parameters.toml 里是 {'、'.join(values)}"
                f"（{form['why']}）；两处有一处写错了"
            )
            problems.append(Problem(files.FIGURES, f"{key}.{ALL_WORKERS}.not_in_text", both))
    problems += _clauses(policy) if len(problems) == before else []
    problems += check_told(policy)


def check_used(parsed: Mapping[str, Any], policy: Policy) -> Iterator[Problem]:
    """Yield a problem for each number with which nothing is computed and that no table of a page has.

    A number in a sentence does not count: what the sentence says would hold for nobody.
    """
    used = {said for file in _USING if file in parsed for _, said in texts(parsed[file], _OTHER_IDS)}
    used |= {key for each in used for key in each.split(".")[1:2]}
    for key, row in policy.tables.parameters.items():
        if key not in used:
            wrong = f"没有一处用到「{row['label']}」：看是不是该用它的地方写成了别的数；真的用不上，删掉"
            yield Problem(files.PARAMETERS, f"parameters.{key}", wrong)


def check_told(policy: Policy) -> list[Problem]:
    """Return the problems of days, bodies, grounds and readings beside the text."""
    return [*_beginning(policy), *_bodies(policy), *_grounds(policy), *_readings(policy)]


def _misnamed(table: Table, policy: Policy) -> Iterator[Problem]:
    """Yield a problem for each missing entry, and each unknown number or worker type."""
    parameters = policy.tables.parameters
    yield from (Problem(files.FIGURES, key, "不认得这个键") for key in table if key not in parameters)
    for key in parameters:
        if key not in table:
            yield Problem(files.FIGURES, key, "缺这个键")
        elif set(table[key]) not in ({ALL_WORKERS}, set(policy.workers)):
            wrong = f"要写 {ALL_WORKERS}，或者 {'、'.join(policy.workers)} 各写一个"
            yield Problem(files.FIGURES, key, wrong)
        for name, form in table.get(key, {}).items():
            other, _, worker = form.get("same_as", key).partition(".")
            if other not in parameters or worker not in ("", *policy.workers):
                yield Problem(files.FIGURES, f"{key}.{name}.same_as", f"没有这个数：{form['same_as']}")


def _wrong(
    entry: Table, parameter: Parameter, row: Row, worker: str, policy: Policy, here: str
) -> Problem | None:
    """Return what is wrong with a number, which is `here` in its file, or with its entry."""
    name = worker if worker in entry else ALL_WORKERS
    form, unit = entry[name], parameter.unit
    given = row.get(worker, row.get(ALL_WORKERS))
    own = number(given, unit)
    if "same_as" in form:
        other, _, of = form["same_as"].partition(".")
        known = policy.tables.parameter(other).at(Month.of(row[FROM]), of or worker)
        wrong = f"要和 {form['same_as']} 相同（{form['why']}），这里是 {given}"
        return None if own == known else Problem(files.PARAMETERS, here, wrong)
    if "not_in_text" in form:
        known = form["not_in_text"]
        same = own == (None if known == UNLIMITED else number(known, unit))
        wrong = f"{form['why']}，是 {known}，这里是 {given}；真的改了，先改 {files.FIGURES}"
        return None if same else Problem(files.PARAMETERS, here, wrong)
    clause = policy.text[parameter.article].translate(_NARROW)
    found = _found(form["text"], clause)
    if found is None:
        elsewhere = next((key for key, says in policy.text.items() if _found(form["text"], says)), "")
        if elsewhere:
            wrong = f"「{form['text']}」写在 {elsewhere}，这里写的是 {parameter.article}；改成 {elsewhere}"
            return Problem(files.PARAMETERS, f"parameters.{parameter.id}.article", wrong)
        said = f"{policy.clause(parameter.article)}里没有「{form['text']}」这样的话；条文改了，照新条文改这里"
        return Problem(files.FIGURES, f"{parameter.id}.{name}", said)
    told = number(Literal(found[1]) if unit == "yuan" else int(found[1]), unit)
    clause = policy.clause(parameter.article)
    wrong = f"{clause}写的是「{found[0]}」，这里是 {given}；照原文改回，改金额另加一行"
    return None if own == told else Problem(files.PARAMETERS, here, wrong)


def _found(said: str, clause: str) -> tuple[str, str] | None:
    """Return the part of a clause that fits a form, and its number; None if there is none.

    >>> _found("扣{}元，至{}", "扣10元"), _found("每…条{}元", "至少每20条7.5元，")
    (None, ('每20条7.5元', '7.5'))
    """
    head, *rest = _MARKS.split(said)
    start = clause.find(head)
    while start >= 0:
        place, told = start + len(head), ""
        for mark, words_behind in zip(rest[::2], rest[1::2], strict=True):
            number = _A_NUMBER.match(clause, place)
            if number is None or not clause.startswith(words_behind, number.end()):
                break
            told = number[0] if mark == _PLACE else told
            place = number.end() + len(words_behind)
        else:
            return clause[start:place], told
        start = clause.find(head, start + 1)
    return None


def _beginning(policy: Policy) -> Iterator[Problem]:
    """Yield a problem if the clause on the first day in force names another day, or begins otherwise."""
    clause, day = policy.measure["in_force_article"], policy.in_force
    said = policy.text[clause]
    if _DAY.search(said) and f"{day.year}年{day.month}月{day.day}日" not in said:
        wrong = f"{policy.clause(clause)}写的是「{said}」，这里是 {day}"
        yield Problem(files.MEASURE, "in_force_from", wrong)
    begins = _BEGINS.search(said)
    if begins and not policy.begins.endswith(begins[1]):
        wrong = (
            f"{policy.clause(clause)}写的是「{said}」，页面上会写「{policy.begins}」；照原文写「{begins[1]}」"
        )
        yield Problem(files.MEASURE, "begins_as", wrong)


def _bodies(policy: Policy) -> Iterator[Problem]:
    """Yield a problem for each body that its clause does not name."""
    for who in ("interpreter", "assessor", "reviewer"):
        name, clause = policy.measure[who], policy.measure[f"{who}_article"]
        if not any(name in says for key, says in policy.text.items() if within(key, clause)):
            wrong = f"{policy.clause(clause)}里没有「{name}」"
            yield Problem(files.MEASURE, f"{who}_article", wrong)


def _clauses(policy: Policy) -> Iterator[Problem]:
    """Yield a problem for each rule and ceiling whose clause and numbers do not belong together.

    A number of another clause may have the same value today, but it is the price of something else.
    """
    known = policy.tables.parameters
    for table in ("rules", "scores", "shares", "ceilings"):
        for key, row in getattr(policy.tables, table).items():
            its = {
                each: (name, known[each]["article"])
                for part in parts(row)
                for name, each in part.items()
                if str(each) in known
            }
            clauses = {clause for _, clause in its.values()}
            if its and row["article"] not in clauses:
                wrong = f"它的数写在 {'、'.join(sorted(clauses))}，这里写的是 {row['article']}"
                yield Problem(files.PAY, f"{table}.{key}.article", wrong)
                continue
            if table in ("scores", "shares"):
                continue  # a score may count against the quota of another clause
            told = (row["article"], *row.get("also", ()))
            for each, (name, clause) in its.items():
                if clause not in told:
                    wrong = f"{each} 是 {clause} 的数，这一行是 {'、'.join(told)} 的；看是不是用错了数"
                    yield Problem(files.PAY, f"{table}.{key}.{name}", wrong)


def _grounds(policy: Policy) -> Iterator[Problem]:
    """Yield a problem for each ground whose number is not in its quote."""
    for key, ground in policy.grounds.items():
        if "times" not in ground:
            continue
        row = in_force(ground["times"], Month.of(policy.in_force))
        if not _said_in(ground["quote"], row[ALL_WORKERS]):
            where = f"grounds.{key}.times[{ground['times'].index(row)}].{ALL_WORKERS}"
            wrong = f"引的原文是「{ground['quote']}」，这里是 {row[ALL_WORKERS]}"
            yield Problem(files.ELIMINATION, where, wrong)


def _said_in(sentence: str, count: int) -> bool:
    """Tell whether a sentence says a whole number, in figures or in Chinese.

    >>> _said_in("连续两次", 2), _said_in("年累计三次", 3), _said_in("十三次", 3), _said_in("20次", 2)
    (True, True, False, False)
    """
    ways = {str(count), clauses.numeral(count), *("两" * (count == 2))}
    return not ways.isdisjoint(_NUMERAL.findall(sentence))


def _readings(policy: Policy) -> Iterator[Problem]:
    """Yield a problem for each number that a reading's patch has and its label does not."""
    for reading in policy.readings.values():
        for option in reading.options.values():
            said = {Decimal(each) for each in re.findall(_NUMBER, option.label)}
            for patch in option.patches:
                if isinstance(patch.value, bool) or not isinstance(patch.value, int | Literal):
                    continue
                if patch.value != 0 and Decimal(patch.value) not in said:
                    wrong = f"这种理解的话里没有 {patch.value} 这个数，改的却是 {patch.at} = {patch.value}"
                    yield Problem(files.READINGS, f"readings.{reading.id}.{option.id}", wrong)
