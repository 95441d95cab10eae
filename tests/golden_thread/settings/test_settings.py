"""The organisation's settings: another default judges what follows it anew, and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from qms.control.measurements.actions import store_measurements
from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.metrics.rules import default_rules, rules_of, rules_words
from qms.golden_thread.readings.models import Reading, Signal, SignalState
from qms.golden_thread.settings.actions import choose_default_rules
from qms.kernel import audit, settings
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.queries import system_account
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.control.rows import rates, series_of
from tests.page_client import PageClient

# Seven of eight on one side: a shift by seven points, none by eight.
SHIFTED = [*(50, 55, 48, 52, 47, 53, 51, 46, 54, 49, 52, 48), *[56] * 3, 57, *[56] * 3]
SHIFT_8 = "making-data-count-shift-8"


@pytest.fixture
def ward(build: Builder) -> Unit:
    return build.unit("Ward 7")


@pytest.fixture
def admin(build: Builder, ward: Unit) -> Person:
    return build.person(RoleName.ADMINISTRATOR, ward)


def measured(build: Builder, ward: Unit, **fields: Any) -> Metric:
    metric = build.metric(ward, **fields)
    store_measurements(rates(metric, ward, SHIFTED), by=system_account())
    db.session.commit()
    return metric


def reading(metric: Metric, ward: Unit) -> Reading:
    db.session.expire_all()
    return db.session.get_one(Reading, series_of(metric, ward).id)


def test_charts_that_follow_the_default_are_judged_anew_and_others_are_not(
    app: Flask, build: Builder, ward: Unit, admin: Person
) -> None:
    follows, own = measured(build, ward), measured(build, ward, rules="making-data-count")
    assert reading(follows, ward).special_cause == reading(own, ward).special_cause == "shift"
    judged = choose_default_rules(rules=SHIFT_8, by=admin)
    db.session.commit()
    assert (judged.charts, judged.changed) == (1, 1)
    assert reading(follows, ward).variation == "common-cause"
    assert reading(own, ward).special_cause == "shift"
    closed = db.session.query(Signal).filter_by(series_id=series_of(follows, ward).id).one()
    assert closed.state is SignalState.CLOSED
    assert closed.closed_reason.startswith("The organisation’s rules changed")
    event = db.session.query(audit.AuditEvent).filter_by(event="setting.changed").one()
    assert event.detail == {"setting": "default-rules", "before": "making-data-count", "after": SHIFT_8}


def test_run_charts_keep_the_rules_that_are_made_for_them(app: Flask, build: Builder, ward: Unit, admin: Person) -> None:
    run, xmr = build.metric(ward, chart="run"), build.metric(ward)
    assert choose_default_rules(rules=SHIFT_8, by=admin).charts == 0
    assert (rules_of(run), rules_of(xmr)) == ("anhoej", SHIFT_8)
    assert rules_words(xmr) == "Making Data Count with 8 points for a shift (the trust’s default)"
    assert rules_words(run).endswith("(run charts’ usual rules)")
    assert "default" not in rules_words(build.metric(ward, rules="nelson"))


def test_the_same_rules_again_change_nothing_and_unknown_ones_are_refused(app: Flask, admin: Person) -> None:
    assert choose_default_rules(rules="making-data-count", by=admin) is None
    with pytest.raises(ValueError, match="no rules called 'loud'"):
        choose_default_rules(rules="loud", by=admin)
    settings.write(settings.DEFAULT_RULES, "of-a-later-version")
    assert default_rules() == "making-data-count"


def test_judging_anew_takes_no_more_queries_for_more_charts(
    app: Flask, build: Builder, ward: Unit, admin: Person, count_queries: Callable[[], Any]
) -> None:
    metric = build.metric(ward)
    wards = [build.unit(parent=ward) for _ in range(6)]

    def queries(measuring: list[Unit], rules: str) -> int:
        store_measurements([row for each in measuring for row in rates(metric, each, SHIFTED[:12])], by=system_account())
        db.session.commit()
        with count_queries() as statements:
            choose_default_rules(rules=rules, by=admin)
        return len(statements)

    assert queries(wards[:2], SHIFT_8) == queries(wards, "making-data-count")


def test_an_administrator_changes_name_and_rules(
    app: Flask, build: Builder, client: PageClient, ward: Unit, admin: Person
) -> None:
    measured(build, ward)
    client.sign_in(admin)
    assert "Settings" in client.get("/account").text
    page = client.get("/settings").text
    assert "Every metric in use follows this default." in page
    build.metric(ward, chart="run")
    assert "1 metric of 2 in use follows this default." in client.get("/settings").text
    answer = client.submit("/settings", shown() | {"name": "Riverside Trust", "rules": SHIFT_8})
    assert answer.status_code == 303
    page = client.get("/settings").text
    assert "Stored: the name and the rules. 1 chart judged anew, and 1 now says something else." in page
    assert "Riverside Trust" in page
    again = client.submit("/settings", shown("Riverside Trust", SHIFT_8) | {"name": "Riverside Trust", "rules": SHIFT_8})
    assert again.status_code == 303
    assert "Nothing was changed." in client.get("/settings").text


def shown(name: str = "", rules: str = "making-data-count") -> dict[str, str]:
    return {"shown_name": name, "shown_rules": rules}


def test_bad_input_is_refused_and_two_at_once_notice(app: Flask, build: Builder, client: PageClient, admin: Person) -> None:
    client.sign_in(admin)
    for changed, words in (
        ({"name": ""}, "Enter the name of the organisation."),
        ({"name": "943 476 5919"}, "looks like an NHS number"),
        ({"rules": "loud"}, "Choose the rules that charts are judged by."),
    ):
        answer = client.submit("/settings", shown() | {"name": "Riverside", "rules": "nelson"} | changed)
        assert answer.status_code == 422
        assert words in answer.text
    stale = client.submit("/settings", shown("Something else") | {"name": "Riverside", "rules": "nelson"})
    assert stale.status_code == 409
    assert "Somebody else changed this" in stale.text
    assert default_rules() == "making-data-count"


def test_only_the_top_units_administrators_change_what_holds_for_all(
    app: Flask, build: Builder, client: PageClient, ward: Unit
) -> None:
    below = build.unit("Ward 8", parent=ward)
    client.sign_in(build.person(RoleName.ADMINISTRATOR, below))
    page = client.get("/settings")
    assert "an administrator of Ward 7 changes them" in page.text
    assert "Store the settings" not in page.text
    refused = client.submit("/settings", shown() | {"name": "Mine", "rules": "nelson"})
    assert refused.status_code == 403
    client.sign_in(build.person(RoleName.ANALYST, ward))
    assert client.get("/settings").status_code == 403
