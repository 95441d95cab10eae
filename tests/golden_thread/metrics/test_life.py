"""A definition's life: proposed, signed by three, agreed, revised, retired, brought back; with each refusal."""

import datetime as dt
import threading

import pytest
from flask import Flask
from sqlalchemy import select

from qms.golden_thread.metrics import finding, signatories
from qms.golden_thread.metrics.actions import change_definition, propose_metric
from qms.golden_thread.metrics.definitions import RefusedError, definition_of
from qms.golden_thread.metrics.history import earlier_revisions
from qms.golden_thread.metrics.life import bring_back, retire, sign
from qms.golden_thread.metrics.models import Capacity, Metric, MetricState
from qms.golden_thread.metrics.states import state_sentence
from qms.golden_thread.metrics.targets import set_target
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.people.models import Membership, Person
from qms.people.roles import RoleName
from tests.golden_thread.metrics.team import Team

THIRD_OF_MARCH = dt.datetime(2026, 3, 3, 9, 0, tzinfo=dt.UTC)


def events(metric: Metric) -> list[str]:
    """The audit events of the metric, in order."""
    statement = select(AuditEvent).where(AuditEvent.subject == "metric", AuditEvent.subject_id == metric.id)
    return [each.event for each in db.session.execute(statement.order_by(AuditEvent.id)).scalars()]


def test_the_third_signature_makes_it_agreed(team: Team) -> None:
    metric = team.propose()
    assert state_sentence(metric) == "Not yet agreed: the owning team, informatics and the executive owner have not signed."
    sign(metric=metric, capacity=Capacity.TEAM, by=team.manager)
    sign(metric=metric, capacity=Capacity.INFORMATICS, by=team.analyst)
    assert state_sentence(metric) == "Not yet agreed: the executive owner has not signed."
    with clock.standing_at(THIRD_OF_MARCH):
        sign(metric=metric, capacity=Capacity.EXECUTIVE, by=team.executive)
    assert metric.state is MetricState.AGREED
    assert state_sentence(metric) == "Agreed v1 on 3 March 2026."
    assert events(metric) == ["metric.proposed", *["metric.signed"] * 3, "metric.agreed"]


def test_nobody_signs_for_what_their_role_does_not_allow(team: Team) -> None:
    metric = team.propose()
    with pytest.raises(RefusedError, match="Your role does not let you sign for the executive owner of Ward 7"):
        sign(metric=metric, capacity=Capacity.EXECUTIVE, by=team.manager)
    stranger = team.build.person(RoleName.WARD_MANAGER, team.other_ward)
    with pytest.raises(RefusedError, match="Your role does not let you"):
        sign(metric=metric, capacity=Capacity.TEAM, by=stranger)


def test_nobody_signs_twice_even_in_another_capacity(team: Team) -> None:
    db.session.add(Membership(person_id=team.manager.id, unit_id=team.ward.id, role=RoleName.ANALYST))
    db.session.commit()
    metric = team.propose()
    assert signatories.capacities_open_to(team.manager, metric) == [Capacity.TEAM, Capacity.INFORMATICS]
    sign(metric=metric, capacity=Capacity.TEAM, by=team.manager)
    assert signatories.capacities_open_to(team.manager, metric) == []
    with pytest.raises(RefusedError, match="Three different people"):
        sign(metric=metric, capacity=Capacity.INFORMATICS, by=team.manager)


def test_a_capacity_is_signed_once(team: Team) -> None:
    metric = team.propose()
    sign(metric=metric, capacity=Capacity.INFORMATICS, by=team.analyst)
    second = team.build.person(RoleName.ANALYST, team.ward)
    with pytest.raises(RefusedError, match="Ada Lovelace has already signed for informatics"):
        sign(metric=metric, capacity=Capacity.INFORMATICS, by=second)


def test_an_incomplete_definition_is_not_signed(team: Team) -> None:
    metric = team.propose(source="", denominator="")
    assert "Still to be filled in: “Out of what” and “Where the data come from”" in state_sentence(metric)
    with pytest.raises(RefusedError, match="not complete"):
        sign(metric=metric, capacity=Capacity.TEAM, by=team.manager)


def test_an_agreed_definition_takes_no_more_signatures(team: Team) -> None:
    metric = team.agree(team.propose())
    with pytest.raises(RefusedError, match="All three signatures are there"):
        sign(metric=metric, capacity=Capacity.TEAM, by=team.manager)


