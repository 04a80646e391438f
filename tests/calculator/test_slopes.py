"""How the sum of all lines changes with one line, where a ceiling is what another line comes to."""

from calculator.ceiling import Ceiling
from calculator.money import Span, exactly
from calculator.slopes import slopes


def along(ceiling: Ceiling, *amounts: Span) -> list[tuple[int, int]]:
    """Return the least and the most that the sum of the lines changes with each of them, in 分 for 分."""
    found = slopes([ceiling], [amounts], [1] * len(amounts))
    return [(slope.least, slope.most) for slope in found]


def test_a_reward_of_at_most_another_line_makes_each_fen_of_that_line_count_twice() -> None:
    """A reward of 300 is cut to the 100 of the first line: together 2 × 100, whatever the reward is."""
    assert along(Ceiling(None, (1,), most_of=(0,)), exactly(100), exactly(300)) == [(2, 2), (0, 0)]
    # Of 50 to 300 it may be cut or not: with one more of the first line the sum is one or two more.
    assert along(Ceiling(None, (1,), most_of=(0,)), exactly(100), Span(50, 300)) == [(1, 2), (0, 1)]


def test_a_deduction_of_at_most_another_line_takes_each_fen_of_that_line_away_again() -> None:
    """Of the 100 of the first line a deduction of 300 leaves nothing, however much the first line is."""
    ceiling = Ceiling(None, (1,), most_of=(0,), deducts=True)
    assert along(ceiling, exactly(100), exactly(-300)) == [(0, 0), (0, 0)]
    # A deduction of 50 to 300: 50 leaves 50, and one more of the first line is one more.
    assert along(ceiling, exactly(100), Span(-300, -50)) == [(0, 1), (0, 1)]
