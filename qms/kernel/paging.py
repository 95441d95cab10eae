"""Pages of a long list: one query for the count, one for the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request
from sqlalchemy import Select, func, select

from qms.kernel.db import db

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list; `number` counts from 1."""

    items: list[T]
    number: int
    size: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last page (1 for an empty list)."""
        return max(1, -(-self.total // self.size))

    @property
    def first_item(self) -> int:
        """The place of the page's first item in the whole list, from 1."""
        return min(self.total, (self.number - 1) * self.size + 1)

    @property
    def last_item(self) -> int:
        """The place of the page's last item."""
        return min(self.total, self.number * self.size)


def requested_page() -> int:
    """The page number asked for in the address; 1 where it makes no sense."""
    return max(1, request.args.get("page", 1, type=int))


def page_of(statement: Select[Any], *, size: int = 50, number: int | None = None) -> Page[Any]:
    """One page of the statement's entities, which must be ordered; a number past the end gives the last page."""
    total = db.session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    last = max(1, -(-total // size))
    number = min(number or requested_page(), last)
    rows = db.session.execute(statement.limit(size).offset((number - 1) * size)).unique().scalars().all()
    return Page(list(rows), number, size, total)


def slice_of(items: Sequence[T], *, size: int = 50, number: int | None = None) -> Page[T]:
    """One page of a list that is already in memory; a number past the end gives the last page."""
    last = max(1, -(-len(items) // size))
    number = min(number or requested_page(), last)
    return Page(list(items[(number - 1) * size : number * size]), number, size, len(items))
