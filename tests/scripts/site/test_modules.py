"""The calculator's scripts are few and short, and every page knows their names."""

import re
from pathlib import Path

import pytest

from calculator.errors import ProjectError
from scripts.setup.bootstrap import node_command
from scripts.site import modules
from scripts.site.compressed import compressed

# The words of danger and the answers, which a slow line has to bring before the finder can be used.
FINDER_BYTES = 20_000


def test_the_page_asks_for_scripts_whose_names_follow_their_content(site: Path) -> None:
    page = (site / modules.PAGE).read_text(encoding="utf-8")
    asked = re.findall(r'<script (?:type="module" )?src="\.\./assets/js/([0-9a-f]{16}/\w+\.js)"', page)
    entry = asked[2]
    assert [name.partition("/")[2] for name in asked] == [
        "trusted.js",
        "early.js",
        "calculator.js",
        "site.js",
    ]
    assert len({name.partition("/")[0] for name in asked}) == 1
    folder = (site / modules.FOLDER / entry).parent
    assert {"early.js", "calculator.js", "worker.js"} < {path.name for path in folder.iterdir()}
    # The worker is asked for by the script beside it.
    assert '"./worker.js",import.meta.url' in (folder / "calculator.js").read_text(encoding="utf-8")


def test_other_pages_name_existing_scripts_beside_their_own(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        page = path.read_text("utf-8")
        told = re.findall(rf'<meta name="{modules.META}" content="([^"]+)">', page)
        assert len(told) == (path != site / modules.PAGE), path
        (named,) = re.findall(r'<script src="[./]*assets/js/([0-9a-f]{16})/site\.js" defer', page)
        for name in " ".join(told).split():
            assert (site / modules.FOLDER / named / name).is_file(), (path, name)


@pytest.mark.parametrize("name", ["index.html", "categories/index.html"])
def test_what_a_page_has_for_the_finder_before_its_use_is_little(
    site: Path, tmp_path: Path, name: str
) -> None:
    (markup,) = re.findall(r'<div class="finder".*?</div>', (site / name).read_text("utf-8"), re.DOTALL)
    part = tmp_path / "finder.html"
    part.write_text(markup, encoding="utf-8")
    forms = compressed([part, modules.home(site) / modules.FINDER], node_command(), tmp_path / "cache")
    assert sum(each.brotli.stat().st_size for each in forms.values()) <= FINDER_BYTES


def test_no_script_is_outside_the_folder_named_by_its_content(site: Path) -> None:
    assert not [path for path in (site / modules.FOLDER).iterdir() if path.is_file()]


def test_a_script_that_cannot_be_read_stops_the_build(tmp_path: Path) -> None:
    folder = tmp_path / modules.FOLDER / "calculator"
    folder.mkdir(parents=True)
    (folder / modules.ENTRY).write_text("import { no } from './nowhere.js';", encoding="utf-8")
    with pytest.raises(ProjectError, match=r"网页脚本没有合好：.*nowhere"):
        modules.join(tmp_path, node_command(), {})


@pytest.mark.parametrize("settings", [None, '{"compilerOptions":{"alwaysStrict":false}}'])
def test_a_script_does_not_hang_on_where_the_site_is_built(tmp_path: Path, settings: str | None) -> None:
    # A project around the site, as around site/ here, or none, as around a site built elsewhere.
    if settings:
        (tmp_path / "tsconfig.json").write_text(settings, encoding="utf-8")
    source = tmp_path / "site"
    source.mkdir()
    (source / "worker.js").write_text("{ var kept = 1; postMessage(kept); }", encoding="utf-8")
    modules.esbuild(node_command(), source, ["worker.js"], source / "made")
    assert (source / "made" / "worker.js").read_text(encoding="utf-8").startswith('"use strict";')
