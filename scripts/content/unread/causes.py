"""Common mistakes in hand-written TOML, and what to type instead."""

import re

# Characters of input methods and word processors, where TOML requires an ASCII character.
WIDE = {
    **dict.fromkeys("“”„‟＂〝〞″", '引号要用英文半角的 "'),
    **dict.fromkeys("‘’‚‛＇′", '引号要用英文半角的 "'),
    **dict.fromkeys("「」『』", '引号要用英文半角的 "'),
    **dict.fromkeys("，、", "逗号要用英文半角的 ,"),
    "＝": "等号要用英文半角的 =",
    "：": "这里要用英文半角的等号 =",
    "；": "这里要用英文半角的逗号 ,",
    **dict.fromkeys("［【〔", "括号要用英文半角的 ["),
    **dict.fromkeys("］】〕", "括号要用英文半角的 ]"),
    "｛": "括号要用英文半角的 {",
    "｝": "括号要用英文半角的 }",
    "＃": "说明前面要用英文半角的 #",
    **dict.fromkeys("。．", "小数点要用英文半角的 ."),
    **dict.fromkeys("－—–−", "横线要用英文半角的 -"),
    "\u3000": "空格要用普通的空格，这里是全角的",
}
_DATE = "日期要写成 2027-01-01 这样，月和日各两位，中间用横线"
_EITHER = "这里的写法不对，看看引号、逗号、等号和括号"

# Patterns for the parser's reason, the text before the place and the text from it; the first match counts.
_CAUSES = [
    (re.compile(reason), re.compile(before), re.compile(after), says)
    for reason, before, after, says in (
        ("Invalid date", "", "", "没有这一天，" + _DATE),
        ("Unescaped|Invalid hex|not a valid", "", "", r"引号里的反斜线 \ 要写成两个 \\"),
        ("", r"(?<!\d)\d{4}$", r"[-/年]\s*\d", _DATE),
        ("", r"(?<!\d)\d{1,2}$", r"\d?[-/年]\d{1,2}[-/月]\d", _DATE),
        ("", r"(?<!\d)\d{4}\.\d+$", r"\.\d", _DATE),
        ("", r"(?<![\d.])[-+]?0$", r"\d", "数的前面不要写 0，写 3.5，不写 03.5"),
        ("", r"\d\s*$", r"([元块角分%％次条个人天岁])", "只写数，不写「{0}」"),
        ("", r"\d$", r",\d{3}(?!\d)", "数里不要写分隔千位的逗号，写 1200"),
        ("Expected '='", r"\d,\d{3}\s*$", "", "数里不要写分隔千位的逗号，写 1200"),
        ("", r"\d$", r"\.(?!\d)", "小数点后面要有数字，没有就不写小数点"),
        ("Invalid value", "", r"[-+]?\.\d", "小数点前面要有数字，写 0.5，不写 .5"),
        ("Invalid value", "", r"[￥¥$]", "只写数，不写「￥」"),
        ("", r"=\s*$", "=", "等号只写一个"),
        ("Invalid value", r"=\s*$", r"\s*(?:#.*)?$", "等号后面没有写，补上"),
        ("Invalid value", "", r"(?i:true|false|yes|no|是|否)\b", "要写小写的 true 或 false，不加引号"),
        ("Invalid value", "", r"[^\"',\]}]+\"", '少了开头的引号 "'),
        ("Invalid value", r"[\[,]\s*$", r"[\w-]+\s*=", "一行数要用 {{ }} 括起来"),
        ("Invalid value", r"[\[,]\s*$", ",", "多了一个逗号 ,"),
        ("Invalid value", "", r"[^\W\d]", '文字要放在英文双引号 " 里'),
        ("Invalid (?:value|initial)", "", r"\s*[}\]]", "这个括号前面多了一个逗号，或者少写了一个数"),
        ("Expected '='", "", r"\s*:", "要用等号 = ，不用冒号"),
        ("Expected '='", "", "", "键和值之间少了等号 ="),
        (
            "Unclosed inline|Invalid initial",
            r"[{,]\s*$|\{[^}]*$",
            r"\s*(?:#.*)?$",
            "{{ … }} 要写在同一行里，并且有头有尾",
        ),
        ("Unclosed inline", "", r"\s*\]", "这里前面少了一个 }}"),
        ("Unclosed array", "", r"\s*\}", "这里前面少了一个 ]"),
        (
            "Unclosed|Expected newline",
            '"$',
            r"[^\s#\]}]",
            "引号里面还要用引号的，里面写中文的 “ ”；两段文字之间要有逗号 ,",
        ),
        ("Unclosed", "", r"[\"'{\[\w-]", "这里前面少了英文逗号 ,"),
        (r"Expected '\]", "", "", "这里少了一个 ]"),
        ("Expected newline", "", r"\s*([\]}])", "多了一个 {0}，或者前面少了和它成对的"),
        ("Expected newline", "", '"', '多了一个引号 "，或者前面少了一个'),
        ("Expected newline", "", "", "一行只写一个「键 = 值」，后面的话前面要加 #"),
        ("Invalid statement", "", r"[<=>]{7}", "这里有合并时留下的记号，请找开发人员"),
        ("Invalid statement", "", r"\{\\rtf|<[!a-zA-Z]", "这是 Word 或者网页的格式，要另存为纯文本"),
        ("Invalid statement", "", r"[^\x00-\x7f]", "说明的话前面要加 #"),
    )
]


def cause(line: str, column: int, reason: str) -> str:
    """Return what to correct at a place of a line, by the reason that tomllib gave.

    >>> cause("price = 7.5元", 11, "Expected newline")
    '只写数，不写「元」'
    """
    before, after = line[:column], line[column:]
    for why, left, right, says in _CAUSES:
        found = right.match(after)
        if why.match(reason) and left.search(before) and found:
            return says.format(*found.groups())
    return _EITHER
