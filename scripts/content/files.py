"""The names of a county's files, and the order in which an officer changes them for a new text."""

SOURCE, ARTICLES, MEASURE, WORKERS = "source.txt", "articles.toml", "measure.toml", "workers.toml"
PARAMETERS, FIGURES, INPUTS, PAY = "parameters.toml", "figures.toml", "inputs.toml", "pay.toml"
ELIMINATION, READINGS, CONSEQUENCES = "elimination.toml", "readings.toml", "consequences.toml"
SHEET, PAGES, QUESTIONS, GLOSSARY = "sheet.toml", "pages.toml", "faq.toml", "glossary.toml"
DUTIES, TRAINERS, REVIEW = "duties.toml", "trainers.toml", "review.toml"
CATEGORIES = "categories"  # a folder
EXAMPLES, PROOFS, VERSIONS = "examples.toml", "proofs.toml", "versions.toml"

# The order of policy/README.md. An edition is saved with all of them but the categories.
ORDER = (
    *(SOURCE, ARTICLES, MEASURE, WORKERS, PARAMETERS, FIGURES, INPUTS, PAY, ELIMINATION, READINGS),
    *(CONSEQUENCES, SHEET, PAGES, QUESTIONS, GLOSSARY, DUTIES, TRAINERS, REVIEW, CATEGORIES),
    *(EXAMPLES, PROOFS),
)
