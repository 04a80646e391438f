"""`build`: make the site in site/."""

from scripts.setup.bootstrap import ROOT
from scripts.verbs.arguments import read

_USAGE = """用法：python3 -m scripts build [文件夹]

生成一个县的网站，放在 site/；不写文件夹，用 policy/daning。"""


def run(argv: list[str]) -> int:
    """Build a county's site into site/ and print where it is."""
    asked = read(argv, _USAGE)
    from scripts.site.build import SITE, build

    build(county=asked.county)
    print(f"网站在 {SITE.relative_to(ROOT)}/")
    return 0
