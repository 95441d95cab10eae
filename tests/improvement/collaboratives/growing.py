"""More teams for a collaborative, for the tests that count queries: each on a ward of its own, measured and testing."""

from collections.abc import Callable, Sequence
from typing import Any

from qms.golden_thread.metrics.models import Metric
from qms.improvement.collaboratives.models import Collaborative, CollaborativeEvent, PackageIdea, Storyboard
from qms.organisation.models import UnitKind
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.improvement.collaboratives.making import idea, stored, team
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, falls, project
from tests.page_client import PageClient

YEAR = (6.0, 5, 7, 6, 5, 6, 7, 5, 6, 7, 6, 5, 6)


def grow(
    build: Builder,
    place: Place,
    found: Collaborative,
    *,
    teams: int = 5,
    metric: Metric | None = None,
    tests_of: PackageIdea | None = None,
    session: CollaborativeEvent | None = None,
) -> None:
    """So many more teams, each with a test (of the idea, where one is given, and with one more idea in the package), with a
    year of figures of the metric and with a storyboard for the session, where these are given."""
    for number in range(teams):
        ward = build.unit(f"Ward {number + 20}", kind=UnitKind.WARD, parent=place.trust)
        lead = build.person(RoleName.WARD_MANAGER, ward)
        own = project(ward, lead, title=f"Falls {number}")
        joined = team(found, own)
        cycle(own, lead, package_idea_id=tests_of.id if tests_of else None)
        if metric is not None:
            falls(metric, ward, YEAR)
        if tests_of is not None:
            idea(found, f"Idea {number}")
        if session is not None:
            stored(Storyboard(event_id=session.id, team_id=joined.id, by_id=lead.id, headline="Calmer"))


def queries_of(client: PageClient, addresses: Sequence[str], count_queries: Callable[[], Any]) -> int:
    """How many queries it takes to open the pages, once what is read a single time has been."""
    for each in addresses:
        client.get(each)
    with count_queries() as queries:
        for each in addresses:
            client.get(each)
    return len(queries)
