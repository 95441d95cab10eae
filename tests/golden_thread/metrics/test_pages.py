"""The list of metrics, a metric's own page, its targets, signing and retiring in the browser."""

import csv
import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask, render_template

from qms.golden_thread.metrics.home import home_sections
from qms.golden_thread.metrics.models import MetricState, MetricTarget, Series
from qms.golden_thread.objectives.models import Objective, ObjectiveMetric
from qms.golden_thread.readings.models import Reading
from qms.improvement.projects.models import Project, ProjectMeasure, Stage
from qms.kernel import clock
from qms.kernel.db import db
from qms.people.roles import RoleName
from qms.planning.drivers.models import Driver, DriverKind, DriverMeasure
from qms.planning.plans.models import QualityPlan
from tests.golden_thread.metrics.measuring import measure
from tests.golden_thread.metrics.team import Team
from tests.page_client import PageClient


def test_the_list_says_how_many_and_in_which_state(team: Team, client: PageClient) -> None:
    team.agree(team.propose())
    team.propose(name="Complaints")
    retired = team.propose(name="Old")
    retired.state = MetricState.RETIRED
    db.session.commit()
    client.sign_in(team.manager)
    page = client.get("/metrics")
    assert "2 metrics in use: 1 agreed and 1 proposed. 1 is retired." in page.text
    assert "Old" not in page.text.split("<table")[1]
    assert "Old" in client.get("/metrics?state=retired").text.split("<table")[1]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=falls", ["Falls per 1,000 bed days"]),
        ("q=days+FALLS", ["Falls per 1,000 bed days"]),
        ("q=100%25", ["Seen: 100%"]),
        ("q=%25", ["Seen: 100%"]),
        ("kind=process", ["Seen: 100%"]),
        ("state=agreed", ["Falls per 1,000 bed days"]),
        ("unit=ward", ["Falls per 1,000 bed days"]),
        ("q=nothing+such", []),
        ("state=nonsense&kind=nonsense&page=nonsense", ["Falls per 1,000 bed days", "Seen: 100%"]),
    ],
)
def test_filters_narrow_the_list_and_the_csv_file_alike(
    team: Team, client: PageClient, query: str, expected: list[str]
) -> None:
    team.agree(team.propose())
    team.propose(name="Seen: 100%", unit_id=team.other_ward.id, kind="process", purpose="Speed")
    client.sign_in(team.manager)
    query = query.replace("unit=ward", f"unit={team.ward.id}")
    page = client.get(f"/metrics?{query}")
    file = client.get(f"/metrics.csv?{query}")
    assert [row["name"] for row in csv.DictReader(file.text.removeprefix("\ufeff").splitlines())] == expected
    for name in ("Falls per 1,000 bed days", "Seen: 100%"):
        assert (f">{name}</a>" in page.text) is (name in expected)
    if not expected:
        assert "No metric matches." in page.text


def test_the_csv_file_carries_definitions_and_no_formulas(team: Team, client: PageClient) -> None:
    metric = team.agree(team.propose(target=4.0, purpose="=HYPERLINK()", owner_id=team.manager.id, read_by=("CQC", "NICE")))
    measure(metric, team.ward)
    client.sign_in(team.manager)
    file = client.get("/metrics.csv")
    assert file.mimetype == "text/csv"
    (row,) = csv.DictReader(file.text.removeprefix("\ufeff").splitlines())
    assert row["metric"] == "falls-per-1000-bed-days"
    assert row["purpose"] == "'=HYPERLINK()"
    assert (row["target"], row["owner"], row["read_by"]) == ("4", "Grace Hopper", "CQC; NICE")
    assert (row["state"], row["version"], row["agreed_on"]) == ("agreed", "1", clock.today().isoformat())
    assert (row["charts"], row["concern"]) == ("2", "0"), "the ward's chart and the trust's roll-up"


