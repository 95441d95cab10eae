"""A watch of a measure tells of one point, and opens the project again for more; what never had a gain cannot lose one."""

import datetime as dt

import pytest

from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.readings.models import Signal
from qms.improvement.conversation.models import Notice, NoticeKind
from qms.improvement.projects.models import LogEntry, Project, Stage
from qms.improvement.watches.jobs import check_control_watches
from qms.improvement.watches.models import WatchState
from qms.kernel import clock
from qms.kernel.db import db
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.watches.test_watches import BEFORE, BETTER, completed, more, watch_of
from tests.outbox import Outbox
from tests.page_client import PageClient

STEADY = [*BEFORE, 6.0, 5, 7, 6, 5, 6, 7, 5]  # no gain until March 2026
POINT = [*STEADY, 6.0, 25]
ONE, TWO = dt.date(2026, 5, 1), dt.date(2026, 7, 1)


@pytest.fixture
def metric(place: Place, build: Builder) -> Metric:
    return build.metric(place.ward, name="Readmissions", kind="balancing")


@pytest.fixture
def steady(place: Place, metric: Metric) -> Project:
    """A project that moved nothing, and was completed."""
    made = completed(place, metric, STEADY)
    assert not watch_of(made).improved
    return made


def test_one_point_is_told_and_opens_nothing(
    client: PageClient, place: Place, metric: Metric, steady: Project, letters: Outbox
) -> None:
    more(metric, place, POINT, until=ONE)
    watch = watch_of(steady)
    assert (watch.state, db.session.get(Project, steady.id).stage) == (WatchState.WATCHING, Stage.COMPLETED)
    assert watch.reason == db.session.get(Signal, watch.noted_id).sentence
    assert {each.person_id for each in db.session.query(Notice).filter_by(kind=NoticeKind.WATCH)} == {
        place.nurse.id,
        place.reader.id,
    }
    assert db.session.query(LogEntry).filter_by(project_id=steady.id).count() == 0

    assert check_control_watches() == "0 watches slipped, 0 ran out, 2 letters sent."
    assert letters[0]["subject"] == "One point gives concern: Fewer falls at night"
    assert "The project stays completed: one point may be chance." in letters[0]["body"]
    assert check_control_watches() == "0 watches slipped, 0 ran out, 0 letters sent.", "it is told once"
    db.session.commit()

    page = client.sign_in(place.reader).get(f"/improvement/projects/{steady.id}?tab=measures").text
    assert watch_of(steady).reason in page
    assert "Watched" in page
    assert "Holding" not in page
    assert "saw a point that gives concern" in client.get("/improvement/notices").text


def test_a_second_point_opens_the_project_and_no_gain_is_said_to_have_slipped(
    client: PageClient, place: Place, metric: Metric, steady: Project, letters: Outbox
) -> None:
    more(metric, place, POINT, until=ONE)
    more(metric, place, [*POINT, 6.0, 26], until=TWO)
    stored = db.session.get(Project, steady.id)
    assert (watch_of(steady).state, stored.stage) == (WatchState.SLIPPED, Stage.TESTING), "there is no gain to hold"
    entry = db.session.query(LogEntry).filter_by(project_id=steady.id).one()
    assert entry.text.startswith("The control watch found that Readmissions, Ward 1 has got worse since 20 March 2026: ")
    assert entry.text.endswith(" The project is open again.")
    check_control_watches()
    db.session.commit()
    assert letters[0]["subject"] == "A measure has got worse: Fewer falls at night"
    page = client.sign_in(place.reader).get(f"/improvement/projects/{steady.id}?tab=measures").text
    assert "Readmissions, Ward 1 has got worse since 20 March 2026" in page
    assert "Got worse" in page
    for said in (entry.text, letters[0]["body"], page):
        assert "gain slipped" not in said

    more(metric, place, [*STEADY, 6.0, 6, 6, 5], until=TWO)
    assert db.session.get(Project, steady.id).stage is Stage.COMPLETED, "the figures were wrong"
    check_control_watches()
    assert letters[-1]["subject"] == "It did not get worse after all"


def test_a_shift_opens_the_project_at_once(place: Place, metric: Metric, steady: Project) -> None:
    more(metric, place, [*STEADY, 7.5, 7.5, 8, 7.5, 8, 7.5, 8, 7.5], until=dt.date(2026, 11, 1))
    assert watch_of(steady).state is WatchState.SLIPPED


def test_a_point_that_was_a_wrong_figure_is_taken_back(
    place: Place, metric: Metric, steady: Project, letters: Outbox
) -> None:
    more(metric, place, POINT, until=ONE)
    check_control_watches()
    letters.clear()
    more(metric, place, [*STEADY, 6.0, 5], until=ONE)
    watch = watch_of(steady)
    assert (watch.noted_id, watch.reason) == (None, "The chart no longer shows the point that gave concern.")
    check_control_watches()
    assert letters[0]["subject"] == "A point gives no concern after all"
    more(metric, place, POINT, until=ONE)
    assert watch_of(steady).noted_id is not None, "it may give concern again"


def test_a_point_that_nobody_was_told_of_leaves_no_word(place: Place, metric: Metric, steady: Project) -> None:
    more(metric, place, POINT, until=ONE)
    more(metric, place, [*STEADY, 6.0, 5], until=ONE)
    assert watch_of(steady).reason == ""


def test_a_gain_holds_through_one_bad_point_and_the_end_says_so(place: Place, build: Builder, letters: Outbox) -> None:
    falls = build.metric(place.ward, name="Falls")
    made = completed(place, falls)
    more(falls, place, [*BETTER, 3.0, 25, 3], until=dt.date(2026, 6, 1))
    assert watch_of(made).is_watching
    assert watch_of(made).noted_id is not None
    with clock.standing_at(dt.datetime(2027, 3, 21, 9, tzinfo=dt.UTC)):
        check_control_watches()
    said = watch_of(made).reason
    assert said.startswith("The gain held from 20 March 2026 to 20 March 2027. One point gave concern: ")
