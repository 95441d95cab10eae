"""Wherever the demonstration says how many projects there are, the list behind the words has as many rows."""

import csv
import html
import io
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from qms.golden_thread.objectives.models import Objective
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person
from tests.page_client import PageClient

pytestmark = pytest.mark.one_database

LINK = re.compile(r'<a href="(/improvement/\?[^"]*)"[^>]*>(?:See all )?([\d,]+) project')


@pytest.fixture
def reader(demonstration: Flask) -> PageClient:
    client = demonstration.test_client()
    assert isinstance(client, PageClient)
    return client.sign_in(db.session.execute(select(Person).where(Person.email == "board@demo.example")).scalar_one())


def counted(page: str) -> Iterator[tuple[str, int]]:
    """The address behind every number of projects, and the number."""
    for address, how_many in LINK.findall(page):
        yield html.unescape(address), int(how_many.replace(",", ""))


def rows(client: PageClient, address: str) -> list[dict[str, str]]:
    """The whole list at an address."""
    listed = client.get(address.replace("/improvement/?", "/improvement/projects.csv?")).text.removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(listed)))


def test_an_objectives_words_and_its_list(reader: PageClient) -> None:
    seen = 0
    for objective_id in db.session.scalars(select(Objective.id)).all():
        page = reader.get(f"/objectives/{objective_id}").text
        for address, how_many in counted(page):
            found = rows(reader, address)
            assert len(found) == how_many, f"{address} on the page of objective {objective_id}"
            begun = re.search(r"Of the ([\d,]+) that have begun", page)
            ahead = {"Idea", "Planning"}
            assert not begun or int(begun.group(1)) == sum(each["stage"] not in ahead for each in found)
            for stage in ("completed", "stopped", "abandoned"):
                said = re.search(rf"[:,] (\d+) {stage}<", page)
                assert not said or int(said.group(1)) == sum(each["stage"] == stage.capitalize() for each in found)
            seen += 1
    assert seen > 10


def test_the_boards_numbers_and_their_lists(reader: PageClient) -> None:
    top = db.session.scalars(select(Unit.id).where(Unit.parent_id.is_(None))).all()
    boards = [f"/board/units/{each}" for each in db.session.scalars(select(Unit.id).where(Unit.parent_id.in_(top)))]
    numbers = [each for board in ("/board", *boards) for each in counted(reader.get(board, follow_redirects=True).text)]
    assert numbers
    assert [(address, len(rows(reader, address))) for address, _ in numbers] == numbers


def test_a_units_page_and_its_lists(reader: PageClient) -> None:
    numbers = [
        each
        for unit_id in db.session.scalars(select(Unit.id))
        for each in counted(reader.get(f"/control/units/{unit_id}").text)
    ]
    assert any("stage=active" in address for address, _ in numbers)
    assert any("serves=" in address for address, _ in numbers)
    assert [(address, len(rows(reader, address))) for address, _ in numbers] == numbers
