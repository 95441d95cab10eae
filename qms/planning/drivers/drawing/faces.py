"""What a box of the diagram says and how it looks: its lines, its sizes, its colours."""

from collections.abc import Sequence
from dataclasses import dataclass

from qms.golden_thread.drawing.palette import BAND, INK, LINE, PAPER, QUIET, RULE
from qms.planning.drivers.drawing.wrapping import shortened, text_width, wrapped
from qms.planning.drivers.models import DriverKind

NHS_BLUE, DARK_BLUE, TINT = "#005eb8", "#003d78", "#edf4fa"
ICON, ICON_GAP = 20.0, 4.0
PAD, SMALL, SMALL_STEP, ROW = 12.0, 13.0, 18.0, 26.0
EMPTY = "No words yet"


@dataclass(frozen=True)
class Look:
    """The colours and type of one column."""

    size: float
    bold: bool
    fill: str
    edge: str
    ink: str
    quiet: str
    line: float
    corner: float

    @property
    def step(self) -> float:
        """From one line of text to the next."""
        return round(self.size * 1.32, 1)


LOOKS = {
    DriverKind.AIM: Look(17, True, NHS_BLUE, DARK_BLUE, PAPER, "#e8edee", 1.5, 8),
    DriverKind.PRIMARY: Look(15, True, TINT, NHS_BLUE, INK, LINE, 2, 6),
    DriverKind.SECONDARY: Look(15, False, PAPER, RULE, INK, LINE, 1.5, 6),
    DriverKind.CHANGE_IDEA: Look(14, False, BAND, "#c3ccd3", INK, QUIET, 1.2, 14),
}


@dataclass(frozen=True)
class MeasureFace:
    """A measure in its box: verdicts, name, last value (empty before the first), and its page."""

    variation: str | None
    assurance: str | None
    name: str
    value: str = ""
    href: str = ""

    @property
    def words(self) -> str:
        """Name and value in one line."""
        return f"{self.name}: {self.value}" if self.value else self.name


@dataclass(frozen=True)
class WorkFace:
    """A project in its box: title, state in words, and its page."""

    title: str
    state: str
    href: str = ""

    @property
    def words(self) -> str:
        """Title and state in one line."""
        return f"{self.title}: {self.state.lower()}" if self.state else self.title


@dataclass(frozen=True)
class Face:
    """What one box says. `weak` is what is missing, in words; `outlined` draws attention to it."""

    kind: DriverKind
    text: str
    href: str = ""
    measures: Sequence[MeasureFace] = ()
    works: Sequence[WorkFace] = ()
    weak: str = ""
    outlined: bool = False


@dataclass(frozen=True)
class Row:
    """One line under the box's text: a measure, a project, or a quiet remark; cut to fit."""

    text: str
    measure: MeasureFace | None = None
    work: WorkFace | None = None


@dataclass(frozen=True)
class Filled:
    """A face laid into a box of its column's width."""

    face: Face
    look: Look
    lines: list[str]
    rows: list[Row]
    height: float


MOST_ROWS = 3


def filled(face: Face, width: float) -> Filled:
    """The lines and rows of a box `width` pixels wide, and how tall it is."""
    look = LOOKS[face.kind]
    room = width - 2 * PAD
    lines = wrapped(face.text, room, look.size, bold=look.bold) or [EMPTY]
    rows = [*_measure_rows(face.measures, room), *_work_rows(face.works, room)]
    if face.weak:
        rows.append(Row(shortened(face.weak, room, SMALL)))
    height = PAD * 2 + look.step * len(lines) + (6 if rows else 0) + sum(row_height(row) for row in rows) - 4
    return Filled(face, look, lines, rows, round(height, 1))


def row_height(row: Row) -> float:
    """Measures need room for their icons."""
    return ROW if row.measure else SMALL_STEP


def _measure_rows(measures: Sequence[MeasureFace], room: float) -> list[Row]:
    beside = room - 2 * (ICON + ICON_GAP) - 2
    rows = [Row(_cut(each.name, each.value, beside), measure=each) for each in measures[:MOST_ROWS]]
    more = len(measures) - len(rows)
    return [*rows, Row(f"and {more} more measure{'' if more == 1 else 's'}")] if more else rows


def _work_rows(works: Sequence[WorkFace], room: float) -> list[Row]:
    rows = [Row(_cut(each.title, each.state.lower(), room - 14), work=each) for each in works[:MOST_ROWS]]
    more = len(works) - len(rows)
    return [*rows, Row(f"and {more} more project{'' if more == 1 else 's'}")] if more else rows


def _cut(name: str, news: str, room: float) -> str:
    """Name and news in one line; where they do not fit the name gives way, because the news is what changes."""
    ending = f": {news}" if news else ""
    if text_width(name + ending, SMALL) <= room:
        return name + ending
    name = shortened(name, max(room - text_width(ending, SMALL), 40), SMALL)
    return shortened(name + ending, room, SMALL)
