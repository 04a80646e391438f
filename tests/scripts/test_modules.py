"""The calculator's scripts are few and short, and every page knows their names."""

import re
from pathlib import Path

import pytest

from calculator.errors import ProjectError
from scripts import modules
from scripts.bootstrap import node_command


def test_the_page_asks_for_scripts_whose_names_follow_their_content(site: Path) -> None:
    page = (site / modules.PAGE).read_text(encoding="utf-8")
    early, entry = re.findall(r'<script (?:type="module" )?src="\.\./assets/js/([0-9a-f]{16}/\w+\.js)"', page)
    assert (early.partition("/")[2], entry.partition("/")[2]) == ("early.js", "calculator.js")
    folder = (site / modules.FOLDER / entry).parent
    assert {"early.js", "calculator.js", "worker.js"} < {path.name for path in folder.iterdir()}
    # The worker is asked for by the script beside it.
    assert '"./worker.js",import.meta.url' in (folder / "calculator.js").read_text(encoding="utf-8")


def test_other_pages_name_what_is_there(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        told = re.findall(rf'<meta name="{modules.META}" content="([^"]+)">', path.read_text("utf-8"))
        assert len(told) == (path != site / modules.PAGE), path
        for name in " ".join(told).split():
            assert (site / modules.FOLDER / name).is_file(), (path, name)


def test_scripts_that_no_page_asks_for_are_not_there(site: Path) -> None:
    left = {
        path.relative_to(site / modules.FOLDER).as_posix() for path in (site / modules.FOLDER).rglob("*.js")
    }
    assert {name for name in left if "/" not in name} == {
        "ahead.js",
        "finder.js",
        "handbook.js",
        "trusted.js",
    }


def test_a_script_that_cannot_be_read_stops_the_build(tmp_path: Path) -> None:
    folder = tmp_path / modules.FOLDER
    folder.mkdir(parents=True)
    (folder / modules.ENTRY).write_text("import { no } from './nowhere.js';", encoding="utf-8")
    with pytest.raises(ProjectError, match=r"网页脚本没有合好：.*nowhere"):
        modules.join(tmp_path, node_command())
