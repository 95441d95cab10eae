"""Charts as CSV: every point, or one row a series."""

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

import numpy as np

from qms.commands.spc.charting import Charted
from qms.commands.spc.pieces import numbers, pick, write_rows
from qms.commands.spc.point_pieces import POINT_COLUMNS, VERDICTS, days, lines, values, verdicts
from qms.commands.spc.request import Request
from qms.kernel.uploads.export import safe_cell
from qms.spc import ASSURANCES, POINT_TYPES

SUMMARY_COLUMNS = (
    *("points", "date", "value", "centre", "lower", "upper", "target"),
    *("variation", "assurance", "provisional", "explanation"),
)

_VERDICT_CELLS = [f"{cause or ''},{kind},{str(excluded).lower()}" for cause, kind, excluded in VERDICTS]


def points_head(request: Request) -> str:
    """The names of the columns of `write_points`."""
    target = ["target"] if request.changing_target else []
    return _head([*request.columns.by, *POINT_COLUMNS, *target])


def write_points(charted: Charted, stream: BinaryIO) -> None:
    """One row a point, the names of the series in front."""
    pieces = [
        pick(*days(charted)),
        values(charted, whole_as_such=True),
        lines(charted, "{},{},{}", null="", whole_as_such=True),
        pick(_VERDICT_CELLS, verdicts(charted)),
    ]
    if charted.request.columns.by:
        pieces.insert(0, pick(_names(charted), charted.batch.owners))
    if charted.targets is not None:
        pieces.append(numbers(charted.targets, whole_as_such=True))
    write_rows(stream, pieces, between=",", after="\r\n", null="")


def summary_head(request: Request) -> str:
    """The names of the columns of `write_summary`."""
    return _head([*request.columns.by, *SUMMARY_COLUMNS])


def write_summary(charted: Charted, stream: BinaryIO) -> None:
    """One row a series: its last point, what that means, and the sentence."""
    last = charted.figures(lambda panel: panel.last)
    at_last = [
        charted.figures(lambda panel: panel.last_value),
        charted.figures(lambda panel: panel.last_centre),
        charted.figures(lambda panel: panel.last_lower),
        charted.figures(lambda panel: panel.last_upper),
        charted.figures(lambda panel: np.concatenate([block.targets for block in panel.blocks])),
    ]
    texts, places = days(charted)
    verdicts_of = [
        pick([kind.value for kind in POINT_TYPES], charted.figures(lambda panel: panel.variation)),
        pick(
            ["" if promise is None else promise.value for promise in ASSURANCES],
            charted.figures(lambda panel: panel.assurance),
        ),
        pick(["false", "true"], charted.figures(lambda panel: panel.provisional)),
    ]
    everyone = np.arange(len(charted.batch))
    pieces = [
        numbers(charted.batch.lengths.astype(float), whole_as_such=True),
        pick(texts, places[charted.batch.starts[:-1] + last]),
        *(numbers(figures, whole_as_such=True) for figures in at_last),
        *verdicts_of,
        pick(csv_lines([sentence] for sentence in charted.explanations), everyone),
    ]
    if charted.request.columns.by:
        pieces.insert(0, pick(_names(charted), everyone))
    write_rows(stream, pieces, between=",", after="\r\n", null="")


def _head(names: Iterable[str]) -> str:
    return f"{csv_lines([names])[0]}\r\n"


def csv_lines(rows: Iterable[Iterable[object]]) -> list[str]:
    """Rows of a CSV without their ends, safe to open in a spreadsheet; no cell may hold the end of a line."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([safe_cell(cell) for cell in cells] for cells in rows)
    return text.getvalue().split("\r\n")[:-1]


def _names(charted: Charted) -> list[str]:
    """The cells that say which series it is."""
    return csv_lines(charted.batch.names)
