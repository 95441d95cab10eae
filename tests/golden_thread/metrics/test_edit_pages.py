"""Proposing and changing a metric in the browser."""

from typing import Any

import pytest

from qms.golden_thread.metrics.models import Metric, MetricState
from qms.golden_thread.metrics.queries import find
from qms.kernel.db import db
from qms.people.roles import RoleName
from tests.golden_thread.metrics.team import Team
from tests.page_client import PageClient

FIVE = {"name": "Falls with harm", "purpose": "Falls cause harm.", "data_kind": "rate", "direction": "decrease"}
REST = {
    "numerator": "Falls with harm",
    "denominator": "Bed days",
    "multiplier": "1,000",
    "measured_in": "per 1,000 bed days",
    "source": "Incident system",
    "cadence": "monthly",
    "kind": "outcome",
    "chart": "xmr",
    "rules": "",
    "decimals": "",
    "strata_add_up": "y",
    "owner_id": "",
}


def filled(team: Team, metric: Metric | None = None, **changes: Any) -> dict[str, Any]:
    """The whole form, filled in for Ward 7."""
    version = {"version": str(metric.version)} if metric else {}
    return FIVE | REST | {"unit_id": str(team.ward.id)} | version | changes


@pytest.fixture
def analyst(team: Team, client: PageClient) -> PageClient:
    """The analyst's browser."""
    return client.sign_in(team.analyst)


def test_five_answers_are_enough_to_propose(team: Team, analyst: PageClient) -> None:
    page = analyst.get("/metrics/new")
    assert "Five questions are enough" in page.text
    answer = analyst.submit("/metrics/new", FIVE | {"unit_id": str(team.ward.id)})
    assert answer.status_code == 303
    metric = find("falls-with-harm")
    assert metric is not None
    assert (metric.state, metric.chart, metric.rules) == (MetricState.PROPOSED, "xmr", "")
    shown = analyst.get(answer.location)
    assert "Not yet agreed: the definition is not complete" in shown.text
    assert "Falls with harm is proposed" in shown.text


def test_a_whole_definition_is_stored_as_entered(team: Team, analyst: PageClient) -> None:
    data = filled(
        team, chart="u", owner_id=str(team.manager.id), read_by=["CQC", "NICE"], decimals="1", key="harm",
        target="4.0", target_from="01/04/2026",
    )  # fmt: skip
    assert analyst.submit("/metrics/new", data).status_code == 303
    metric = find("harm")
    assert metric is not None
    assert (metric.chart, metric.multiplier, metric.decimals) == ("u", 1000.0, 1)
    assert metric.read_by == ["CQC", "NICE"]
    assert metric.owner_id == team.manager.id
    assert [(each.starts_on.isoformat(), each.value) for each in metric.targets] == [("2026-04-01", 4.0)]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": ""}, "Enter a name for the metric."),
        ({"data_kind": ""}, "Choose what kind of number it is."),
        ({"direction": "sideways"}, "Choose which way is better, or neither."),
        ({"unit_id": "9999"}, "Choose the team that owns the metric."),
        ({"chart": "pie"}, "from the list"),
        ({"chart": "p"}, "A p chart is for proportions. Choose an XmR chart or a u chart"),
        ({"multiplier": "0"}, "Enter a number above zero"),
        ({"multiplier": "a thousand"}, "is not a number"),
        ({"multiplier": "100"}, "The unit says “per 1,000”, but values are shown per 100."),
        ({"data_kind": "proportion", "target": "0.5"}, "Write the target with a per cent sign"),
        ({"data_kind": "proportion", "target": "140%"}, "A proportion lies between 0% and 100%"),
        ({"target": "4%"}, "Only proportions have a target in per cent"),
        ({"target": "4", "target_from": "3rd March"}, "&#39;3rd March&#39; is not a date"),
        ({"key": "Falls With Harm"}, "for example: falls-with-harm"),
        ({"purpose": "Mrs Smith, 943 476 5919, fell."}, "looks like an NHS number"),
        ({"owner_id": "nobody"}, "Choose an owner from the list"),
        ({"cadence": "hourly"}, "Choose how often from the list"),
    ],
)
@pytest.mark.one_database
def test_each_mistake_is_said_with_its_remedy(team: Team, analyst: PageClient, changes: dict[str, str], message: str) -> None:
    answer = analyst.submit("/metrics/new", filled(team, **changes))
    assert answer.status_code == 422
    assert message in answer.text
    assert "There is a problem" in answer.text
    assert find("falls-with-harm") is None


