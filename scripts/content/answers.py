"""glossary.toml, faq.toml and trainers.toml: words explained, questions answered, a session prepared."""

from collections.abc import Sequence

from calculator.errors import Problem
from calculator.schema import ascii_id, check_names, check_rows, clause_in, flag, list_of, text
from scripts.content.placeholders import sentence
from scripts.content.rows import Problems, Table, check_once, keys, place_on

GLOSSARY, QUESTIONS, TRAINERS = "glossary.toml", "faq.toml", "trainers.toml"


def check_answers(parsed: Table, places: Table, pages: Sequence[str], problems: Problems) -> None:
    """Note what is wrong."""
    told, clause, page = sentence(parsed), clause_in(places), place_on(pages)
    term = {"id": ascii_id, "term": text, "means": told, "article?": clause, "ours": flag}
    check_names(parsed[GLOSSARY], ("terms",), GLOSSARY, problems)
    for row in check_rows(parsed, GLOSSARY, "terms", term, problems):
        if row["ours"] == ("article" in row):
            wrong = "本站自己的说法不写 article，办法里的词要写"
            problems.append(Problem(GLOSSARY, f"terms.{row['id']}", wrong))
    question = {
        "id": ascii_id,
        "question": told,
        "answer": told,
        "articles": list_of(clause),
        "see": list_of(page),
        "advice": flag,
        "keywords": list_of(text, 1),
        "danger?": flag,
    }
    check_names(parsed[QUESTIONS], ("questions",), QUESTIONS, problems)
    check_rows(parsed, QUESTIONS, "questions", question, problems)
    several = list_of(told, 1)
    step = {"title": text, "say": told, "ask": several, "answer": several, "links": list_of(page)}
    for file, name in ((GLOSSARY, "terms"), (QUESTIONS, "questions")):
        anchors = [key.replace("_", "-") for key in keys(parsed[file].get(name), "id")]
        check_once(file, name, anchors, problems)
    check_names(parsed[TRAINERS], ("steps",), TRAINERS, problems)
    for place, row in enumerate(check_rows(parsed, TRAINERS, "steps", step, problems)):
        if len(row["ask"]) != len(row["answer"]):
            problems.append(Problem(TRAINERS, f"steps[{place}].answer", "要和 ask 一样多，一问一答"))
