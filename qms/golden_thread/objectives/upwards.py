"""Links from an objective up to the board, for strips and lists."""

from collections.abc import Sequence

from flask import url_for

from qms.golden_thread.objectives.chains import Aim, chains_up

Link = tuple[str, str]
"""Words and address."""

OTHERS_AT_MOST = 6
"""Further objectives named beside a chain: a strip is a line, not a list."""


def steps(chain: Sequence[Aim]) -> list[Link]:
    """The objectives of a chain, and the board's page where the chain reaches it."""
    links = [(each.title, url_for("objective", objective_id=each.id)) for each in chain]
    return [*links, board(chain[-1].unit_id, chain[-1].period)] if chain and chain[-1].is_the_boards else links


def board(unit_id: int, period: str) -> Link:
    """The board page of a unit: "Board 2026/27"."""
    return f"Board {period}".strip(), url_for("board_unit", unit_id=unit_id)


def first_chain(objective_ids: Sequence[int]) -> tuple[list[Link], list[Link]]:
    """The first objective's chain up to the board, and the others by themselves where the chain has them not."""
    if not objective_ids:
        return [], []
    wanted = objective_ids[: OTHERS_AT_MOST + 1]
    chains = chains_up(wanted)
    first, *others = (chains[each] for each in wanted)
    told = {each.id for each in first}
    return steps(first), [steps(each[:1])[0] for each in others if each[0].id not in told]
