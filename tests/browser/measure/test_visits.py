"""One round of the benchmark's visits to our page: every figure comes of it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scripts.measure.bench.contenders import OURS
from scripts.measure.bench.host import served
from scripts.measure.bench.link import PROFILES
from scripts.measure.bench.report import FIGURES
from scripts.measure.bench.usage import PROCESSES
from scripts.measure.bench.visits import Visitor
from scripts.setup.bootstrap import node_command
from scripts.setup.programs import browser_path


@pytest.mark.deep
@pytest.mark.skipif(not PROCESSES.is_dir(), reason="only Linux tells of processes like that")
def test_a_round_of_visits_has_every_figure(browser: Browser, site: Path, tmp_path: Path) -> None:
    (full,) = (profile for profile in PROFILES if profile.id == "full")
    program = browser_path()
    assert program is not None
    visitor = Visitor(browser.browser_type, program, None, tmp_path / "chromium.sh")
    with served(site, node_command()) as host:
        # The form all begin with: 500 × 70 % + 20 × 7.50 (articles 9 and 11(1)).
        assert visitor.figure(OURS, host) == "500.00元"
        row = visitor.round(OURS, host, full)
    assert [name for name in FIGURES if row.get(name) is None] == []
    found = {name: value for name, value in row.items() if value is not None}
    assert min(found.values()) >= 0
    assert 0 < found["first_readable_ms"] < found["first_kept_ms"]
    assert found["first_ready_ms"] < found["first_kept_ms"]
    # Keeping the site fetches the other pages; at the second visit nothing of it comes again.
    assert found["second_bytes"] < 100_000 < found["first_ready_bytes"] < found["first_bytes"]
    assert found["first_memory"] <= found["first_whole_memory"]
    assert min(found["first_cpu_ms"], found["second_cpu_ms"]) > 0
    assert found["key_ms"] <= found["key_p95_ms"]
    assert found["kept_key_ms"] <= found["kept_judged_ms"]