def test_revising_needs_a_reason_and_keeps_what_was_signed(team: Team) -> None:
    with clock.standing_at(THIRD_OF_MARCH):
        metric = team.agree(team.propose())
    wider = team.definition(numerator="All falls, with or without harm", exclusions="Visitors")
    with pytest.raises(RefusedError, match="Say why the definition is changing"):
        change_definition(metric=metric, definition=wider, reason="  ", by=team.analyst)
    assert metric.revision == 1
    change = change_definition(metric=metric, definition=wider, reason="Near falls count too.", by=team.analyst)
    db.session.commit()

    assert change.revised
    assert change.fields == ("numerator", "exclusions")
    assert (metric.revision, metric.state, metric.agreed_at) == (2, MetricState.PROPOSED, None)
    assert signatories.missing_capacities(metric) == list(Capacity)
    (kept,) = earlier_revisions(metric, size=5, number=1).items
    assert kept.agreed == "agreed on 3 March 2026"
    assert kept.reason == "Near falls count too."
    assert [(each.label, each.before, each.after) for each in kept.differences] == [
        ("What is counted or measured", "Falls reported in the incident system", "All falls, with or without harm"),
        ("Who or what is left out", "Not said", "Visitors"),
    ]
    assert ("Owning team", "Ward 7") in kept.definition
    assert len(metric.signatures) == 3, "the signatures under version 1 stay on record"


def test_a_page_of_old_versions_knows_what_followed_each(team: Team) -> None:
    metric = team.propose()
    for number in (1, 2, 3):
        team.agree(metric)
        change_definition(
            metric=metric, definition=team.definition(purpose=f"Purpose {number}"), reason="Wording", by=team.analyst
        )
        db.session.commit()
    assert earlier_revisions(metric, size=1, number=1).total == 3
    found = [earlier_revisions(metric, size=1, number=page).items[0] for page in (1, 2, 3)]
    assert [(each.number, each.differences[0].before, each.differences[0].after) for each in found] == [
        (3, "Purpose 2", "Purpose 3"),
        (2, "Purpose 1", "Purpose 2"),
        (1, "Falls cause harm.", "Purpose 1"),
    ]


def test_changing_a_proposed_definition_takes_its_signatures_back(team: Team) -> None:
    metric = team.propose()
    sign(metric=metric, capacity=Capacity.TEAM, by=team.manager)
    change = change_definition(metric=metric, definition=team.definition(exclusions="Visitors"), by=team.analyst)
    db.session.commit()
    assert change.withdrawn == 1
    assert not change.revised
    assert metric.revision == 1
    assert signatories.capacities_open_to(team.manager, metric) == [Capacity.TEAM]


def test_owner_readers_and_targets_leave_the_agreement_alone(team: Team) -> None:
    metric = team.agree(team.propose())
    definition = team.definition(owner_id=team.manager.id, decimals=1, read_by=("CQC", "NICE"))
    change = change_definition(metric=metric, definition=definition, by=team.analyst)
    set_target(metric=metric, starts_on=dt.date(2026, 4, 1), value=4.0, by=team.analyst)
    db.session.commit()
    assert not change.revised
    assert metric.state is MetricState.AGREED
    assert metric.owner is team.manager
    assert metric.target == 4.0


def test_storing_the_same_definition_changes_nothing(team: Team) -> None:
    metric = team.agree(team.propose())
    version = metric.version
    assert change_definition(metric=metric, definition=definition_of(metric), by=team.analyst).fields == ()
    db.session.commit()
    assert metric.version == version


def test_retired_with_a_reason_and_brought_back_as_agreed(team: Team) -> None:
    metric = team.agree(team.propose())
    with pytest.raises(RefusedError, match="Say why"):
        retire(metric=metric, reason=" ", by=team.analyst)
    retire(metric=metric, reason="Replaced by falls with harm.", by=team.analyst)
    assert state_sentence(metric) == "Retired: Replaced by falls with harm."
    with pytest.raises(RefusedError, match="retired already"):
        retire(metric=metric, reason="Again", by=team.analyst)
    with pytest.raises(RefusedError, match="Bring it back"):
        change_definition(metric=metric, definition=team.definition(exclusions="Visitors"), by=team.analyst)
    with pytest.raises(RefusedError, match="Bring it back"):
        sign(metric=metric, capacity=Capacity.TEAM, by=team.manager)
    with pytest.raises(RefusedError, match="Bring it back"):
        set_target(metric=metric, starts_on=dt.date(2026, 4, 1), value=4.0, by=team.analyst)
    bring_back(metric=metric, by=team.analyst)
    db.session.commit()
    assert metric.state is MetricState.AGREED
    with pytest.raises(RefusedError, match="not retired"):
        bring_back(metric=metric, by=team.analyst)


