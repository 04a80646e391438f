"""`python -m calculator`, as another program calls it."""

import io
import json
import os
import re
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from calculator import __main__ as command_line
from calculator.api import Calculator
from tests.calculator.conftest import edit
from tests.support.command_line import Console, run
from tests.support.machine import LIMIT_S

ROOT = Path(__file__).resolve().parents[2]
MONTH = {"month": "2026-10", "worker_type": "rural", "sign_ins": 20, "valid_reports": 20}
NOT_JSON = {"errors": [{"field": "", "message": "标准输入要是一个 UTF-8 的 JSON 对象"}]}
LINE_KEYS = {"id", "label", "article", "clause", "also", "count", "rate", "min", "max", "working", "paid"}
CHANGE_KEYS = {"reading", "alternative", "label", "article", "totals", "difference"}
GROUND_KEYS = {"id", "article", "label", "status", "reason", "settles", "decides"}


@pytest.fixture
def console(monkeypatch: pytest.MonkeyPatch) -> Console:
    """The command line, called in this process."""
    return Console(monkeypatch)


def encoded(request: object) -> bytes:
    return json.dumps(request, ensure_ascii=False).encode("utf-8")


def test_an_estimate_has_the_documented_shape_in_any_locale() -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    done = run("estimate", encoded({**MONTH, "valid_reports": None}), **plain)
    assert (done.returncode, done.stderr) == (0, b"")
    answer = json.loads(done.stdout.decode("utf-8"))
    assert list(answer) == [
        "month",
        "worker_type",
        "lines",
        "groups",
        "totals",
        "readings",
        "policy",
        "edition",
        "receipt",
        "cautions",
        "unknown",
        "score",
        "result",
    ]
    assert list(answer["totals"]) == ["gross", "deductions", "net", "payable", "year_end"]
    assert all(set(line) == LINE_KEYS for line in answer["lines"])
    assert answer["readings"]
    assert all(set(change) == CHANGE_KEYS for change in answer["readings"])
    assert answer["policy"]["title"] == "大宁县网格员管理考核办法（试行）"
    assert set(answer["policy"]) == {"id", "title", "version", "in_force_from"}
    assert done.stdout.startswith(b'{\n  "month": "2026-10",\n')
    assert "基础补助".encode() in done.stdout
    assert done.stdout.endswith(b"}\n")
    money = [line[end] for line in [*answer["lines"], *answer["totals"].values()] for end in ("min", "max")]
    assert all(re.fullmatch(r"-?\d+\.\d\d", amount) for amount in money)


def test_a_refusal_is_json_on_stdout_in_any_locale() -> None:
    done = run("estimate", encoded({"worker_type": "农村"}), LC_ALL="C", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (2, b"")
    errors = json.loads(done.stdout.decode("utf-8"))["errors"]
    assert [error["field"] for error in errors] == ["worker_type", "sign_ins", "valid_reports"]
    assert all(set(error) == {"field", "message"} for error in errors)


def test_a_broken_policy_folder_is_one_message_and_no_traceback(county: Path) -> None:
    edit(county, "parameters.toml", "value = 70", "value = 70.5")
    done = run("estimate", encoded(MONTH), "--policy", str(county), PYTHONUTF8="1")
    assert (done.returncode, done.stdout) == (1, b"")
    mend = f"运行 python3 -m scripts check --county {county}，看是哪里、怎样改。"
    said = f"政策数据读不了：{county / 'parameters.toml'} 里有问题。{mend}\n"
    assert done.stderr.decode("utf-8") == said


def test_needed_has_the_contracts_shape_and_takes_todays_month(console: Console) -> None:
    today = {key: value for key, value in MONTH.items() if key != "month"}
    status, answer = console("needed", encoded({**today, "target": 600, "history": {}}))
    assert status == 0
    assert list(answer) == [
        *("month", "worker_type", "payable", "year_end", "target", "reached", "inputs", "together"),
        *("together_reason", "steps", "curve", "leave", "caution", "policy"),
    ]
    assert answer["month"] == str(date.today())[:7]
    assert (answer["target"], answer["reached"]) == ("600.00", False)


def test_risk_has_the_contracts_shape(console: Console) -> None:
    status, answer = console("risk", encoded({"worker_type": "rural"}))
    assert status == 0
    assert list(answer) == ["grounds"]
    assert all(set(ground) == GROUND_KEYS for ground in answer["grounds"])
    assert {ground["status"] for ground in answer["grounds"]} == {"not_met"}


def test_risk_fills_in_no_month(console: Console) -> None:
    status, answer = console("risk", encoded({"worker_type": "rural", "month": "2026-10"}))
    assert (status, answer["errors"][0]["field"]) == (2, "month")


@pytest.mark.parametrize("given", [{}, {"month": "2026-09"}])
def test_this_month_is_filled_in_where_it_is_left_out(
    console: Console, monkeypatch: pytest.MonkeyPatch, given: dict[str, str]
) -> None:
    class Calendar(date):
        @classmethod
        def today(cls) -> "Calendar":
            return cls(2027, 3, 31)

    monkeypatch.setattr(command_line, "date", Calendar)
    asked = {key: value for key, value in MONTH.items() if key != "month"}
    status, answer = console("estimate", encoded({**asked, **given}))
    assert (status, answer["month"]) == (0, given.get("month", "2027-03"))


def test_a_slip_is_compared_as_the_engine_does(console: Console, calculator: Calculator) -> None:
    asked = {**MONTH, "official": {"payable": "492.50"}}
    assert console("reconcile", encoded(asked)) == (0, calculator.reconcile(asked))
    assert "reconcile" in command_line.OF_A_MONTH


def test_null_is_not_accepted_as_a_month(console: Console) -> None:
    status, answer = console("estimate", encoded({**MONTH, "month": None}))
    assert (status, [error["field"] for error in answer["errors"]]) == (2, ["month"])


def test_an_answer_is_written_for_people_to_read(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    # A number with decimals is read as text, also here: 18.0 is 18.
    sent = json.dumps({**MONTH, "sign_ins": 18.0}).encode("ascii")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(sent)))
    assert command_line.main(["estimate"]) == 0
    written = capsysbinary.readouterr().out.decode("utf-8")
    assert written.startswith('{\n  "month": "2026-10",\n  "worker_type": "rural",\n  "lines": [\n    {\n')
    assert '"label": "基础补助",' in written
    assert written.endswith("}\n")


