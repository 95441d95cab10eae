"""Filters that are kept: opened with one tap, shared, opened first, and honest where a part of them is gone."""

from collections.abc import Callable
from typing import Any

import pytest

from qms.improvement.portfolio.saved.actions import MOST, save_filter
from qms.improvement.portfolio.saved.models import PortfolioFilter, Sharing
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.people.models import Person
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.making import project
from tests.page_client import PageClient

FILTERS = "/improvement/filters"


def kept(by: Person, name: str = "No aim", **fields: Any) -> PortfolioFilter:
    fields = {"view": "table", "query": {"lacks": "aim"}} | fields
    more = {key: fields.pop(key) for key in ("sharing", "unit_id") if key in fields}
    made = save_filter(name=name, by=by, **fields)
    for key, value in more.items():
        setattr(made, key, value)
    db.session.commit()
    return made


def of(person: Person) -> list[str]:
    kept = db.session.query(PortfolioFilter).filter_by(person_id=person.id)
    return [each.name for each in kept.order_by(PortfolioFilter.id)]


def test_what_the_page_shows_is_kept_and_opened_again(client: PageClient, place: Place) -> None:
    project(place.ward, place.nurse)
    client.sign_in(place.reader)
    page = client.get(f"/improvement/projects/board?lacks=aim&unit={place.ward.id}&page=3&sort=title").text
    assert f'value="unit={place.ward.id}&amp;lacks=aim&amp;sort=title"' in page
    sent = {"name": " My wards ", "view": "board", "query": f"unit={place.ward.id}&lacks=aim&page=3&x=1"}
    answer = client.submit(FILTERS, sent)
    there = f"/improvement/projects/board?unit={place.ward.id}&lacks=aim"
    assert answer.location == there
    saved = db.session.query(PortfolioFilter).one()
    assert client.get(f"{FILTERS}/{saved.id}").location == there
    page = client.get(there).text
    assert f'<a href="{FILTERS}/{saved.id}" aria-current="page">My wards</a>' in page
    assert db.session.query(AuditEvent).filter_by(event="portfolio-filter.saved", by_id=place.reader.id).count() == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": " "}, "Enter a name"),
        ({"name": "x" * 81}, "Use 80 characters or fewer."),
        ({"name": "Patient 943 476 5919"}, "looks like an NHS number"),
        ({"name": "A", "query": "words=9434765919"}, "looks like an NHS number"),
        ({"name": "A", "view": "nonsense"}, "Choose a view of the portfolio."),
    ],
)
def test_what_cannot_be_kept_is_said(client: PageClient, place: Place, sent: dict[str, str], said: str) -> None:
    answer = client.sign_in(place.reader).submit(FILTERS, {"view": "table", "query": ""} | sent)
    assert answer.status_code == 422
    assert said in answer.text
    assert of(place.reader) == []


def test_a_name_that_is_taken_is_replaced_only_when_told(client: PageClient, place: Place) -> None:
    kept(place.nurse)
    client.sign_in(place.nurse)
    sent = {"name": "no AIM", "view": "board", "query": "lacks=data"}
    refused = client.submit(FILTERS, sent)
    assert refused.status_code == 422
    assert "You have saved a filter as “No aim”." in refused.text
    client.submit(FILTERS, sent | {"replace": "y"})
    saved = db.session.query(PortfolioFilter).one()
    assert (saved.name, saved.view, saved.query) == ("No aim", "board", "lacks=data")
    client.sign_in(place.coach).submit(FILTERS, sent)
    assert of(place.coach) == ["no AIM"], "somebody else's names are their own"


def test_there_is_an_end_to_how_many(client: PageClient, place: Place) -> None:
    for number in range(MOST):
        save_filter(name=f"List {number}", view="table", query={}, by=place.nurse)
    db.session.commit()
    client.sign_in(place.nurse)
    assert client.submit(FILTERS, {"name": "One more", "view": "table", "query": ""}).status_code == 422
    assert "All saved filters" in client.get("/improvement/").text


def test_it_is_found_by_those_it_is_shared_with(client: PageClient, place: Place) -> None:
    project(place.ward, place.nurse)
    mine = kept(place.coach, "Coached")
    wards = kept(place.coach, "Ward 1 alone", sharing=Sharing.UNIT, unit_id=place.ward.id)
    trusts = kept(place.coach, "The trust", sharing=Sharing.UNIT, unit_id=place.trust.id)
    all_ = kept(place.coach, "Everybody", sharing=Sharing.EVERYBODY)
    everything = {mine, wards, trusts, all_}

    def found(who: Person) -> set[PortfolioFilter]:
        client.sign_in(who)
        page = client.get("/improvement/").text
        listed = {each for each in everything if f'href="{FILTERS}/{each.id}"' in page}
        opened = {each for each in everything if client.get(f"{FILTERS}/{each.id}").status_code == 302}
        assert listed == opened
        return listed

    assert found(place.coach) == everything
    assert found(place.nurse) == {wards, trusts, all_}
    assert found(place.other_nurse) == {trusts, all_}
    assert found(place.reader) == {all_}
    assert "by Cora Lind" in client.get("/improvement/").text


