"""A complete link and a piece of another link pasted together: neither is used."""

from urllib.parse import quote, unquote

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.node.month_links import (
    COUNTS,
    MONTHS,
    PLAIN,
    REQUIRED,
    Ask,
    Month,
    before,
    in_python,
    opened,
    whole,
    written,
)
from tests.support.examples import examples

SHORTEST = 20
ADDRESS = "https://example.org/calculator/#"


def test_two_different_links_pasted_together_are_refused(ask: Ask) -> None:
    first, second = (in_python({**PLAIN, "sign_ins": count}) for count in ("19", "18"))
    for glued in (f"{first}#{second}", f"{first} {ADDRESS}{second}", quote(f"{first}，{second}")):
        assert "连在一起" in opened(ask, glued)
    for glued in (f"{first}#{first}", f"{first}{ADDRESS}{first}", f"{first} {quote(ADDRESS + first)}"):
        assert opened(ask, glued) == opened(ask, first)


def test_a_truncated_and_a_complete_link_pasted_together_are_refused(ask: Ask) -> None:
    first, second = (in_python({**PLAIN, "sign_ins": count}) for count in ("19", "18"))
    old, other = before(PLAIN), before({**PLAIN, "sign_ins": "18"})
    glued = [
        f"{first[:60]}{ADDRESS}{second}",
        f"{first[:60]}{second}",
        f"{second}{ADDRESS}{first[:60]}",
        # Cut within its address: the other link has begun all the same.
        f"{second} {ADDRESS[:16]}",
        f"{old}#{first}",
        f"{first}#{old}",
        f"{first}&{old}",
        f"{first}&sign_ins=3",
        f"{old}#{other}",
        f"{old} {ADDRESS}{other}",
        f"{old}，{ADDRESS[:16]}",
    ]
    for text in glued:
        for on_the_way in (text, quote(text), text.replace("&", "&amp;")):
            assert "连在一起" in opened(ask, on_the_way), on_the_way


def test_text_that_a_chat_adds_to_a_link_is_ignored(ask: Ask) -> None:
    link, old = in_python(PLAIN), before(PLAIN)
    added = ["&from=singlemessage&isappinstalled=0", "&type=1", "&utm_source=wechat_session"]
    for noise in [
        *added,
        "#大宁网格",
        "ok",
        " 2026-10-05 12:30",
        "，2026-10的，大家看看",
        "（转自my-group）",
    ]:
        assert opened(ask, link + noise) == whole(PLAIN), noise
        assert opened(ask, f"{ADDRESS}{link}{quote(noise)}") == whole(PLAIN), noise
    assert opened(ask, f"{ADDRESS}{old}") == opened(ask, old)


@examples(150)
@given(MONTHS, MONTHS, st.data())
def test_a_piece_of_one_link_glued_to_another_opens_neither(
    ask: Ask, month: Month, other: Month, data: st.DataObject
) -> None:
    # Typed in full width, nine characters on the way are one digit: a piece is measured by what it says.
    assume("２０" not in (month["sign_ins"], other["sign_ins"]))
    link, another = written(ask, month), written(ask, other)
    begin = data.draw(st.integers(0, len(another) - SHORTEST))
    piece = another[begin : data.draw(st.integers(begin + SHORTEST, len(another)))]
    assume(len(unquote(piece)) >= SHORTEST)
    assume(link not in piece)
    between = data.draw(st.sampled_from(["", " ", "，", "#"]))
    for text in (piece + between + link, link + between + piece):
        assert isinstance(ask("opened", text, COUNTS, REQUIRED), str), text
