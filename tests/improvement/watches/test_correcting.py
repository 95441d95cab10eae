"""A wrong figure opened a finished project: corrected, it is completed again, unless somebody has taken it up meanwhile."""

import datetime as dt

import pytest

from qms.golden_thread.metrics.models import Metric
from qms.improvement.log.actions import add_entry
from qms.improvement.measures.actions import link_measure
from qms.improvement.pdsa.actions import record_result
from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.progress.actions import archive, change_stage
from qms.improvement.progress.standing import standing_of
from qms.improvement.projects.models import LogEntry, Project, Stage
from qms.improvement.projects.queries import stage_steps_of
from qms.improvement.watches.jobs import check_control_watches
from qms.improvement.watches.models import ControlWatch, WatchState
from qms.improvement.work.task_actions import add_task
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.making import falls
from tests.improvement.watches.test_watches import BETTER, completed, more, watch_of
from tests.outbox import Outbox

WRONG, RIGHT = [*BETTER, 3.0, 6, 7, 6], [*BETTER, 3.0, 3, 2, 3]
JULY = dt.date(2026, 7, 1)


@pytest.fixture
def metric(place: Place, build: Builder) -> Metric:
    return build.metric(place.ward, name="Falls")


@pytest.fixture
def opened(place: Place, metric: Metric) -> Project:
    """A project that figures of four months opened again."""
    made = completed(place, metric)
    more(metric, place, WRONG, until=JULY)
    assert made.stage is Stage.SUSTAINING
    return made


def test_corrected_figures_complete_the_project_again(place: Place, metric: Metric, opened: Project) -> None:
    more(metric, place, RIGHT, until=JULY)
    stored, watch = db.session.get(Project, opened.id), watch_of(opened)
    assert (stored.stage, stored.ended_on, stored.learned) == (Stage.COMPLETED, dt.date(2026, 3, 20), "Lights work.")
    assert (watch.state, watch.over_on, watch.reason) == (WatchState.WATCHING, None, "")
    assert watch.until_on == dt.date(2027, 3, 20)
    entry = db.session.query(LogEntry).filter_by(project_id=opened.id).order_by(LogEntry.id.desc()).first()
    assert entry.text.startswith("The figures of Falls, Ward 1 were corrected, and show no slip. The project is completed")
    more(metric, place, WRONG, until=JULY)
    assert watch_of(opened).state is WatchState.SLIPPED, "it can slip again"


def test_a_project_that_was_archived_comes_back_exactly_as_it_stood(place: Place, metric: Metric) -> None:
    made = completed(place, metric)
    archive(made, by=place.nurse)
    db.session.commit()
    stood, steps = standing_of(made), [(each.stage, each.since) for each in stage_steps_of(made.id)]
    assert stood["archived_at"] is not None
    more(metric, place, WRONG, until=JULY)
    assert (made.stage, made.is_archived) == (Stage.SUSTAINING, False)
    more(metric, place, RIGHT, until=JULY)
    stored = db.session.get(Project, made.id)
    assert standing_of(stored) == stood
    assert [(each.stage, each.since) for each in stage_steps_of(made.id)] == steps, "it was not completed a second time"


def test_figures_that_are_still_bad_leave_it_open(place: Place, metric: Metric, opened: Project) -> None:
    more(metric, place, [*BETTER, 3.0, 7, 7, 6], until=JULY)
    assert db.session.get(Project, opened.id).stage is Stage.SUSTAINING


@pytest.mark.one_database
def test_better_months_that_follow_are_no_correction(place: Place, metric: Metric, opened: Project) -> None:
    better_since = [*WRONG, *[2.0] * 8]
    more(metric, place, better_since, until=dt.date(2027, 3, 1))
    assert db.session.get(Project, opened.id).stage is Stage.SUSTAINING


@pytest.mark.parametrize("what", ["entry", "task", "stage", "test"])
def test_what_somebody_has_taken_up_stays_open(place: Place, metric: Metric, opened: Project, what: str) -> None:
    if what == "entry":
        add_entry(opened, text="We look into it.", happened_on=clock.today() - dt.timedelta(days=2), by=place.nurse)
    elif what == "task":
        add_task(opened, what="Ask the night team", owner=None, due_on=None, by=place.nurse)
    elif what == "stage":
        change_stage(opened, stage=Stage.TESTING, since=clock.today(), by=place.nurse)
    else:
        test = db.session.query(PdsaCycle).filter_by(project_id=opened.id).one()
        fields = {"did": "We looked again.", "surprises": "", "studied": "", "measured_value": None, "foretold": None}
        record_result(test, by=place.nurse, **fields)
    db.session.commit()
    more(metric, place, RIGHT, until=JULY)
    assert db.session.get(Project, opened.id).is_active
    assert watch_of(opened).state is WatchState.SLIPPED


def test_the_projects_other_watches_stand_again_with_it(place: Place, metric: Metric, build: Builder) -> None:
    other = build.metric(place.ward, name="Checks", kind="process")
    series = falls(other, place.ward, BETTER, until=dt.date(2026, 3, 1))
    made = completed(place, metric)
    change_stage(made, stage=Stage.TESTING, since=clock.today(), by=place.nurse)
    link_measure(made, series=series, by=place.nurse)
    db.session.query(ControlWatch).delete()
    change_stage(made, stage=Stage.COMPLETED, since=clock.today(), learned="Again.", by=place.nurse)
    db.session.commit()
    more(metric, place, WRONG, until=JULY)
    more(metric, place, RIGHT, until=JULY)
    states = [each.state for each in db.session.query(ControlWatch)]
    assert states == [WatchState.WATCHING] * 2
    for each in db.session.query(ControlWatch):
        events = db.session.query(AuditEvent).filter_by(subject="control-watch", subject_id=each.id)
        last = events.order_by(AuditEvent.id.desc()).first()
        assert last.event in {"control-watch.slip-taken-back", "control-watch.resumed"}, "the record says that it stands"


@pytest.mark.one_database
def test_whoever_was_told_of_the_slip_is_told_that_it_was_none(
    place: Place, metric: Metric, opened: Project, letters: Outbox
) -> None:
    check_control_watches()
    assert [each["subject"] for each in letters] == ["The gain slipped: Fewer falls at night"] * 2
    letters.clear()
    more(metric, place, RIGHT, until=JULY)
    assert check_control_watches() == "0 watches slipped, 0 ran out, 2 letters sent."
    assert letters[0]["subject"] == "The gain did not slip after all"
    assert "The figures were corrected: the gain did not slip. The project is completed again" in letters[0]["body"]
    assert check_control_watches() == "0 watches slipped, 0 ran out, 0 letters sent."