def test_only_its_owner_changes_and_removes_it(client: PageClient, place: Place) -> None:
    saved = kept(place.coach, sharing=Sharing.EVERYBODY)
    client.sign_in(place.nurse)
    assert "Cora Lind keeps it" in client.get(f"{FILTERS}/{saved.id}/edit").text
    client.submit(f"{FILTERS}/{saved.id}/edit", {"name": "Mine", "sharing": "nobody"})
    assert "Only they can remove it." in client.submit(f"{FILTERS}/{saved.id}/confirm-removal", {}).text
    assert of(place.coach) == ["No aim"]
    client.sign_in(place.coach)
    no_unit = client.submit(f"{FILTERS}/{saved.id}/edit", {"name": "Renamed", "sharing": "unit", "unit": "0"})
    assert "Choose the unit." in no_unit.text
    client.submit(f"{FILTERS}/{saved.id}/edit", {"name": "Renamed", "sharing": "unit", "unit": str(place.ward.id)})
    db.session.expire_all()
    assert (saved.name, saved.sharing, saved.unit_id) == ("Renamed", Sharing.UNIT, place.ward.id)
    assert "Everybody in Ward 1 and below" in client.get(FILTERS).text
    assert "Remove “Renamed”?" in client.get(f"{FILTERS}/{saved.id}/confirm-removal").text
    client.submit(f"{FILTERS}/{saved.id}/confirm-removal", {})
    assert of(place.coach) == []
    assert client.get(f"{FILTERS}/{saved.id}").status_code == 404


def test_a_name_is_not_given_twice_by_renaming(client: PageClient, place: Place) -> None:
    kept(place.nurse, "One")
    two = kept(place.nurse, "Two")
    answer = client.sign_in(place.nurse).submit(f"{FILTERS}/{two.id}/edit", {"name": "one", "sharing": "nobody"})
    assert answer.status_code == 422
    assert "You have saved another filter as “One”." in answer.text


def test_the_portfolio_opens_with_the_one_that_was_chosen(client: PageClient, place: Place) -> None:
    project(place.ward, place.nurse)
    first, second = kept(place.nurse, "First", opens_first=True), kept(place.nurse, "Second", opens_first=True)
    client.sign_in(place.nurse)
    assert client.get("/improvement/").location == f"{FILTERS}/{second.id}"
    page = client.get("/improvement/?lacks=aim").text
    assert 'href="/improvement/?all=yes">All projects' in page
    assert 'href="/improvement/?all=yes">No aim' in page, "the last filter is taken away without opening it again"
    assert client.get("/improvement/?all=yes").status_code == 200
    client.submit(f"{FILTERS}/{second.id}/edit", {"name": "Second", "sharing": "nobody"})
    assert client.get("/improvement/").status_code == 200
    assert "Second" in client.get(FILTERS).text
    assert first.opens_first is False
    assert client.sign_in(place.coach).get("/improvement/").status_code == 200


def test_what_is_no_longer_there_is_left_out_and_said(client: PageClient, place: Place) -> None:
    project(place.ward, place.nurse)
    query = {"unit": "999", "objective": "998", "lead": "997", "lacks": "aim", "coach": "me", "quiet": "old"}
    saved = kept(place.nurse, "Old", query=query)
    page = client.sign_in(place.nurse).get(f"{FILTERS}/{saved.id}", follow_redirects=True).text
    assert "“Old” asks for a unit, an objective, a lead and an age of the last entry that are no longer there." in page
    assert "Coached by me" in page
    place.other_ward.retired = True
    retired = kept(place.nurse, "Closed ward", query={"unit": str(place.other_ward.id)})
    assert "which is retired" in client.get(f"{FILTERS}/{retired.id}", follow_redirects=True).text


def test_home_counts_them_without_more_queries(
    client: PageClient, place: Place, build: Builder, count_queries: Callable[[], Any]
) -> None:
    project(place.ward, place.nurse)
    project(place.other_ward, place.other_nurse)
    client.sign_in(place.nurse)

    def opened() -> tuple[int, str]:
        with count_queries() as queries:
            page = client.get("/").text
        return len(queries), page

    assert "Your saved filters" not in client.get("/").text
    kept(place.nurse, "Mine", query={"lead": "me", "unit": str(place.ward.id)})
    opened()
    few, page = opened()
    assert 'Mine</a> <span class="qms-muted">1 project<' in page
    for number in range(4):
        kept(place.nurse, f"All {number}", query={"unit": str(place.trust.id), "words": "falls", "stage": "active"})
    more, page = opened()
    assert more == few
    assert page.count('<span class="qms-muted">2 projects<') == 4
