"""What this room adds to the golden thread."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from qms.golden_thread.documents import Document
from qms.golden_thread.strands import Card, Gap, Mark, Section, Served, Strand
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.planning.thread import cards, documents, gaps, home, news, serving


class PlanningStrand(Strand):
    """The strand of plans."""

    noun = "plan"

    def serving(self, objective_ids: Sequence[int]) -> dict[int, Served]:
        """Plans in use, and when they were signed off."""
        return serving.serving(objective_ids)

    def serving_groups(self, groups: Mapping[int, Sequence[int]]) -> dict[int, Served]:
        """The same for objectives with all below them."""
        return serving.serving_groups(groups)

    def acting_on(self, series_ids: Sequence[int]) -> dict[int, list[Card]]:
        """Plans in force that measure one of their boxes by the series."""
        return serving.acting_on(series_ids)

    def measured_by(self, metric_ids: Sequence[int]) -> dict[int, list[Card]]:
        """Plans in use that measure one of their boxes by a chart of the metric."""
        return serving.measured_by(metric_ids)

    def news(self, top: Unit, since: dt.date) -> list[Mark]:
        """Plans that were signed off."""
        return news.news(top, since)

    def gaps(self, top: Unit) -> list[Gap]:
        """Overdue reviews, plans without an objective, drivers without a measure, ideas without a project."""
        return gaps.gaps(top)

    def by_ids(self, ids: Sequence[int]) -> dict[int, Card]:
        """Plans by their ids."""
        return cards.by_ids(ids)

    def choices(self, unit: Unit) -> list[tuple[int, str]]:
        """Plans of the unit and of those above it."""
        return cards.choices(unit)

    def unit_sections(self, unit: Unit) -> list[Section]:
        """The unit's plans."""
        return home.unit_sections(unit)

    def home_sections(self, person: Person) -> list[Section]:
        """Plans to sign off, and reviews that are overdue."""
        return home.home_sections(person)

    def search(self, words: str, limit: int) -> list[Card]:
        """Plans whose title, aim or driver diagram has the words."""
        return cards.search(words, limit)

    def documents(self, ids: Collection[int]) -> dict[int, list[Document]]:
        """Plans with their change ideas."""
        return documents.documents(ids)

    def document_ids(self) -> list[int]:
        """Every plan."""
        return documents.document_ids()

    def told_by(self, record: object) -> int | None:
        """The plan of a box or of the plan itself."""
        return documents.told_by(record)
