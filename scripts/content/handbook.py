"""The handbook: the policy and the texts of the pages, loaded and checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from calculator.errors import PolicyError, Problem
from calculator.loading.checks import check
from calculator.loading.folder import DEFAULT_FOLDER, FILES, stamped
from calculator.loading.rows import TWICE
from calculator.packing import pack
from calculator.policy import Policy, build
from calculator.versions import Editions
from scripts.content import files
from scripts.content.categories import PARAGRAPH
from scripts.content.checked import check_content, check_earlier, check_guards, check_sentences, check_text
from scripts.content.entries import DANGER, PARTS, SPOKEN, SPOKEN_FOLDER
from scripts.content.guards.figures import check_used
from scripts.content.guards.folder import category_files
from scripts.content.guards.kept import answered, sealed_tables
from scripts.content.guards.proofs import proved
from scripts.content.months import Earlier, texts_of
from scripts.content.pages import FILE_OF, printed_pages
from scripts.content.placeholders import filled
from scripts.content.reading import parse, read
from scripts.content.rows import Table
from scripts.content.shapes import check_shapes
from scripts.content.told import told_of

GUARD_FILES = (files.FIGURES, files.VERSIONS)


@dataclass(frozen=True, slots=True)
class Handbook:
    """Everything that the pages print: the policy and the texts around it; `files` are the tables as read."""

    folder: Path
    editions: Editions
    policy: Policy
    pages: Mapping[str, str]
    said: Table
    kept: Policy | None
    versions: Table
    packed: str
    article_tables: Table
    duties: Sequence[Table]
    categories: Sequence[Table]
    examples: Sequence[Table]
    review: Table
    consequences: Table
    terms: Sequence[Table]
    questions: Sequence[Table]
    steps: Sequence[Table]
    sheet: Table
    danger: Table
    spoken: Table
    files: Mapping[str, Table]
    earlier: Mapping[str, Earlier]
    told: Mapping[str, Table]

    @property
    def title(self) -> str:
        """Return the title of the handbook, with the county."""
        return f"{self.policy.measure['county']}网格员手册"

    @property
    def description(self) -> str:
        """Return in one sentence what the handbook has."""
        parts = {"duties": "职责、", "categories": "上报类别、", "review": "和复审说明"}
        duties, categories, review = (part if page in self.pages else "" for page, part in parts.items())
        county = self.policy.measure["county"]
        return f"{county}网格员的{duties}{categories}补助计算{review}，每个数都注明条款"

    @property
    def items(self) -> dict[str, Table]:
        """Return all category items by clause key, in the order of the text."""
        return {item["article"]: item for each in self.categories for item in each["items"]}

    def text_of(self, item: Table) -> str:
        """Return the text of an item's clause; in a paragraph, the item's part of it."""
        if "quote" not in item:
            text: str = self.policy.text[item["article"]]
            return text
        category = self.category_of(item)
        paragraph = self.policy.text[f"{category['article']}.{PARAGRAPH}"]
        last = category["items"][-1]["quote"]
        gap = "" if item["quote"] == last else "……"
        return f"{item['quote']}{gap}{paragraph.partition(last)[2]}"

    def clause_of(self, item: Table) -> str:
        """Return the name of an item's clause; in a paragraph it has no number, so its name has its words."""
        if "quote" not in item:
            return self.policy.clause(item["article"])
        return f"{self.policy.clause(self.category_of(item)['article'])}“{item['quote']}”"

    def category_of(self, item: Table) -> Table:
        """Return the category of an item."""
        return next(each for each in self.categories if item["article"].rpartition(".")[0] == each["article"])


