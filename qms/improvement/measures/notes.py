"""The numbered flags of the project's main chart, written out below it."""

from dataclasses import dataclass

from qms.golden_thread.strands import strand
from qms.improvement.measures.presenters import MeasureView
from qms.kernel import formats

MOST = 6  # the latest; all stand on the chart's own page


@dataclass(frozen=True)
class NoteView:
    """A flag with its number. `is_change` is what a project did, which the chart draws in another shape."""

    number: str
    when: str
    text: str
    url: str
    is_change: bool


@dataclass(frozen=True)
class Notes:
    """The latest notes in the order of their numbers, and how many came before them."""

    shown: list[NoteView]
    earlier: int


def notes_of(measure: MeasureView | None) -> Notes:
    """What the flags on the measure's chart say; nothing without a chart."""
    drawn = strand("signal").written_flags([measure.series_id]).get(measure.series_id, []) if measure else []
    shown = [NoteView(each.number, formats.day(each.on), each.text, each.url, each.is_change) for each in drawn[-MOST:]]
    return Notes(shown, len(drawn) - len(shown))
