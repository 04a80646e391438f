"""Build the folder a browser starts Python from: Pyodide, a trimmed library with the engine, the policy."""

from __future__ import annotations

import importlib.metadata
import importlib.resources
import io
import json
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from calculator.errors import ProjectError

ROOT = Path(__file__).resolve().parents[1]
ENGINE = ROOT / "calculator"
NODE_MODULES = ROOT / "node_modules"
PYODIDE = NODE_MODULES / "pyodide"
NODE_SIDE = Path(__file__).with_suffix(".mjs")

PYODIDE_FILES = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm")
STDLIB = "python_stdlib.zip"
PYODIDE_INPUTS = (*PYODIDE_FILES, STDLIB, "pyodide-lock.json", "package.json")
POLICY = "policy.json"
MANIFEST = "manifest.json"

# What pyodide_build._py_compile imports; all of it is pure Python.
COMPILER_PACKAGES = ("pyodide_build", "packaging", "rich")

# Needed by name although a run without trouble may not import them.
LAZY_MEMBERS = (
    "traceback.py",  # Pyodide formats every Python error with it
    "linecache.py",  # traceback looks for source lines
    "tokenize.py",  # linecache reads source files through it
    "textwrap.py",  # traceback lays out its notes and groups
    "warnings.py",  # the interpreter's C code imports it at the first warning
    "csv.py",  # the engine imports it when a spreadsheet's file is written or read
    "encodings/ascii.py",  # codecs are imported at their first use
    "encodings/latin_1.py",
)

# Without assertions, and the library without docstrings. The engine keeps its own: a dataclass without
# one writes it at import from its signature, which costs more than the bytes.
ENGINE_LEVEL, LIBRARY_LEVEL = 1, 2

ZIP_DATE = (1980, 1, 1, 0, 0, 0)


class BundleError(ProjectError):
    """Say in one sentence why the runtime could not be built."""