def load(folder: Path = DEFAULT_FOLDER) -> Handbook:
    """Load and check a county's folder with all texts; raise PolicyError with every problem."""
    problems: list[Problem] = []
    pages = printed_pages(folder)
    categories = category_files(folder) if "categories" in pages else []
    told = (files.PAGES, *(file for page, file in FILE_OF.items() if page in pages))
    wanted = (*FILES, *told, *GUARD_FILES, *categories)
    parsed = parse(read(folder, problems, wanted), problems)
    shaped = {file: table for file, table in parsed.items() if file in (*FILES, *GUARD_FILES)}
    check_shapes(shaped, problems)
    problems = check_text(folder, parsed, problems)
    before = len(problems)
    check({file: parsed[file] for file in FILES if file in parsed}, problems)
    if len(problems) > before:
        from scripts.content.guards.followers import told_once  # loaded only if there are problems

        problems = told_once(problems)
    wrong = [each.file for each in problems]
    engine = set(FILES) & {*wrong, *(set(FILES) - parsed.keys())}
    policy = None if engine else build(parsed)
    # A wrong amount also causes problems in readings, so the guards run without readings too.
    readable = files.READINGS in parsed and engine <= {files.READINGS}
    plain = policy or (build({**parsed, files.READINGS: {"readings": []}}) if readable else None)
    # Sentences that name a worker type, or an id that two rows have, cannot be judged.
    twice = {each.file for each in problems if each.message == TWICE}
    unread = set(wanted) - parsed.keys() | ({files.WORKERS} & set(wrong)) | twice
    spoken = parse(read(SPOKEN_FOLDER, problems, (DANGER, SPOKEN)), problems)
    content = {file: table for file, table in parsed.items() if file not in shaped} | spoken
    if files.ARTICLES in parsed:
        check_content(parsed, content, policy, problems, unread, list(pages))
    guarded = set(GUARD_FILES) <= parsed.keys() - set(wrong)
    sound = len(problems)
    version = parsed.get(files.MEASURE, {}).get("version", "")
    earlier = sealed_tables(folder, version, parsed[files.VERSIONS] if guarded else {}, problems)
    kept = None
    if plain is not None and len(problems) == sound:
        earlier = answered(folder, earlier, parsed, problems)
    before_it = {name: build(tables) for name, tables in earlier.items()} if len(problems) == sound else {}
    if plain is not None and len(problems) == sound and guarded:
        kept = check_guards(folder, parsed, plain, before_it, problems)
        problems += check_earlier(earlier, before_it, parsed[files.VERSIONS])
        # A reading whose patch has no effect because of a mistake already reported is not reported.
        slips = [
            "{}.{}.".format(*each.key.split(".")) for each in problems[sound:] if each.key.count(".") > 1
        ]
        problems = [
            each
            for each in problems
            if each.file != files.READINGS or not any(slip in each.message for slip in slips)
        ]
        # A mistake in another file also causes problems in readings and examples.
        problems = proved(folder, plain, list(before_it.values()), (files.READINGS, files.EXAMPLES), problems)
        problems = problems or list(check_used(parsed, plain))
        # A wrong rule also causes problems in sentences, so sentences are checked last.
        problems = problems or check_sentences({**parsed, DANGER: spoken[DANGER]}, plain, pages)
    if problems or policy is None:
        # Loaded only if there are problems.
        from scripts.content.guards.followers import only_causes

        raise PolicyError(only_causes(problems, next(reversed(before_it.values()), None)))
    tables = stamped([*earlier.values(), parsed])
    editions = Editions(map(build, tables))
    return Handbook(
        folder=folder,
        editions=editions,
        policy=editions.newest,
        pages=pages,
        said=filled(parsed[files.PAGES], policy),
        kept=kept,
        versions=parsed[files.VERSIONS],
        packed=pack({"editions": tables}),
        article_tables=parsed[files.ARTICLES],
        duties=parsed.get(files.DUTIES, {}).get("duties", []),
        categories=sorted(
            ({**parsed[file], "file": file} for file in categories), key=lambda each: each["article"]
        ),
        examples=parsed[files.EXAMPLES]["examples"],
        review=parsed.get(files.REVIEW, {"steps": []}),
        consequences=filled(parsed.get(files.CONSEQUENCES, dict.fromkeys(PARTS, ())), policy),
        terms=filled(parsed.get(files.GLOSSARY, {}).get("terms", []), policy),
        questions=filled(parsed.get(files.QUESTIONS, {}).get("questions", []), policy),
        steps=filled(parsed.get(files.TRAINERS, {}).get("steps", []), policy),
        sheet=filled(parsed.get(files.SHEET, {"rows": [], "facts": []}), policy),
        danger=spoken[DANGER],
        spoken=spoken[SPOKEN],
        files=parsed,
        earlier=texts_of(folder, editions, earlier),
        told=told_of(folder, editions, earlier),
    )