def test_a_byte_order_mark_is_let_pass(console: Console) -> None:
    status, answer = console("estimate", b"\xef\xbb\xbf" + encoded(MONTH))
    assert (status, answer["totals"]["payable"]["min"]) == (0, "500.00")


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"{",
        b"\xff\xfe{}",
        '{"worker_type": "农村"}'.encode("gbk"),
        '{"month": "2026-10"}'.encode("utf-16"),
        b'{"sign_ins": ' + b"9" * 5000 + b"}",
    ],
)
@pytest.mark.parametrize("verb", ["estimate", "risk"])
def test_text_that_is_not_json_is_refused(console: Console, verb: str, sent: bytes) -> None:
    assert console(verb, sent) == (2, NOT_JSON)


@pytest.mark.parametrize("sent", [b"[]", b"5", b"null", b'"x"', b"NaN"])
@pytest.mark.parametrize("verb", ["estimate", "risk"])
def test_json_that_is_not_an_object_is_refused(console: Console, verb: str, sent: bytes) -> None:
    status, answer = console(verb, sent)
    message = '要写一个 JSON 对象，例如 {"month": "2026-10"}'
    assert (status, answer) == (2, {"errors": [{"field": "", "message": message}]})


def test_a_value_nested_deeply_is_refused_as_any_other(console: Console) -> None:
    for depth in (500, 900, 950, 970, 980):
        nested = b"[" * depth + b"]" * depth
        sent = encoded(MONTH).replace(b'"sign_ins": 20', b'"sign_ins": ' + nested)
        assert console("estimate", sent)[0] == 2


def test_each_key_that_is_written_twice_is_named(console: Console) -> None:
    twice = b'{"sign_ins": 1, "month": "x", "sign_ins": 2, "month": "y", "sign_ins": 3}'
    status, answer = console("estimate", twice)
    assert status == 2
    assert answer["errors"] == [
        {"field": "sign_ins", "message": "这一项写了两次：sign_ins"},
        {"field": "month", "message": "这一项写了两次：month"},
    ]
    _, answer = console("risk", b'{"fabrication": {"loss": true, "loss": false}}')
    assert [error["field"] for error in answer["errors"]] == ["loss"]


def test_half_a_surrogate_pair_comes_back_as_json_spells_it(console: Console) -> None:
    status, answer = console("estimate", b'{"\\ud800": 1}')
    assert (status, answer["errors"][0]) == (2, {"field": "\ud800", "message": "不认得这一项：\ud800"})


def test_another_county_can_be_given_with_the_policy_option(console: Console, county: Path) -> None:
    edit(county, "measure.toml", 'id = "daning"', 'id = "elsewhere"')
    status, answer = console("estimate", encoded(MONTH), "--policy", str(county))
    assert (status, answer["policy"]["id"]) == (0, "elsewhere")


def test_a_missing_folder_is_reported_on_stderr(
    console: Console, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert console("estimate", encoded(MONTH), "--policy", str(tmp_path / "nowhere")) == (1, None)
    message = capsys.readouterr().err
    assert message == f"没有这个文件夹：{tmp_path / 'nowhere'}\n"
    assert "Traceback" not in message


def test_the_answer_is_the_engines(console: Console, calculator: Calculator) -> None:
    assert console("estimate", encoded(MONTH)) == (0, calculator.estimate(MONTH))


def test_the_verbs_are_named(console: Console, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        console("bonus", b"{}")
    assert caught.value.code == 2
    usage = " ".join(capsys.readouterr().err.split())
    verbs = "{estimate,risk,needed,reconcile,year,export_ledger,import_ledger}"
    assert f"usage: python -m calculator [-h] [--county COUNTY] {verbs}" in usage


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGPIPE")
def test_a_closed_pipe_ends_the_program_by_its_signal_and_says_nothing() -> None:
    """As with `python -m calculator estimate | head -1`, whose reader leaves before the answer is written."""
    read, write = os.pipe()
    os.close(read)
    with subprocess.Popen(
        [sys.executable, "-m", "calculator", "estimate"],
        stdin=subprocess.PIPE,
        stdout=write,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as program:
        os.close(write)
        _, said = program.communicate(encoded(MONTH), timeout=LIMIT_S)
    assert (program.returncode, said) == (-signal.SIGPIPE, b"")
