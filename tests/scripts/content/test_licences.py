"""Licences of packages by others: each has one in the table, and it is the one that the package states."""

import importlib.metadata
import json
import re
import shutil
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError
from pathlib import Path

import pytest

from calculator.errors import ProjectError
from scripts.content.components import LICENCES, NPM_LOCK, PYTHON_LOCKS, licences, locked
from scripts.setup.bootstrap import ROOT

# Words of each licence in small letters, without commas; those of BSD with two clauses are in the other too.
WORDS = {
    "Apache-2.0": "apache license version 2.0",
    "BSD-2-Clause": "redistribution and use in source and binary forms",
    "BSD-3-Clause": "endorse or promote products derived from this software",
    "ISC": "distribute this software for any purpose with or without fee",
    "MIT": "permission is hereby granted free of charge to any person obtaining a copy",
    "MPL-2.0": "mozilla public license",
    "PSF-2.0": "python software foundation license version 2",
}
THEME = Path(str(importlib.metadata.distribution("mkdocs-material").locate_file("material/templates")))
ABOUT = (ROOT / "scripts" / "pages" / "templates" / "about.md.j2").read_text("utf-8")
# The theme's collections of icons, as the page names them.
COLLECTIONS = {
    "material": "| Material Design Icons | Apache-2.0 |",
    "octicons": "| Octicons | MIT |",
    "fontawesome": "| Font Awesome | CC-BY-4.0 |",
    "simple": "Simple Icons",
}


def installed() -> Iterator[tuple[Distribution, str]]:
    """Yield the listed packages that this machine has, with the licence the table gives them."""
    for name, licence in licences().items():
        try:
            yield importlib.metadata.distribution(name), licence
        except PackageNotFoundError:
            continue  # only for another system or another Python


def carried(package: Distribution) -> set[str]:
    """Return which licences the texts are that a package carries, by their words."""
    names = re.compile(r"\.dist-info/(?:licenses/)?[^/]*(?:licen[sc]e|copying)[^/]*$", re.IGNORECASE)
    files = [Path(str(each.locate())) for each in package.files or [] if names.search(str(each))]
    text = " ".join(file.read_text("utf-8", errors="replace") for file in files)
    bare = re.sub(r"[\s,]+", " ", text.lower())
    found = {licence for licence, words in WORDS.items() if words in bare}
    return found - {"BSD-2-Clause"} if "BSD-3-Clause" in found else found


def test_every_locked_package_has_a_licence_wherever_the_list_is_made() -> None:
    """The list needs no installed package, and the table has no package that is not in a lock."""
    parts = locked()
    assert len(parts) > 100
    assert [part.name for part in parts if not part.licence] == []
    table = tomllib.loads((ROOT / LICENCES).read_text("utf-8"))
    named = [name for names in table.values() for name in names]
    assert sorted(named) == sorted({part.name for part in parts if part.registry == "pypi"})


def test_the_table_says_what_the_packages_state_themselves() -> None:
    wrong: list[str] = []
    seen = 0
    for package, licence in installed():
        seen += 1
        stated = package.metadata.get_all("License-Expression")
        if not stated and (found := carried(package)):
            right = found == set(re.split(" AND | OR ", licence))
        else:
            right = [licence] == (stated or package.metadata.get_all("License"))
        wrong += [] if right else [f"{package.name}: {licence}"]
    assert wrong == []
    assert seen > 80


@pytest.mark.parametrize(
    ("file", "old", "package"), [(LICENCES, '"six", ', "six"), (NPM_LOCK, '"license": "ISC"', "idb")]
)
def test_a_package_without_a_licence_stops_the_list(
    tmp_path: Path, file: str, old: str, package: str
) -> None:
    for name in (*PYTHON_LOCKS, LICENCES, NPM_LOCK):
        shutil.copyfile(ROOT / name, tmp_path / name)
    text = (tmp_path / file).read_text("utf-8")
    assert text.count(old) == 1
    (tmp_path / file).write_text(text.replace(old, '"x": ""' if file == NPM_LOCK else ""), "utf-8")
    with pytest.raises(ProjectError, match=rf"^{file} 里没有软件包 {package} 的许可"):
        locked(tmp_path)


def test_the_page_names_what_the_themes_scripts_are_made_of() -> None:
    """By the maps the theme ships beside its scripts; the search's languages are scripts of their own."""
    sources = [json.loads(path.read_text("utf-8"))["sources"] for path in THEME.rglob("*.js.map")]
    made_of = {match[1] for each in sources for match in re.finditer(r"node_modules/([^/\"]+)/", str(each))}
    assert {"lunr", "rxjs"} <= made_of
    assert [name for name in made_of if name not in ABOUT.lower()] == []
    assert list(THEME.rglob("lunr.zh.min.js"))
    assert "| lunr-languages | MPL-1.1 |" in ABOUT


def test_the_page_names_where_the_icons_are_from() -> None:
    """Those of the theme's style sheet, and those the site's own settings ask for."""
    (sheet,) = THEME.glob("assets/stylesheets/main.*.css")
    drawn = set(re.findall(r"<path d='([^']+)'", sheet.read_text("utf-8")))
    assert len(drawn) > 20
    chosen = re.findall(r"icon: (\w+)/|logo: (\w+)/", (ROOT / "mkdocs.yml").read_text("utf-8"))
    used = {name for pair in chosen for name in pair if name}
    for path in (THEME / ".icons").rglob("*.svg"):
        if drawn & set(re.findall(r' d="([^"]+)"', path.read_text("utf-8"))):
            used.add(path.relative_to(THEME / ".icons").parts[0])
    assert used == {"material", "octicons", "fontawesome"}
    assert [name for name, words in COLLECTIONS.items() if (name in used) != (words in ABOUT)] == []
