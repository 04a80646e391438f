"""The workflow for GitHub fits its schema, runs the documented commands and has no unnecessary rights."""

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
    """Return the files that do not fit the schema in the package check-jsonschema."""
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    done = subprocess.run([*check, "-o", "json", *map(str, files)], capture_output=True, check=False)
    return {Path(error["filename"]) for error in json.loads(done.stdout)["errors"]}


@pytest.fixture(scope="module")
def jobs() -> dict[str, Any]:
    """The workflow's jobs."""
    found: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))["jobs"]
    return found


def test_the_workflow_fits_its_schema_and_an_error_is_noticed(tmp_path: Path) -> None:
    slip = tmp_path / FILE.name
    slip.write_text(FILE.read_text("utf-8").replace("runs-on:", "runs_on:", 1), "utf-8")
    assert faulty(FILE, slip) == {slip}


def test_its_commands_are_those_of_the_documents(jobs: dict[str, Any]) -> None:
    """The workflow installs and sets nothing that the documents do not ask a reader to install or set."""
    commands = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
    assert commands == [
        "python3 -m scripts test",
        "python3 -m scripts test --deep",
        "python3 -m scripts build",
    ]
    told = (ROOT / "README.md").read_text("utf-8") + (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert commands[0] in told


def test_long_tests_run_weekly_or_on_request_and_block_no_change(
    jobs: dict[str, Any],
) -> None:
    # YAML 1.1 reads the key `on` as true.
    began = yaml.safe_load(FILE.read_text("utf-8"))[True]
    assert len(began["schedule"]) == 1
    assert "workflow_dispatch" in began
    assert jobs["deep"]["if"] == "github.event_name == 'schedule' || github.event_name == 'workflow_dispatch'"
    assert jobs["test"]["if"] == "github.event_name != 'schedule'"
    assert [name for name, job in jobs.items() if "deep" in job.get("needs", [])] == []


def test_only_the_last_job_may_write_and_only_pages(jobs: dict[str, Any]) -> None:
    """Jobs that run our code and packages of others have no right to write."""
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
