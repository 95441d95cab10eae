"""The first sentence of the board page."""

import pytest

from qms.golden_thread.board.sentence import board_sentence


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((0, 0, 0, 0, 0), "No objective is on this board yet."),
        ((7, 2, 1, 1, 0), "2 of 7 objectives are improving, 1 gives concern and nobody is acting on it."),
        ((7, 1, 3, 2, 1), "1 of 7 objectives is improving, 3 give concern and nobody is acting on 2 of them. "
         "1 has no agreed data."),
        ((7, 0, 1, 0, 0), "1 of 7 objectives gives concern and somebody is acting on it."),
        ((7, 0, 2, 2, 0), "2 of 7 objectives give concern and nobody is acting on them."),
        ((7, 0, 2, 0, 0), "2 of 7 objectives give concern and somebody is acting on each."),
        ((7, 0, 0, 0, 2), "7 objectives: no chart shows a change. 2 have no agreed data."),
        ((7, 0, 0, 0, 7), "7 of 7 objectives have no agreed data."),
        ((1, 1, 0, 0, 0), "The one objective is improving."),
        ((1, 0, 0, 0, 0), "1 objective: no chart shows a change."),
        ((1, 0, 0, 0, 1), "The one objective has no agreed data."),
    ],
)  # fmt: skip
def test_exceptions_come_in_one_sentence(numbers: tuple[int, ...], said: str) -> None:
    names = ("total", "improving", "concern", "unacted", "without")
    assert board_sentence(**dict(zip(names, numbers, strict=True))) == said
