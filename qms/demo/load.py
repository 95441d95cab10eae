"""Makes the demonstration trust, in the order in which a real one would have come about."""

import datetime as dt
from contextlib import AbstractContextManager

from flask import current_app

from qms.demo import measuring
from qms.demo.benefits import claim_benefits
from qms.demo.capability import build_capability
from qms.demo.collaborating import learn_together
from qms.demo.cusums import follow_cases
from qms.demo.improving import run_projects
from qms.demo.learning import remember_when, spread_what_works
from qms.demo.objectives import narrate_objectives, set_objectives
from qms.demo.patterns import month_before
from qms.demo.people import make_people
from qms.demo.planning import draw_plans
from qms.demo.portfolio import keep_lists
from qms.demo.project_work import fill_projects
from qms.demo.projects_at_rest import ask_sponsors
from qms.demo.projects_finished import watch_gains
from qms.demo.publishing import publish_summaries
from qms.demo.reacting import acknowledge_older, answer_signals, curate_charts
from qms.demo.telling import keep_last_year, tell_others
from qms.demo.tests_of_change import deepen_tests
from qms.demo.trust import Trust
from qms.demo.units import UNITS
from qms.kernel import clock, settings
from qms.organisation.actions import create_unit
from qms.organisation.models import Unit
from qms.people.queries import system_account

NAME = "Three Rivers Integrated Care System"


def load_demonstration() -> None:
    """Fill an empty database; flushed, for the caller to commit."""
    trust = Trust(clock.today())
    # Cards and links are made on the way, which need to know where pages are.
    with current_app.test_request_context(method="POST"):
        with _in_month(trust, 37):
            trust.units = _make_units()
            trust.people = make_people(trust.units)
            trust.metrics = measuring.define_metrics(trust.units, trust.people)
        with _in_month(trust, 8):
            set_objectives(trust)
        _measure(trust)
        curate_charts(trust)
        run_projects(trust)
        ask_sponsors(trust)
        fill_projects(trust)
        claim_benefits(trust)
        draw_plans(trust)
        deepen_tests(trust)
        spread_what_works(trust)
        learn_together(trust)
        answer_signals(trust)
        acknowledge_older(trust)
        follow_cases(trust)
        narrate_objectives(trust)
        watch_gains(trust)
        tell_others(trust)
        publish_summaries(trust)
        build_capability(trust)
        keep_last_year(trust)
        keep_lists(trust)
        remember_when(trust)
    settings.write(settings.DEMONSTRATION, "yes")
    settings.write(settings.ORGANISATION_NAME, NAME)
    settings.write(settings.PROJECT_APPROVAL, settings.BY_SPONSOR)


def _make_units() -> dict[str, Unit]:
    by, units = system_account(), dict[str, Unit]()
    for plan in UNITS:
        parent = units[plan.parent] if plan.parent else None
        units[plan.code] = create_unit(name=plan.name, kind=plan.kind, parent=parent, ods_code=plan.code, by=by)
    return units


def _measure(trust: Trust) -> None:
    """Store what had come by three months ago, then the rest, so that some signals are older than others."""
    everything = measuring.rows(trust.units, trust.metrics, trust.today)
    recent = month_before(trust.today, 3)
    by = trust.people["analyst"]
    with _in_month(trust, 3):
        measuring.store([row for row in everything if row.period < recent], by=by)
    measuring.store([row for row in everything if row.period >= recent], by=by)


def _in_month(trust: Trust, months_ago: int) -> AbstractContextManager[None]:
    """Stand on the tenth of the month so many months ago: late enough for the return of the month before."""
    day = month_before(trust.today, months_ago).replace(day=10)
    return clock.standing_at(dt.datetime.combine(day, dt.time(9), dt.UTC))
