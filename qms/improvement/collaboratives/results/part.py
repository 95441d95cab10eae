"""The results as a part of a collaborative's page: is it working overall, for whom, and who has not reported."""

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any

from flask import request

from qms.golden_thread.strands import strand
from qms.improvement.collaboratives.models import Collaborative, SharedMeasure
from qms.improvement.collaboratives.queries import measures_of, teams_of
from qms.improvement.collaboratives.results import presenters
from qms.improvement.collaboratives.results.matrix import matrix_of, periods_of
from qms.improvement.collaboratives.results.queries import asked_since, by_unit_name, series_of
from qms.kernel import clock
from qms.people.models import Person


def content(found: Collaborative, reader: Person) -> dict[str, Any]:
    """Every measure's verdict over all teams; of the one that the address chooses the charts and who has reported."""
    measures, teams = measures_of(found.id), teams_of(found.id)
    if not measures or not teams:
        return {"measure_lines": [], "chosen": None, "has_teams": bool(teams)}
    chosen = chosen_of(measures).metric
    series = series_of(teams, measures)
    groups = {metric_id: list(units.values()) for metric_id, units in series.items()}
    engine = strand("signal")
    pooled = engine.pooled(groups, since=found.starts_on, drawn=[chosen.id])
    own = series.get(chosen.id, {})
    charts, silent = presenters.team_charts(teams, own, engine.side_by_side(list(own.values()), since=found.starts_on))
    measured, today = measured_periods(own), clock.today()
    periods = periods_of(measured, chosen, today)
    asked = asked_since([each.id for each in teams], chosen.id, periods[-1]) if periods else set()
    lines = presenters.measure_lines(found, measures, pooled, chosen, by_unit_name(teams, series))
    together = pooled.get(chosen.id)
    whose = "teams" if len({each.project.unit_id for each in teams}) == len(teams) else "units"
    marked = any(each >= found.starts_on for some in measured.values() for each in some)
    return {
        "measure_lines": lines,
        "start_marked": marked,
        "start_note": presenters.start_note(found, marked=marked, pooled=together),
        "chosen": next(each for each in lines if each.chosen),
        "together": together,
        "together_note": presenters.together_note(together, whose) if together and not together.refused else "",
        "team_charts": charts,
        "silent": silent,
        "teams_sentence": presenters.teams_sentence(charts, silent),
        "matrix": matrix_of(teams, measured, chosen, asked, today, asker=reader.id),
        "has_teams": True,
    }


def chosen_of(measures: list[SharedMeasure]) -> SharedMeasure:
    """The measure that the address asks for, the first where it names none of them."""
    wanted = request.values.get("measure", type=int)
    return next((each for each in measures if each.metric_id == wanted), measures[0])


def measured_periods(series: Mapping[int, int]) -> dict[int, set[dt.date]]:
    """The periods that have a value, by unit; `series` is {unit id: series id}."""
    found = strand("signal").measured(list(series.values()))
    return {
        unit_id: {
            period
            for period, value in zip(found[series_id].periods, found[series_id].values, strict=True)
            if not math.isnan(value)
        }
        for unit_id, series_id in series.items()
        if series_id in found
    }
