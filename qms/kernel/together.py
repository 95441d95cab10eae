"""Several short lists with the same columns, read in one query."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import CompoundSelect, func, literal, select, union_all

Ordered = tuple[Any, Sequence[Any]]
"""A select statement and what its rows are ordered by."""


def together(lists: Mapping[str, Ordered], *, most: int) -> CompoundSelect[Any]:
    """Rows (name of the list, *its columns, place): the first `most` of each list, list by list and each in its order.

    The lists need the same number of columns with the same types."""
    parts = []
    for at, (name, (statement, order)) in enumerate(lists.items()):
        place = func.row_number().over(order_by=order).label("place")
        part = statement.add_columns(place).order_by(*order).limit(most).subquery()
        parts.append(select(literal(name).label("list"), *part.c, literal(at).label("list_at")))
    return union_all(*parts).order_by("list_at", "place")
