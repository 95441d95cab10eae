"""The demonstration's collaborative: its proof holds up, and says whose figures it rests on."""

from typing import Any

from flask import Flask
from sqlalchemy import select

from qms.golden_thread.strands import strand
from qms.golden_thread.together import Pooled
from qms.improvement.collaboratives.models import Collaborative
from qms.improvement.collaboratives.queries import measures_of, teams_of
from qms.improvement.collaboratives.results.presenters import measure_lines
from qms.improvement.collaboratives.results.queries import by_unit_name, series_of
from qms.kernel.db import db


def leading(found: Collaborative) -> tuple[Pooled, Any]:
    """All together in the leading measure, and its line on the page."""
    measures, teams = measures_of(found.id)[:1], teams_of(found.id)
    series = series_of(teams, measures)
    groups = {metric_id: list(units.values()) for metric_id, units in series.items()}
    pooled = strand("signal").pooled(groups, since=found.starts_on, drawn=list(groups))
    [line] = measure_lines(found, measures, pooled, measures[0].metric, by_unit_name(teams, series))
    return pooled[measures[0].metric_id], line


def test_the_judgement_and_the_drawn_run_tell_the_same_story(demonstration: Flask) -> None:
    with demonstration.test_request_context():
        together, line = leading(db.session.execute(select(Collaborative).order_by(Collaborative.id).limit(1)).scalar_one())

    assert together.effect is not None
    assert "sustained for 10 months" in line.since
    assert f"{together.effect.sustained + together.ahead} months in a row" in together.sentence
    assert len({each.centre for each in together.periods}) == 1, "one average: that of before, which the run is counted from"


def test_a_ward_that_fell_silent_is_named_beside_the_panel(demonstration: Flask) -> None:
    with demonstration.test_request_context():
        together, line = leading(db.session.execute(select(Collaborative).order_by(Collaborative.id).limit(1)).scalar_one())

    assert "5 of 6 reported throughout" in line.panel
    assert "Not in it: Birch Ward" in line.panel
    assert together.incomplete == 0
