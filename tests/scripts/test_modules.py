"""The calculator's page names all its modules, and the other pages do so for whoever fetches them ahead."""

import re
from pathlib import Path

from scripts import modules


def test_modules_are_found_through_modules() -> None:
    texts = {
        "page.js": 'import { a } from "./a.js";\nimport "./b.js";\nawait import("./later.js");',
        "a.js": '// a\nimport {\n  c,\n} from "./v/c.js";\nexport function f() { one(".x", "./no.js"); }',
        "b.js": 'export * from "./a.js";',
        "v/c.js": 'import "../a.js";',
    }
    assert modules.imported("page.js", texts.__getitem__) == ["page.js", "a.js", "b.js", "v/c.js"]


def test_the_pages_name_what_is_there(site: Path) -> None:
    page = (site / modules.PAGE).read_text(encoding="utf-8")
    named = re.findall(r'<link rel="modulepreload" href="\.\./assets/js/([^"]+)">', page)
    assert {"engine.js", "vendor/idb.js"} <= set(named)
    assert len(named) == len(set(named))
    told = f'<meta name="{modules.META}" content="early.js worker.js calculator.js {" ".join(named)}">'
    for path in site.rglob("*.html"):
        assert (told in path.read_text(encoding="utf-8")) == (path != site / modules.PAGE), path
