"""A county whose measures are revised from 2027 on: clauses move, one is new, and one is gone."""

import re
from pathlib import Path

from tests.support.county import begun, copied

OLD, NEW = "2022-05-06", "2027-01-01"
# The sign-ins of 12.3 stand at 12.4 now, and 12.3 is new; two items change places; 14.4.6 is gone.
SIGN_INS = "登录“平安山西”APP进行签到，每月不低于20次，少一次扣10元。"
ADDED = "例会缺席的，记录在案。"
GONE = "其它引发各类事故隐患信息。"
IDS = """
[ids]
"12.3" = "12.3-2027"
"12.4" = "12.3"
"14.1.3" = "14.1.4"
"14.1.4" = "14.1.3"

"""


def renumbered(folder: Path) -> Path:
    """Copy the county's folder, keep its edition, and begin one with other numbers from 2027 on."""
    county = copied(folder)
    begun(county, NEW, NEW)
    (county / "editions" / OLD / "examples.toml").write_bytes((county / "examples.toml").read_bytes())
    for path in county.rglob("*.toml"):
        if "editions" in path.parts or path.name == "articles.toml":
            continue
        text = path.read_text("utf-8").replace("12.3", "12.4")
        text = re.sub(r"14\.1\.([34])", lambda found: f"14.1.{7 - int(found[1])}", text)
        text = text.replace(', "14.4.6"', "")
        path.write_text(text.partition('[[items]]\narticle = "14.4.6"')[0], "utf-8")
    persons, crimes = _items((county / "articles.toml").read_text("utf-8"))
    for name in ("articles.toml", "source.txt"):
        text = (county / name).read_text("utf-8")
        # Both end alike, so that the marks of faults stay where they are.
        for old, new in ((persons, "@"), (crimes, persons), ("@", crimes)):
            text = re.sub(_broken(old), new, text)
        if name == "articles.toml":
            text = text.replace(f'"12.3" = "{SIGN_INS}"', f'"12.3" = "{ADDED}"\n"12.4" = "{SIGN_INS}"')
            text = text.replace(f'"14.4.6" = "{GONE}"\n', "").replace("\n[[faults]]", f"{IDS}[[faults]]", 1)
        else:
            text = re.sub(rf"3、\s*{SIGN_INS}", f"3、{ADDED}\n4、{SIGN_INS}", text)
            text = re.sub(rf"（6）\s*{GONE}", "", text)
        (county / name).write_text(text, "utf-8")
    return county


def _broken(text: str) -> str:
    """Return a pattern of a text that may be broken into lines."""
    return r"\s*".join(map(re.escape, text))


def _items(articles: str) -> tuple[str, str]:
    found = re.findall(r'(?m)^"14\.1\.[34]" = "([^"]*?)[；。]"$', articles)
    return found[0], found[1]
