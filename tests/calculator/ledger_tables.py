"""The ledger's table as tests write and read it."""

import csv
import io
from typing import Any

from calculator.api import Calculator
from calculator.ledger.cells import Cells
from calculator.versions import Editions
from tests.calculator.conftest import faults
from tests.calculator.ledgers import POLICY

CALCULATOR = Calculator(POLICY)
HEADER = (
    "月份,网格员类型,签到,有效信息,省级通报表扬的信息,市级通报表扬的信息,县级通报表扬的信息,重大信息,特别重大信息,"
    "明显隐患或纠纷未及时上报,不服从综治中心指令,不积极配合被通报或反馈,本月考核结果,手机抽查未接听也未回拨,被通报批评,"
    "被认定捏造事实、弄虚作假,若有上一项：造成损失,若有上一项：造成不良影响,以专职网格员名义从事其它不正当活动,"
    "迟报、漏报或隐瞒不报，导致恶性案（事）件,乡镇已指出工作不认真负责、群众意见大,选定的理解,政策版本,备注"
)
HEADERS = HEADER.split(",")
PLAIN = ["2026-10", "农村网格员", "19", "20", *["0"] * 8, "合格", "0", "", "否", "", "", *["否"] * 3, ""]
PLAIN += ["2022-05-06", "好"]


def text_of(*lines: list[str], separator: str = ",", ends: str = "\r\n") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=ends).writerows(lines)
    return out.getvalue()


def read(text: str) -> list[dict[str, Any]]:
    months: list[dict[str, Any]] = CALCULATOR.import_ledger({"text": text, "format": "csv"})["months"]
    return months


def refused(text: str) -> dict[str, list[str]]:
    return faults(CALCULATOR.import_ledger, {"text": text, "format": "csv"})


def changed(**cells: str) -> list[str]:
    """Return a plain row with cells replaced, by the keys of their columns."""
    keys = [*Cells(Editions([POLICY])).labels]
    return [cells.get(key, cell) for key, cell in zip(keys, PLAIN, strict=True)]