@dataclass(frozen=True)
class BundledFile:
    """Describe one file: its bytes, and its SHA-256 in hex."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """List the runtime's files, with the lock contents `loadPyodide` is to be given."""

    hash: str
    python: str
    pyodide: str
    total_bytes: int
    files: Mapping[str, BundledFile]
    lock: Mapping[str, Any]

    def to_json(self) -> str:
        """Return the manifest as JSON text."""
        return json.dumps(asdict(self), indent=1, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Read what `to_json` wrote."""
        table = json.loads(text)
        table["files"] = {name: BundledFile(**entry) for name, entry in table["files"].items()}
        return cls(**table)


def bundle(policy: str, out: Path, *, node: Sequence[str], sample: str) -> Manifest:
    """Build the runtime into `out` unless it is there already; raise BundleError on any trouble.

    `sample` is Python source that ends in an expression giving JSON text; it sees `policy`. What it
    imports inside stock Pyodide decides which modules are kept, and the kept ones must give the same text.
    """
    try:
        return _bundle(policy, out, node=node, sample=sample)
    except (OSError, ImportError, zipfile.BadZipFile) as error:
        raise BundleError(f"The runtime could not be built: {str(error).rstrip('.')}.") from error


def _bundle(policy: str, out: Path, *, node: Sequence[str], sample: str) -> Manifest:
    tool_files = [Path(__file__), NODE_SIDE, *(PYODIDE / name for name in PYODIDE_INPUTS)]
    if missing := [path for path in tool_files if not path.is_file()]:
        raise BundleError(f"{missing[0].relative_to(ROOT)} is missing: run `npm ci` first.")
    engine = _engine_sources()
    tools = {path.name: path.read_bytes() for path in tool_files}
    tools["pyodide-build"] = importlib.metadata.version("pyodide-build").encode()
    key = _digest(tools, engine, {"policy": policy.encode(), "sample": sample.encode()})
    stamp = out.with_name(f"{out.name}.key")
    if stamp.is_file() and stamp.read_text("utf-8") == key and (done := _read_intact(out)) is not None:
        return done

    lock = {"info": json.loads(tools["pyodide-lock.json"])["info"], "packages": {}}
    job = {"step": "answer", "pyodide": str(PYODIDE), "lock": lock, "sample": sample}
    modules = [name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in engine]
    job |= {"policy": policy, "engine_modules": modules}
    stock = _run_node({**job, "stdlib": str(PYODIDE / STDLIB), "packages": {"calculator": str(ENGINE)}}, node)
    library = _stdlib_sources({*stock["members"], *LAZY_MEMBERS})

    # A policy text alone changes neither name nor content of this file, so nothing is compiled again.
    out.parent.mkdir(parents=True, exist_ok=True)
    compiled = out.with_name(f"{out.name}.{_digest(tools, engine, library)[:16]}.zip")
    if not compiled.is_file():
        for old in out.parent.glob(f"{out.name}.*.zip"):
            old.unlink()
        partial = compiled.with_suffix(".part")
        bytecode = _compile(engine, ENGINE_LEVEL, lock, node) | _compile(library, LIBRARY_LEVEL, lock, node)
        partial.write_bytes(_stored_zip(bytecode))
        partial.replace(compiled)

    trimmed = _run_node({**job, "stdlib": str(compiled), "packages": {}}, node)
    if trimmed["answer"] != stock["answer"]:
        raise BundleError("The trimmed standard library gives another sample result than stock Pyodide does.")

    contents = {name: tools[name] for name in PYODIDE_FILES}
    contents |= {STDLIB: compiled.read_bytes(), POLICY: policy.encode()}
    manifest = _manifest(contents, lock, json.loads(tools["package.json"])["version"])
    stamp.unlink(missing_ok=True)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    for name, content in {**contents, MANIFEST: manifest.to_json().encode()}.items():
        (out / name).write_bytes(content)
    stamp.write_text(key, "utf-8")
    return manifest


def _compile(
    sources: Mapping[str, bytes], level: int, lock: Mapping[str, Any], node: Sequence[str]
) -> dict[str, bytes]:
    """Return the sources as bytecode of the interpreter that will run it, optimized to a level."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, "sources.zip"), Path(folder, "compiled.zip")
        before.write_bytes(_stored_zip(sources))
        packages = {name: str(importlib.resources.files(name)) for name in COMPILER_PACKAGES}
        job = {"step": "compile", "level": level, "pyodide": str(PYODIDE), "lock": lock, "packages": packages}
        answer = _run_node({**job, "sources": str(before), "compiled": str(after)}, node)
        with zipfile.ZipFile(after) as archive:
            compiled = {name: archive.read(name) for name in archive.namelist()}
    if wrong := [name for name, code in compiled.items() if code[:4].hex() != answer["magic"]]:
        raise BundleError(f"{wrong[0]} was compiled for another Python than the one Pyodide has.")
    return compiled | {"NOTICE.txt": _notice(answer["copyright"])}


def _notice(python_copyright: str) -> bytes:
    """Return who wrote what is in the zip, and under which licence, from the packages' own metadata."""
    package = json.loads((PYODIDE / "package.json").read_bytes())
    return (
        f"Pyodide {package['version']}, licence {package['license']}, source: {package['homepage']}\n"
        f"Python standard library, Python Software Foundation License Version 2:\n{python_copyright}\n"
        "Of both only the modules needed here are kept, compiled without assertions and docstrings.\n"
    ).encode()


def _stored_zip(contents: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(contents):
            member = zipfile.ZipInfo(name, ZIP_DATE)
            member.create_system = 3  # the same bytes on Windows
            member.external_attr = 0o644 << 16
            archive.writestr(member, contents[name])
    return target.getvalue()


def _engine_sources() -> dict[str, bytes]:
    """Return the engine's modules by zip member name, without the command line and the policy's checks."""
    paths = (
        path for path in ENGINE.rglob("*.py") if path.name != "__main__.py" and path.parent.name != "lint"
    )
    return {path.relative_to(ENGINE.parent).as_posix(): path.read_bytes() for path in sorted(paths)}


def _stdlib_sources(members: Iterable[str]) -> dict[str, bytes]:
    with zipfile.ZipFile(PYODIDE / STDLIB) as archive:
        if missing := sorted(set(members) - set(archive.namelist())):
            raise BundleError(f"Pyodide's standard library has no {missing[0]}, which the bundle needs.")
        return {member: archive.read(member) for member in members}


def _manifest(contents: Mapping[str, bytes], lock: Mapping[str, Any], pyodide: str) -> Manifest:
    files = {name: BundledFile(len(it), sha256(it).hexdigest()) for name, it in sorted(contents.items())}
    total = sum(file.bytes for file in files.values())
    return Manifest(_digest(contents)[:16], lock["info"]["python"], pyodide, total, files, lock)


def _read_intact(out: Path) -> Manifest | None:
    """Return the manifest of a runtime built before if each of its files still has the recorded content."""
    if not (out / MANIFEST).is_file():
        return None
    manifest = Manifest.from_json((out / MANIFEST).read_text("utf-8"))
    found = {path.name: sha256(path.read_bytes()).hexdigest() for path in out.iterdir()}
    return manifest if all(found.get(name) == file.sha256 for name, file in manifest.files.items()) else None


def _run_node(job: Mapping[str, Any], node: Sequence[str]) -> Any:
    """Run one step of bundle.mjs and return its answer; the step's whole output goes along as a note."""
    command = [*node, str(NODE_SIDE)]
    try:
        done = subprocess.run(command, input=json.dumps(job).encode(), capture_output=True, check=False)
    except OSError as error:
        raise BundleError(f"Node could not be started as `{' '.join(command)}`: {error}.") from error
    output = done.stderr.decode(errors="replace").strip()
    if done.returncode == 0:
        return json.loads(done.stdout)
    reason = output.splitlines()[-1].rstrip(".") if output else "it gave no message"
    trouble = BundleError(f"The step {job['step']} failed inside Node: {reason}.")
    trouble.add_note(output)
    raise trouble


def _digest(*contents: Mapping[str, bytes]) -> str:
    """Return the SHA-256 in hex of named contents, told apart by their lengths."""
    total = sha256()
    for name, content in (item for table in contents for item in sorted(table.items())):
        for part in (name.encode(), content):
            total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()
