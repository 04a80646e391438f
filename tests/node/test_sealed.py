"""Links to a month, changed as chats, mail and typing change them, read by the page's module in Node."""

import html
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.pages.sealed import fragment
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


def test_a_link_looks_like_this(ask: Ask) -> None:
    begins = "worker_type=rural&policy=2022-05-06&month=2026-10&sign_ins=19&valid_reports=%3F&end="
    assert written(ask, PLAIN).removeprefix(begins) == "1ch6w9"
    assert in_python(PLAIN) == written(ask, PLAIN)


def test_a_truncated_link_or_one_wrong_character_is_refused_or_harmless(ask: Ask) -> None:
    for month in (PLAIN, {**PLAIN, "valid_reports": "20", "praised_by_city": "2"}):
        link = written(ask, month)
        for at in range(1, len(link)):
            assert isinstance(opened(ask, link[:at]), str), link[:at]
            damaged = [link[:at] + link[at + 1 :], link[: at - 1] + link[at] + link[at - 1] + link[at + 1 :]]
            damaged += [link[:at] + letter + link[at + 1 :] for letter in "0129aekz?&=%# ,。＆"]
            for text in damaged:
                found = opened(ask, text)
                assert isinstance(found, str) or found == whole(month), text
        for at in range(1, len(link)):
            # The beginning is missing, so the text is refused.
            assert isinstance(opened(ask, "=" + link[at:]), str), link[at:]


def _somewhere(draw: st.DrawFn, text: str, marks: str) -> str:
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(marks)) + text[at:]
    return text


def _encoded_here_and_there(draw: st.DrawFn, text: str) -> str:
    also = draw(st.sets(st.sampled_from("=&%-_?#0127")))
    return "".join(quote(letter, safe="") if letter in also else letter for letter in text).replace(
        "-", "%2D" if "-" in also else "-"
    )


ON_THE_WAY: list[Callable[[st.DrawFn, str], str]] = [
    lambda _, text: quote(text, safe=""),
    lambda _, text: quote(quote(text, safe=""), safe=""),
    lambda _, text: html.escape(text),
    lambda _, text: text.replace("&", "&amp"),
    lambda _, text: text.replace("&", "&#38;").replace("=", "&#61;"),
    lambda _, text: text.replace("&", "＆").replace("=", "＝").replace("#", "＃").replace("%", "％"),
    lambda draw, text: _somewhere(draw, text, "\u200b\u200d\ufeff\u00ad\u2060\u202a \n\t\u3000"),
    _encoded_here_and_there,
]
BEHIND = st.sampled_from(
    [
        "。",
        "，大家看看",
        "）",
        "”",
        "  ",
        "\n",
        "&from=singlemessage&isappinstalled=0",
        "&utm_source=x",
        "abc12",
    ]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@st.composite
def handed(draw: st.DrawFn) -> tuple[Month, bool, str]:
    """Draw a month, whether its answer is hidden, and its link after what happened to that."""
    month, hidden = draw(MONTHS), draw(st.booleans())
    text = draw(st.sampled_from(["", "#", "x#"])) + in_python(month, hidden)
    for way in draw(st.lists(st.sampled_from(ON_THE_WAY), max_size=2, unique=True)):
        text = way(draw, text)
    return month, hidden, text + draw(BEHIND)


@examples(100)
@given(handed())
def test_noise_and_encodings_change_nothing(ask: Ask, case: tuple[Month, bool, str]) -> None:
    month, hidden, text = case
    assert written(ask, month, hidden) == in_python(month, hidden)
    assert opened(ask, text) == whole(month, hidden)


@examples(100)
@given(MONTHS, st.data())
def test_a_piece_or_a_mixture_is_never_another_month(ask: Ask, month: Month, data: st.DataObject) -> None:
    link, other = written(ask, month), written(ask, data.draw(MONTHS))
    place = st.integers(0, len(link))
    begin, end, resume = data.draw(place), data.draw(place), data.draw(st.integers(0, len(other)))
    text = link[begin:end] + data.draw(st.sampled_from(["", "…", "=", "&"])) + other[resume:]
    found = ask("opened", text, COUNTS, REQUIRED)
    if not isinstance(found, str) and found["whole"]:
        assert found["fields"] in (whole(month)["fields"], ask("opened", other, COUNTS, REQUIRED)["fields"])


@examples(40)
@given(MONTHS, st.data())
def test_of_an_old_link_nothing_missing_is_made_up(ask: Ask, month: Month, data: st.DataObject) -> None:
    old = before(month)
    cut = data.draw(st.integers(old.index("&month=") + 8, len(old)))
    behind = data.draw(
        st.sampled_from(["", "。", "，大家看看", "&from=singlemessage&isappinstalled=0", "）"])
    )
    # As a browser has it in an address, or as it was typed.
    behind = quote(behind, safe="&=") if data.draw(st.booleans()) else behind
    found = opened(ask, old[:cut] + behind)
    assert found["whole"] is False
    assert set(found["fields"]) >= {"month", "worker_type", *REQUIRED}
    # A name cut in two is not known either.
    assert found["strange"] or "from" not in behind
    for name, said in found["fields"].items():
        # A piece of what was sent, or empty; a "?" cut in its percent sign is refused by the engine.
        sent = "?" if month[name] is None else month[name]
        assert said is None or str(sent).startswith(said) or "%" in said or "\ufffd" in said, name


def test_a_link_that_the_page_cannot_have_made_is_refused(ask: Ask) -> None:
    for text in (
        "x=1",
        "policy=2022-05-06",
        f"{before(PLAIN)}&sign_ins=3",
        f"{before(PLAIN)}&major_reports={'9' * 41}",
        f"{before(PLAIN)}&end=",
        "month=" + "9" * 1_000_000,
    ):
        assert isinstance(ask("opened", text, COUNTS, REQUIRED), str), text[:80]
    # A link of a page with more counts is sound, but must not be opened in part.
    newer = fragment("2026-10", "rural", sign_ins=19, valid_reports=20, drones=2)[1:]
    assert "另一版" in opened(ask, newer)


@pytest.mark.parametrize("place", ["slip", "own-link", "在全文里", "error-title"])
def test_an_anchor_of_the_page_does_not_count_as_a_link(ask: Ask, place: str) -> None:
    assert ask("isLink", quote(place)) is False