def test_the_page_says_what_it_measures_and_who_has_not_signed(team: Team, client: PageClient) -> None:
    metric = team.propose(target=4.0)
    client.sign_in(team.manager)
    page = client.get(f"/metrics/{metric.id}").text
    assert "Falls reported in the incident system, per 1,000 bed days. Lower is better." in page
    assert "have not signed" in page
    assert "Could be signed by Ada Lovelace." in page
    assert "4 per 1,000 bed days" in page
    assert "Nothing has been measured yet." in page
    assert "Sign for the owning team" in page
    assert "Sign for informatics" not in page


def test_the_page_shows_charts_and_objectives(team: Team, client: PageClient) -> None:
    metric = team.agree(team.propose())
    measure(metric, team.ward)
    objective = Objective(
        unit_id=team.trust.id, title="Fewer falls", starts_on=dt.date(2026, 4, 1), due_on=dt.date(2027, 3, 31)
    )
    team.build.commit(objective)
    team.build.commit(ObjectiveMetric(objective_id=objective.id, metric_id=metric.id, headline=True))
    client.sign_in(team.manager)
    page = client.get(f"/metrics/{metric.id}").text
    assert "2 charts: none gives concern, none is improving." in page
    assert "Common cause" in page
    assert "Fewer falls" in page


def test_three_people_sign_in_the_browser(team: Team, client: PageClient) -> None:
    metric = team.propose()
    for person, capacity in ((team.manager, "team"), (team.analyst, "informatics"), (team.executive, "executive")):
        client.sign_in(person)
        client.get(f"/metrics/{metric.id}")
        answer = client.submit(f"/metrics/{metric.id}/signatures", {"capacity": capacity, "version": str(metric.version)})
        assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "is now agreed" in page
    assert f"Agreed v1 on {clock.today().day} " in page


def test_signing_is_refused_without_the_role_or_under_words_that_changed(team: Team, client: PageClient) -> None:
    metric = team.propose()
    address, sign = f"/metrics/{metric.id}/signatures", {"capacity": "team", "version": str(metric.version)}
    assert client.sign_in(team.analyst).submit(address, sign).status_code == 403
    client.sign_in(team.manager)
    assert client.submit(address, sign | {"capacity": "ward cat"}).status_code == 422
    metric.purpose = "Another purpose."
    db.session.commit()
    stale = client.submit(address, sign)
    assert stale.status_code == 409
    assert "The definition changed while you were reading it." in stale.text
    incomplete = team.propose(name="Incomplete", source="")
    refused = client.submit(f"/metrics/{incomplete.id}/signatures", {"capacity": "team", "version": "1"})
    assert refused.status_code == 422
    assert "can&#39;t be signed yet" in refused.text


def test_retiring_says_who_uses_it_and_asks_again(team: Team, client: PageClient) -> None:
    metric = team.agree(team.propose())
    objective = Objective(
        unit_id=team.trust.id, title="Fewer falls", starts_on=dt.date(2026, 4, 1), due_on=dt.date(2027, 3, 31)
    )
    team.build.commit(objective)
    team.build.commit(ObjectiveMetric(objective_id=objective.id, metric_id=metric.id))
    client.sign_in(team.analyst)
    address = f"/metrics/{metric.id}/retire"
    page = client.get(address).text
    assert "It is in use: 1 place" in page
    assert "Fewer falls" in page
    data = {"reason": "Replaced by falls with harm.", "version": str(metric.version)}
    assert client.submit(address, data | {"reason": ""}).status_code == 422
    refused = client.submit(address, data)
    assert refused.status_code == 422
    assert "Tick the box" in refused.text
    stale = client.submit(address, data | {"understood": "y", "version": "0"})
    assert stale.status_code == 409
    assert client.submit(address, data | {"understood": "y"}).status_code == 303
    page = client.get(f"/metrics/{metric.id}").text
    assert "Retired: Replaced by falls with harm." in page
    assert client.submit(f"/metrics/{metric.id}/bring-back").status_code == 303
    assert client.submit(f"/metrics/{metric.id}/bring-back").status_code == 422


