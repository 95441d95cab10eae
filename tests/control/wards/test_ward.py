"""A unit's own page: what needs somebody, how it stands, what is below it; and its charts side by side."""

from collections.abc import Callable
from typing import Any

import pytest

from qms.golden_thread.metrics.models import MetricState
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.control.rows import STEADY
from tests.control.signals.making import BETTER, WORSE, measured, ward_of
from tests.improvement.making import objective, project
from tests.page_client import PageClient

STILL = (*STEADY, *STEADY, 50)


@pytest.fixture
def trust(build: Builder) -> Unit:
    """Falls give concern on Ward 1 and improve on Ward 2."""
    trust = build.trust()
    falls = build.metric(trust, name="Falls", target=60.0)
    measured(build, falls, ward_of(trust), WORSE)
    measured(build, falls, ward_of(trust, "Ward 2"), BETTER)
    return trust


def _page(client: PageClient, unit: Unit, more: str = "") -> str:
    answer = client.get(f"/control/units/{unit.id}{more}")
    assert answer.status_code == 200
    return answer.text


@pytest.mark.one_database
def test_a_ward_manager_reads_what_needs_them_first(client: PageClient, build: Builder, trust: Unit) -> None:
    ward = ward_of(trust)
    client.sign_in(build.person(RoleName.WARD_MANAGER, ward))
    text = _page(client, ward)
    assert "1 signal needs you. Of 1 chart, 1 gives concern." in text
    assert "I will look into it" in text
    assert "90 per 1,000 bed days" in text
    assert "October 2026" in text
    assert 'href="/control/units/1"' in text  # the way up
    assert "Huddle notes" in text


@pytest.mark.one_database
def test_others_read_the_same_without_buttons(client: PageClient, build: Builder, trust: Unit) -> None:
    client.sign_in(build.person(RoleName.WARD_MANAGER, ward_of(trust, "Ward 2")))
    text = _page(client, ward_of(trust))
    assert "1 signal waits for an answer." in text
    assert "I will look into it" not in text


@pytest.mark.one_database
def test_projects_and_objectives_stand_on_the_page(client: PageClient, build: Builder, trust: Unit) -> None:
    ward = ward_of(trust)
    manager = build.person(RoleName.WARD_MANAGER, ward)
    project(ward, manager, title="Lights at night")
    objective(ward, "Fewer falls at night")
    client.sign_in(manager)
    text = _page(client, ward)
    assert "Lights at night" in text
    assert text.index("How we contribute") < text.rindex("Fewer falls at night")


def test_a_division_counts_what_is_below(client: PageClient, build: Builder, trust: Unit) -> None:
    division = ward_of(trust).parent
    assert division is not None
    late = build.unit("Ward 3", parent=division)
    measured(build, build.metric(trust, name="Ulcers"), late, STILL, until=6)
    client.sign_in(build.person(RoleName.VIEWER, trust))
    text = _page(client, division)
    assert f"/control/summary?unit={ward_of(trust).id}&amp;variation=concern" in text
    assert f"/control/summary?unit={ward_of(trust, 'Ward 2').id}&amp;variation=improvement" in text
    assert f"/control/summary?unit={late.id}&amp;late=1" in text
    assert f"/control/summary?unit={late.id}&amp;variation=concern" not in text
    assert f'href="/control/units/{division.id}"' in _page(client, trust)


@pytest.mark.one_database
def test_retired_metrics_and_units_are_left_out(client: PageClient, build: Builder, trust: Unit) -> None:
    ulcers = build.metric(trust, name="Ulcers")
    measured(build, ulcers, ward_of(trust), STILL)
    ulcers.state = MetricState.RETIRED
    ward_of(trust, "Ward 2").retired = True
    db.session.commit()
    client.sign_in(build.person(RoleName.VIEWER, trust))
    assert "Ulcers" not in _page(client, ward_of(trust))
    division = ward_of(trust).parent
    assert division is not None
    below = _page(client, division).split("Units below", 1)[1]
    assert "Ward 1" in below
    assert f'<a href="/control/units/{ward_of(trust, "Ward 2").id}">' not in below


@pytest.mark.one_database
def test_a_unit_without_figures_teaches(client: PageClient, build: Builder) -> None:
    trust = build.trust()
    client.sign_in(build.person(RoleName.WARD_MANAGER, ward_of(trust)))
    text = _page(client, ward_of(trust))
    assert "Nothing is measured here yet" in text
    assert f"/control/units/{ward_of(trust).id}/enter" in text
    assert "No chart yet" in _page(client, ward_of(trust), "/charts")


@pytest.mark.one_database
def test_small_multiples_show_wholes_then_parts(client: PageClient, build: Builder, trust: Unit) -> None:
    ward = ward_of(trust)
    parted = build.metric(trust, name="Waits")
    for part in ("Men", "Women"):
        measured(build, parted, ward, STILL, stratum=part)
    client.sign_in(build.person(RoleName.VIEWER, trust))
    plain, whole = _page(client, ward, "/charts"), _page(client, ward, "/charts?stratum=all")
    assert "Waits, Women" not in plain
    assert "Show the 2 charts of parts as well" in plain
    assert "Waits, Women" in whole
    assert whole.count('class="qms-multiple"') == whole.count('class="qms-multiple__chart"') >= 3
    only = _page(client, ward, f"/charts?metric={parted.id}")
    assert "Falls" not in only.split("<main", 1)[1]


@pytest.mark.one_database
def test_small_multiples_are_paged(client: PageClient, build: Builder, trust: Unit) -> None:
    ward = ward_of(trust)
    for number in range(13):
        measured(build, build.metric(trust, name=f"Measure {number:02}"), ward, STEADY)
    client.sign_in(build.person(RoleName.VIEWER, trust))
    assert _page(client, ward, "/charts").count('class="qms-multiple"') == 12
    assert _page(client, ward, "/charts?page=2").count('class="qms-multiple"') == 2


@pytest.mark.one_database
def test_no_such_unit(client: PageClient, build: Builder, trust: Unit) -> None:
    client.sign_in(build.person(RoleName.VIEWER, trust))
    assert client.get("/control/units/999").status_code == 404
    assert client.get("/control/units/999/charts").status_code == 404


@pytest.mark.one_database
def test_queries_do_not_grow(client: PageClient, build: Builder, trust: Unit, count_queries: Callable[[], Any]) -> None:
    ward = ward_of(trust)
    objective(ward)
    project(ward, build.person(RoleName.WARD_MANAGER, ward))
    client.sign_in(build.person(RoleName.WARD_MANAGER, trust))
    pages = [f"/control/units/{ward.id}", f"/control/units/{ward.parent_id}", f"/control/units/{ward.id}/charts"]

    def queries() -> list[int]:
        counts = []
        for page in pages:
            with count_queries() as made:
                assert client.get(page).status_code == 200
            counts.append(len(made))
        return counts

    few = queries()
    for number in range(5):
        metric = build.metric(trust)
        measured(build, metric, ward, WORSE)
        measured(build, metric, build.unit(f"More {number}", parent=ward.parent), BETTER)
    assert queries() == few
