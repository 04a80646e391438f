"""The workflow for GitHub: sound by its schema, with a newcomer's commands and the fewest rights."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.setup.bootstrap import ROOT

FILE = ROOT / ".github" / "workflows" / "pages.yml"


def faulty(*files: Path) -> set[Path]:
    """Return the files that break the schema which the package carries."""
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    done = subprocess.run([*check, "-o", "json", *map(str, files)], capture_output=True, check=False)
    return {Path(error["filename"]) for error in json.loads(done.stdout)["errors"]}


@pytest.fixture(scope="module")
def jobs() -> dict[str, Any]:
    """The workflow's jobs."""
    found: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))["jobs"]
    return found


def test_the_schema_finds_it_sound_and_notices_a_slip(tmp_path: Path) -> None:
    slip = tmp_path / FILE.name
    slip.write_text(FILE.read_text("utf-8").replace("runs-on:", "runs_on:", 1), "utf-8")
    assert faulty(FILE, slip) == {slip}


def test_its_commands_are_a_newcomers(jobs: dict[str, Any]) -> None:
    """Nothing is installed or set by hand that the documents do not ask of anybody."""
    commands = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
    assert commands == [
        "python3 -m scripts test",
        "python3 -m scripts test --deep",
        "python3 -m scripts build",
    ]
    told = (ROOT / "README.md").read_text("utf-8") + (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert commands[0] in told


def test_what_takes_long_runs_each_week_and_when_asked_for_and_no_change_waits_for_it(
    jobs: dict[str, Any],
) -> None:
    # YAML 1.1 takes the key `on` for a truth.
    began = yaml.safe_load(FILE.read_text("utf-8"))[True]
    assert len(began["schedule"]) == 1
    assert "workflow_dispatch" in began
    assert jobs["deep"]["if"] == "github.event_name == 'schedule' || github.event_name == 'workflow_dispatch'"
    assert jobs["test"]["if"] == "github.event_name != 'schedule'"
    assert [name for name, job in jobs.items() if "deep" in job.get("needs", [])] == []


def test_only_the_last_job_may_write_and_only_pages(jobs: dict[str, Any]) -> None:
    """What runs our code and others' packages can change nothing."""
    workflow = yaml.safe_load(FILE.read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    writing = {
        name: {right for right, much in job.get("permissions", {}).items() if much == "write"}
        for name, job in jobs.items()
    }
    assert writing == {"test": set(), "deep": set(), "build": set(), "publish": {"pages", "id-token"}}
    assert [step for step in jobs["publish"]["steps"] if "run" in step] == []


def test_actions_are_githubs_own_and_pinned_to_a_major_version(jobs: dict[str, Any]) -> None:
    used = [step["uses"] for job in jobs.values() for step in job["steps"] if "uses" in step]
    assert len(used) == 9
    assert [each for each in used if not re.fullmatch(r"actions/[a-z-]+@v\d+", each)] == []
