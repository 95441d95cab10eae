"""What this room adds to the golden thread."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from qms.golden_thread.documents import Document
from qms.golden_thread.strands import Card, Gap, Mark, Section, Served, Strand
from qms.improvement.capability import home as capability_home
from qms.improvement.capability.coverage import unit_page as coverage_unit_page
from qms.improvement.capability.refreshers import home as refreshers_home
from qms.improvement.conversation import home as conversation_home
from qms.improvement.impact.agreed import home as agreed_home
from qms.improvement.portfolio.saved import home as saved_home
from qms.improvement.thread import (
    acting,
    documents,
    following,
    gaps,
    home,
    marks,
    measuring,
    news,
    searching,
    serving,
    unit_page,
)
from qms.improvement.work import home as work_home
from qms.kernel.audit import Author
from qms.organisation.models import Unit
from qms.people.models import Person

HOMES = (
    home,
    work_home,
    conversation_home,
    refreshers_home,
    capability_home,
    saved_home,
    agreed_home,
)  # whoever has a say on a home page


class ImprovementStrand(Strand):
    """The strand of projects."""

    noun = "project"

    def serving(self, objective_ids: Sequence[int]) -> dict[int, Served]:
        """Projects by stage, the stalled ones, and the median score."""
        return serving.serving(objective_ids)

    def serving_groups(self, groups: Mapping[int, Sequence[int]]) -> dict[int, Served]:
        """The same for objectives with all below them."""
        return serving.serving_groups(groups)

    def serving_unit_url(self, unit_id: int) -> str:
        """The portfolio, narrowed to them."""
        return serving.serving_unit_url(unit_id)

    def has_begun(self) -> bool:
        """Whether anybody has started a project."""
        return serving.any_project()

    def acting_on(self, series_ids: Sequence[int]) -> dict[int, list[Card]]:
        """Projects that go on and have the series as a measure, or answer one of its signals."""
        return acting.acting_on(series_ids)

    def answers(self, signal_ids: Sequence[int]) -> dict[int, list[Card]]:
        """Projects that were started to answer each signal, ended ones too."""
        return acting.answers(signal_ids)

    def readings_written(self, series_ids: Sequence[int], *, by: Author) -> None:
        """What charts say of projects' changes, and whether gains that are watched hold."""
        following.readings_written(series_ids, by=by)

    def measured_by(self, metric_ids: Sequence[int]) -> dict[int, list[Card]]:
        """Projects that go on and use a chart of the metric."""
        return measuring.measured_by(metric_ids)

    def marks(self, series_ids: Sequence[int]) -> dict[int, list[Mark]]:
        """When projects began, cycles started and changes were adopted."""
        return marks.marks(series_ids)

    def news(self, top: Unit, since: dt.date) -> list[Mark]:
        """Projects that reached another stage."""
        return news.news(top, since)

    def gaps(self, top: Unit) -> list[Gap]:
        """Projects without an objective, stalled, or without a measure."""
        return gaps.gaps(top)

    def by_ids(self, ids: Sequence[int]) -> dict[int, Card]:
        """Projects by their ids."""
        return searching.by_ids(ids)

    def choices(self, unit: Unit) -> list[tuple[int, str]]:
        """Projects that go on at the unit, above it and below it."""
        return searching.choices(unit)

    def unit_sections(self, unit: Unit) -> list[Section]:
        """The unit's projects, and how many of its staff are trained."""
        return [*unit_page.sections(unit), *coverage_unit_page.sections(unit)]

    def home_sections(self, person: Person) -> list[Section]:
        """My projects, cycles whose result is awaited, and a coach's caseload."""
        return [each for noun in HOMES for each in noun.sections(person)]

    def search(self, words: str, limit: int) -> list[Card]:
        """Projects, tests and change ideas that have the words."""
        return searching.search(words, limit)

    def search_url(self, words: str) -> str:
        """The library."""
        return searching.search_url(words)

    def documents(self, ids: Collection[int]) -> dict[int, list[Document]]:
        """Projects with their tests of change."""
        return documents.documents(ids)

    def document_ids(self) -> list[int]:
        """Every project."""
        return documents.document_ids()

    def told_by(self, record: object) -> int | None:
        """The project of a log entry, a test, a measure or a stage, or the project itself."""
        return documents.told_by(record)
