"""Pages of long lists."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from qms.kernel.db import db
from qms.kernel.paging import page_of, requested_page, slice_of
from qms.kernel.settings import Setting

BY_NAME = select(Setting).order_by(Setting.name)


@pytest.fixture
def seven(app: Flask) -> None:
    db.session.add_all(Setting(name=f"setting {n}", value="") for n in range(1, 8))
    db.session.commit()


def test_a_page_knows_its_place(seven: None) -> None:
    page = page_of(BY_NAME, size=3, number=2)
    assert [each.name for each in page.items] == ["setting 4", "setting 5", "setting 6"]
    assert (page.first_item, page.last_item, page.total, page.last) == (4, 6, 7, 3)


def test_the_last_page_may_be_short_and_a_number_past_it_is_the_last(seven: None) -> None:
    for number in (3, 4, 10**12):
        page = page_of(BY_NAME, size=3, number=number)
        assert ([each.name for each in page.items], page.number) == (["setting 7"], 3)


def test_an_empty_list_is_one_empty_page(app: Flask) -> None:
    page = page_of(BY_NAME, size=3, number=1)
    assert (page.items, page.number, page.last, page.first_item, page.last_item) == ([], 1, 1, 0, 0)


def test_a_page_takes_two_queries(seven: None, count_queries: Callable[[], Any]) -> None:
    with count_queries() as queries:
        page_of(BY_NAME, size=3, number=1)
    assert len([each for each in queries if each.startswith("SELECT")]) == 2


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("query", "number"), [("", 1), ("page=3", 3), ("page=0", 1), ("page=-4", 1), ("page=x", 1), ("page=", 1)]
)
def test_the_number_comes_from_the_address(app: Flask, query: str, number: int) -> None:
    with app.test_request_context(f"/?{query}"):
        assert requested_page() == number


def test_a_list_in_memory_is_paged_alike() -> None:
    items = list(range(7))
    assert slice_of(items, size=3, number=2).items == [3, 4, 5]
    last = slice_of(items, size=3, number=9)
    assert (last.items, last.number, last.total) == ([6], 3, 7)
    assert slice_of([], size=3, number=1).last == 1
