"""The bytes of a chosen file: the content decides the kind, and each wrong kind has its own sentence."""

import io
import zipfile

import pytest

from tests.calculator.ledger_tables import HEADERS, PLAIN, text_of
from tests.node.in_node import asked

TABLE = text_of(HEADERS, PLAIN)
JSON = '{"format": "grid-handbook-ledger", "version": 1, "months": []}'
AS_CSV = "请在表格软件里打开，另存为「CSV UTF-8」再选。"
NO_TEXT = "这不是文字文件，请选从这里导出的 JSON 或 CSV 文件。"
UNDECODED = "文件的编码读不出来，请另存为「CSV UTF-8」再选。"
PICTURE = "这是图片，不是记录文件，请选从这里导出的 JSON 或 CSV 文件。"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def packed(*names: str, mimetype: str = "") -> bytes:
    """Return a zip with empty files of these names, a mimetype first as OpenDocument has it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        if mimetype:
            file.writestr("mimetype", mimetype)
        for name in names:
            file.writestr(name, "")
    return out.getvalue()


TEXTS = {
    "UTF-8": (TABLE.encode(), TABLE),
    "UTF-8 with a mark": (TABLE.encode("utf-8-sig"), TABLE),
    # The second mark is left for who reads the text.
    "two marks": (b"\xef\xbb\xbf" + TABLE.encode("utf-8-sig"), "\ufeff" + TABLE),
    "the national encoding": (TABLE.encode("gb18030"), TABLE),
    "GBK": (TABLE.encode("gbk"), TABLE),
    "UTF-16": (TABLE.encode("utf-16"), TABLE),
    "UTF-16, the other way round": (b"\xfe\xff" + TABLE.encode("utf-16-be"), TABLE),
    "UTF-16 without a mark": (TABLE.encode("utf-16-le"), TABLE),
    "UTF-16 without a mark, the other way round": (TABLE.encode("utf-16-be"), TABLE),
    "JSON as UTF-16": (JSON.encode("utf-16-le"), JSON),
    "JSON in the national encoding": (
        JSON.replace("[]", '["下雨"]').encode("gbk"),
        JSON.replace("[]", '["下雨"]'),
    ),
    "nothing": (b"", ""),
    "cut inside a character": (TABLE.encode()[:4], TABLE[0] + "\ufffd"),
}
NONE = {
    "an Excel workbook": (packed("[Content_Types].xml", "xl/workbook.xml"), f"这是 Excel 工作簿。{AS_CSV}"),
    "an OpenDocument sheet": (
        packed("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        f"这是 ODS 表格。{AS_CSV}",
    ),
    "a Numbers sheet": (packed("Index/Document.iwa"), f"这是 Numbers 表格。{AS_CSV}"),
    "a Word document": (packed("word/document.xml"), f"这是文字处理软件的文档，不是表格。{NO_TEXT}"),
    "a zip": (packed("网格员记录.json"), "这是压缩包，请先解压，再选里面的 JSON 或 CSV 文件。"),
    "an empty zip": (packed(), "这是压缩包，请先解压，再选里面的 JSON 或 CSV 文件。"),
    "an old Excel workbook": (
        COMPOUND + "Workbook".encode("utf-16-le"),
        f"这是 Excel 或 WPS 的表格。{AS_CSV}",
    ),
    "an older one": (COMPOUND + "Book".encode("utf-16-le"), f"这是 Excel 或 WPS 的表格。{AS_CSV}"),
    "a locked workbook": (
        COMPOUND + "EncryptedPackage".encode("utf-16-le"),
        f"这是加了密码的 Office 文件。{AS_CSV}",
    ),
    "a .wps document": (
        COMPOUND + "WordDocument".encode("utf-16-le"),
        f"这是 Word 或 WPS 的文档，不是表格。{NO_TEXT}",
    ),
    "a PDF": (b"%PDF-1.7\n", "这是 PDF，里面的数读不出来，请选从这里导出的 JSON 或 CSV 文件。"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\xff\xfe", PICTURE),
    "a photograph": (b"\xff\xd8\xff\xe0\0\x10JFIF", PICTURE),
    "rich text": (b"{\\rtf1\\ansi}", f"这是 RTF 文档，不是表格。{NO_TEXT}"),
    "a web page called .xls": (
        "<html><table><tr><td>月份</td></tr></table></html>".encode("gbk"),
        f"这是网页或 XML 文件，有的系统导出的「Excel」就是这样。{AS_CSV}",
    ),
    "bytes": (b"\x01\0\x02\0\x03", NO_TEXT),
    "a table with bytes lost": (TABLE.encode("utf-8-sig").replace("签".encode(), b"\xff"), UNDECODED),
}


def test_a_text_is_read_in_every_encoding_that_spreadsheets_save_in() -> None:
    found = asked("calculator/months/bytes.js", "textOf", [content for content, _ in TEXTS.values()])
    assert dict(zip(TEXTS, found, strict=True)) == {name: {"text": text} for name, (_, text) in TEXTS.items()}


def test_a_file_that_is_not_text_is_named_by_its_kind() -> None:
    found = asked("calculator/months/bytes.js", "textOf", [content for content, _ in NONE.values()])
    assert dict(zip(NONE, found, strict=True)) == {
        name: {"wrong": wrong} for name, (_, wrong) in NONE.items()
    }


@pytest.mark.parametrize("kind", ["an Excel workbook", "a PDF"])
def test_the_signature_of_a_large_file_is_recognised(kind: str) -> None:
    content, wrong = NONE[kind]
    assert asked("calculator/months/bytes.js", "foreign", [content + bytes(1000), TABLE.encode()]) == [
        wrong,
        "",
    ]