def test_a_metric_retired_before_it_was_agreed_comes_back_as_proposed(team: Team) -> None:
    metric = team.propose()
    retire(metric=metric, reason="Not now.", by=team.analyst)
    bring_back(metric=metric, by=team.analyst)
    assert metric.state is MetricState.PROPOSED


def test_two_metrics_in_use_never_share_a_name_or_key(team: Team) -> None:
    metric = team.propose()
    with pytest.raises(RefusedError, match="Ward 7 already has a metric called"):
        propose_metric(definition=team.definition(name="FALLS per 1,000 bed days"), by=team.analyst)
    with pytest.raises(RefusedError, match="Another metric is already called"):
        propose_metric(definition=team.definition(name="Other"), key=metric.key, by=team.analyst)
    retire(metric=metric, reason="Replaced.", by=team.analyst)
    second = propose_metric(definition=team.definition(), by=team.analyst)
    assert second.key == "falls-per-1000-bed-days-2"
    with pytest.raises(RefusedError, match="Retire that one first"):
        bring_back(metric=metric, by=team.analyst)


def test_a_chart_that_does_not_fit_is_not_stored(team: Team) -> None:
    with pytest.raises(RefusedError, match="A p chart is for proportions") as refused:
        propose_metric(definition=team.definition(chart="p"), by=team.analyst)
    assert refused.value.field == "chart"


def test_who_could_sign_stands_nearest_to_the_team_first_and_is_bounded(team: Team) -> None:
    metric = team.propose()
    for number in range(6):
        team.build.person(RoleName.WARD_MANAGER, team.trust, name=f"Matron {number}")
    team.build.person(RoleName.WARD_MANAGER, team.other_ward, name="Elsewhere")
    left = team.build.person(RoleName.WARD_MANAGER, team.ward, name="Alan Turing")
    left.active = False
    db.session.commit()
    could = signatories.who_could_sign(metric, Capacity.TEAM)
    assert could.names == ("Grace Hopper", "Matron 0", "Matron 1", "Matron 2", "Matron 3")
    assert could.more == 2


def test_what_awaits_my_signature(team: Team) -> None:
    first = team.propose()
    team.propose(name="Incomplete", source="")
    team.agree(team.propose(name="Agreed already"))
    elsewhere = team.propose(name="Elsewhere", unit_id=team.other_ward.id)
    assert [each.name for each in signatories.awaiting_signature(team.manager).metrics] == [first.name]
    assert signatories.awaiting_signature(team.analyst).metrics == [first, elsewhere]
    sign(metric=first, capacity=Capacity.INFORMATICS, by=team.analyst)
    assert signatories.awaiting_signature(team.analyst, limit=1).metrics == [elsewhere]
    assert signatories.awaiting_signature(team.manager).total == 1
    assert signatories.awaiting_signature(team.build.person(RoleName.VIEWER, team.trust)).total == 0


def test_two_last_signatures_at_once_make_it_agreed(app: Flask, team: Team) -> None:
    metric = team.propose()
    sign(metric=metric, capacity=Capacity.TEAM, by=team.manager)
    db.session.commit()
    ids = metric.id, team.executive.id
    db.session.rollback()
    begun = threading.Event()

    def executive_signs() -> None:
        with app.app_context():
            begun.set()
            own = finding.metric_for_change(ids[0])
            sign(metric=own, capacity=Capacity.EXECUTIVE, by=db.session.get_one(Person, ids[1]))
            db.session.commit()

    sign(metric=finding.metric_for_change(ids[0]), capacity=Capacity.INFORMATICS, by=team.analyst)
    other = threading.Thread(target=executive_signs)
    other.start()
    assert begun.wait(10)
    db.session.commit()
    other.join(30)
    assert finding.metric_for_change(ids[0]).state is MetricState.AGREED
