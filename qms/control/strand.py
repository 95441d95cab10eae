"""What this room adds to the golden thread."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from qms.control.charts import changes, side_by_side, standing
from qms.control.charts.figures import figures
from qms.control.charts.measured import measured_series
from qms.control.charts.written_flags import written_flags
from qms.control.cusums import thread as cusums
from qms.control.signals import documents, thread
from qms.control.wards import home
from qms.golden_thread.documents import Document
from qms.golden_thread.strands import Card, Figure, Gap, Measured, Section, Strand, WrittenFlag
from qms.golden_thread.together import AsOf, Beside, Pooled
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.spc import Effect


class ControlStrand(Strand):
    """The strand of signals."""

    noun = "signal"

    def measured(self, series_ids: Sequence[int]) -> dict[int, Measured]:
        """The measurements of each series as its chart takes them."""
        return measured_series(series_ids)

    def written_flags(self, series_ids: Sequence[int]) -> dict[int, list[WrittenFlag]]:
        """The numbered flags of the pictures in words."""
        return written_flags(series_ids)

    def figures(self, series_ids: Sequence[int], change: dt.date | None) -> dict[int, Figure]:
        """The charts for paper, split at a change."""
        return figures(series_ids, change)

    def pooled(
        self, groups: Mapping[int, Collection[int]], *, since: dt.date | None = None, drawn: Collection[int] = ()
    ) -> dict[int, Pooled]:
        """The series of each group added up as one chart."""
        return side_by_side.pooled(groups, since=since, drawn=drawn)

    def side_by_side(self, series_ids: Collection[int], *, since: dt.date | None = None) -> list[Beside]:
        """Charts of one metric, small and on one scale."""
        return side_by_side.side_by_side(series_ids, since=since)

    def as_of(self, choices: Mapping[int, Sequence[int]], until: dt.date | None = None) -> dict[int, AsOf]:
        """The first chart of each group that has figures, as it stood on a day."""
        return standing.as_of(choices, until)

    def effects(self, series_ids: Sequence[int], change: dt.date, until: dt.date | None = None) -> dict[int, Effect]:
        """What a change did to each series, by the kind, rules and exclusions of its chart."""
        return changes.effects(series_ids, change, until)

    def effects_of(self, asked: Collection[tuple[int, dt.date]]) -> dict[tuple[int, dt.date], Effect]:
        """What each of many changes did to its series."""
        return changes.effects_of(asked)

    def taken_up(self, signal_id: int, *, decision: str, owner: Person, by: Person) -> bool:
        """Note on the signal what was decided, and who sees to it."""
        return thread.taken_up(signal_id, decision=decision, owner=owner, by=by)

    def acting_on(self, series_ids: Sequence[int]) -> dict[int, list[Card]]:
        """Signals of the series that somebody has answered."""
        return thread.acting_on(series_ids)

    def gaps(self, top: Unit) -> list[Gap]:
        """Signals that wait too long, and late data."""
        return thread.gaps(top)

    def by_ids(self, ids: Sequence[int]) -> dict[int, Card]:
        """Signals by their ids."""
        return thread.by_ids(ids)

    def unit_sections(self, unit: Unit) -> list[Section]:
        """The cases that the unit follows one by one."""
        return cusums.unit_sections(unit)

    def home_sections(self, person: Person) -> list[Section]:
        """A ward manager's signals and verdicts, limits that cases reached; an analyst's uploads and late data."""
        return [*home.home_sections(person), *cusums.home_sections(person)]

    def search(self, words: str, limit: int) -> list[Card]:
        """Signals whose sentence, metric or unit has the words."""
        return thread.search(words, limit)

    def documents(self, ids: Collection[int]) -> dict[int, list[Document]]:
        """What signals were explained by."""
        return documents.documents(ids)

    def document_ids(self) -> list[int]:
        """Every signal that somebody explained."""
        return documents.document_ids()

    def told_by(self, record: object) -> int | None:
        """The signal, where it is explained."""
        return documents.told_by(record)
