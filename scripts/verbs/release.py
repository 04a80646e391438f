"""`release`: make the files to hand on from a built site, in build/release/."""

import shutil
from hashlib import sha256
from pathlib import Path

from calculator.loading.folder import load_editions
from calculator.policy import Policy
from scripts.content.revision.coverage import complete
from scripts.content.rows import Table
from scripts.release import bill, copy, single
from scripts.release.book import print_book
from scripts.setup.bootstrap import ROOT, node_command
from scripts.site import compressed
from scripts.site.build import SITE, build
from scripts.site.hosting import nginx, objects
from scripts.verbs.arguments import read

FOLDER = ROOT / "build" / "release"
SUMS = "SHA256SUMS"
_USAGE = """用法：python3 -m scripts release [文件夹]

做出一个县能交出去的，放在 build/release/：PDF、压缩包、单个网页、部署配置、清单。
不写文件夹，用 policy/daning。"""


def run(argv: list[str]) -> int:
    """Build the site with compressed files, make the release, and print where it is."""
    asked = read(argv, _USAGE)
    editions = load_editions(asked.county)
    complete(asked.county, editions)
    base = build(county=asked.county).base
    # nginx sends the compressed files, and objects.tsv names them.
    compressed.beside(compressed.sendable(SITE), node_command())
    make(SITE, base, editions.newest, FOLDER)
    return 0


def make(site: Path, base: str, newest: Policy, folder: Path) -> None:
    """Make a release of a built site in `folder`, which is replaced.

    `base` is the site's path on its host, `newest` the newest edition that it was built from.
    """
    measure = newest.measure
    shutil.rmtree(folder, ignore_errors=True)
    _tell("整本手册", print_book(site, newest, folder / "handbook.pdf"))
    for path in copies(site, measure, folder):
        _tell("存下来就能打开的一份", path)
    (folder / "nginx.conf").write_text(nginx.configuration(base), encoding="utf-8")
    (folder / "objects.tsv").write_text(objects.table(site, base), encoding="utf-8")
    bill.write(folder, measure["checked"])
    write_sums(folder)
    print(f"都在 {folder.relative_to(ROOT) if folder.is_relative_to(ROOT) else folder}/")


def copies(site: Path, measure: Table, folder: Path) -> tuple[Path, Path]:
    """Make the copies of a built site that open from a disk: the handbook's zip, the calculator's file."""
    folder.mkdir(parents=True, exist_ok=True)
    node = node_command()
    unpacked = copy.make(site, measure, folder / copy.TOP, node)
    file = single.make(site, measure, folder / "calculator.html", node)
    return copy.zipped(unpacked, folder / "handbook.zip"), file


def write_sums(folder: Path) -> Path:
    """Write the SHA-256 of every other file below a folder for `sha256sum -c`, sorted; return the path."""
    path = folder / SUMS
    files = {each.relative_to(folder).as_posix(): each for each in folder.rglob("*") if each.is_file()}
    files.pop(SUMS, None)
    lines = [f"{sha256(files[name].read_bytes()).hexdigest()}  {name}\n" for name in sorted(files)]
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    return path


def _tell(what: str, path: Path) -> None:
    print(f"{what} {path.name}（{path.stat().st_size // 1000} kB）")