def test_a_proportions_target_may_be_written_either_way(team: Team, analyst: PageClient) -> None:
    for number, target in enumerate(("95%", "95")):
        data = filled(team, name=f"Seen in time {number}", data_kind="proportion", target=target)
        assert analyst.submit("/metrics/new", data).status_code == 303
        metric = find(f"seen-in-time-{number}")
        assert metric is not None
        assert metric.target == 0.95
        assert metric.multiplier == 1.0


def test_a_taken_name_is_refused_with_who_has_it(team: Team, analyst: PageClient) -> None:
    team.propose(name="Falls with harm")
    answer = analyst.submit("/metrics/new", filled(team))
    assert answer.status_code == 422
    assert "Ward 7 already has a metric called" in answer.text


def test_a_team_of_others_is_not_on_offer(team: Team, client: PageClient) -> None:
    client.sign_in(team.manager)
    assert "Ward 8" not in client.get("/metrics/new").text
    assert client.submit("/metrics/new", filled(team, unit_id=str(team.other_ward.id))).status_code == 422


@pytest.mark.parametrize("role", [RoleName.VIEWER, RoleName.TEAM_MEMBER, RoleName.BOARD_MEMBER])
@pytest.mark.one_database
def test_only_those_who_define_metrics_get_in(team: Team, client: PageClient, role: RoleName) -> None:
    metric = team.propose()
    client.sign_in(team.build.person(role, team.trust))
    for address in ("new", f"{metric.id}/edit", f"{metric.id}/targets", f"{metric.id}/retire"):
        assert client.get(f"/metrics/{address}").status_code == 403
        assert client.submit(f"/metrics/{address}", filled(team)).status_code == 403
    assert client.get(f"/metrics/{metric.id}").status_code == 200


def test_revising_an_agreed_metric_asks_why(team: Team, analyst: PageClient) -> None:
    metric = team.agree(team.propose())
    address = f"/metrics/{metric.id}/edit"
    assert "A change makes it version 2" in analyst.get(address).text
    data = filled(team, metric, name=metric.name, exclusions="Visitors")
    refused = analyst.submit(address, data)
    assert refused.status_code == 422
    assert "Say why the definition is changing." in refused.text
    assert "Visitors" in refused.text, "what was typed is still there"
    stored = analyst.submit(address, data | {"reason": "Visitors are counted elsewhere."})
    assert stored.status_code == 303
    page = analyst.get(stored.location)
    assert "Version 1 was agreed on" in page.text
    assert "Visitors are counted elsewhere." in page.text
    assert "Who or what is left out" in analyst.get(f"/metrics/{metric.id}/revisions").text


def test_an_edit_of_an_old_version_shows_both(team: Team, analyst: PageClient) -> None:
    metric = team.propose()
    address = f"/metrics/{metric.id}/edit"
    mine = filled(team, metric, name=metric.name, exclusions="Staff")
    assert analyst.submit(address, filled(team, metric, name=metric.name, exclusions="Visitors")).status_code == 303
    conflict = analyst.submit(address, mine)
    assert conflict.status_code == 409
    assert "Somebody else changed this while you were editing" in conflict.text
    assert "<td>Staff</td><td>Visitors</td>" in conflict.text
    db.session.refresh(metric)
    assert metric.exclusions == "Visitors"
    again = analyst.submit(address, mine | {"version": str(metric.version)})
    assert again.status_code == 303
    db.session.refresh(metric)
    assert metric.exclusions == "Staff"


def test_a_retired_metric_says_to_bring_it_back_first(team: Team, analyst: PageClient) -> None:
    metric = team.propose()
    metric.state = MetricState.RETIRED
    db.session.commit()
    answer = analyst.submit(f"/metrics/{metric.id}/edit", filled(team, metric))
    assert answer.status_code == 422
    assert "Bring it back before you change it." in answer.text


def test_there_is_no_metric_to_change(team: Team, analyst: PageClient) -> None:
    assert analyst.get("/metrics/4711/edit").status_code == 404