def test_projects_and_plans_measured_by_it_are_named_before_it_is_retired(team: Team, client: PageClient) -> None:
    metric = team.agree(team.propose())
    measure(metric, team.ward)
    series = db.session.query(Series).filter_by(metric_id=metric.id, unit_id=team.ward.id).one()
    due = dt.date(2027, 3, 31)
    fields = {"why": "Falls cause harm.", "unit_id": team.ward.id, "lead_id": team.manager.id, "due_on": due}
    going, ended = Project(title="Night lights", **fields), Project(title="Old idea", stage=Stage.COMPLETED, **fields)
    team.build.commit(going, ended)
    team.build.commit(*(ProjectMeasure(project_id=each.id, series_id=series.id) for each in (going, ended)))
    plan = team.build.commit(QualityPlan(unit_id=team.ward.id, title="Safe at night"))
    aim = team.build.commit(Driver(plan_id=plan.id, kind=DriverKind.AIM, text="Fewer falls"))
    team.build.commit(DriverMeasure(driver_id=aim.id, series_id=series.id))
    page = client.sign_in(team.analyst).get(f"/metrics/{metric.id}/retire").text
    assert "It is in use: 2 places" in page
    assert "Safe at night" in page
    assert "Night lights" in page
    assert "Old idea" not in page


def test_targets_are_set_replaced_and_removed(team: Team, client: PageClient) -> None:
    metric = team.agree(team.propose())
    measure(metric, team.ward)
    client.sign_in(team.analyst)
    address = f"/metrics/{metric.id}/targets"
    assert client.submit(address, {"value": "", "starts_on": "2026-04-01"}).status_code == 422
    for value in ("4.5", "4.0"):
        assert client.submit(address, {"value": value, "starts_on": "2026-04-01"}).status_code == 303
    page = client.get(address).text
    assert "Stands now" in page
    assert db.session.query(MetricTarget).count() == 1
    assert {each.target for each in db.session.query(Reading)} == {4.0}, "the readings follow in the same transaction"
    db.session.rollback()
    assert client.submit(f"{address}/remove", {"starts_on": "2026-04-01"}).status_code == 303
    assert client.submit(f"{address}/remove", {"starts_on": "2026-04-01"}).status_code == 422
    assert client.submit(f"{address}/remove", {}).status_code == 422
    assert {each.target for each in db.session.query(Reading)} == {None}


def test_the_number_of_queries_does_not_grow(team: Team, client: PageClient, count_queries: Callable[[], Any]) -> None:
    metric = team.agree(team.propose(owner_id=team.manager.id))
    measure(metric, team.ward)
    client.sign_in(team.analyst)
    addresses = ("/metrics", "/metrics.csv", f"/metrics/{metric.id}")
    for address in addresses:  # what a process loads once is loaded here
        client.get(address)
    before = {}
    for address in addresses:
        with count_queries() as queries:
            client.get(address)
        before[address] = len(queries)
    for number in range(4):
        owner = team.build.person(RoleName.ANALYST, team.trust)
        another = team.agree(team.propose(name=f"Another {number}", owner_id=owner.id, target=1.0))
        unit = team.build.unit(parent=team.ward)
        measure(another, unit)
        measure(metric, unit)
    for address in addresses:
        with count_queries() as queries:
            client.get(address)
        assert len(queries) <= before[address], address


def test_an_unknown_metric_or_unit_is_a_404(team: Team, client: PageClient) -> None:
    client.sign_in(team.manager)
    for address in ("/metrics/4711", "/metrics?unit=4711", "/metrics/4711/revisions"):
        assert client.get(address).status_code == 404


def test_the_home_page_asks_for_my_signature(app: Flask, team: Team) -> None:
    for number in range(7):
        team.propose(name=f"Audit {number}")
    assert home_sections(team.build.person(RoleName.VIEWER, team.trust)) == []
    (section,) = home_sections(team.executive)
    with app.test_request_context():
        html = render_template(section.template, **section.context)
    assert "7 metrics wait for your signature" in html
    assert "Read and sign Audit 0" in html
    assert "for the executive owner, version 1, Ward 7" in html
    assert "Audit 5" not in html
    assert "All proposed metrics" in html
