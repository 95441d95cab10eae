"""A chart as a file: the picture with its notes written out below it, and the table as CSV."""

import datetime as dt
from collections.abc import Iterator

from qms.control.charts.drawings import FILE, Subject, picture_file
from qms.control.charts.flags import Flag
from qms.control.charts.footnotes import footnote_of
from qms.control.charts.preview import periods_of
from qms.control.charts.targets import targets_drawn
from qms.golden_thread.drawing.markup import number, text, wrapped
from qms.golden_thread.drawing.palette import FONT, INK, PAPER
from qms.golden_thread.metrics.scale import scale_of
from qms.golden_thread.readings.saying import measured_values
from qms.kernel.formats import day

COLUMNS = (
    "period", "numerator", "denominator", "value", "centre", "lower", "upper", "target", "special_cause", "type",
    "excluded", "notes", "chart", "rules", "measured",
)  # fmt: skip

_SIZE = 15.0
_LINE = 22.0
_MARGIN = 16.0


def picture_with_notes(subject: Subject, sentence: str, flags: list[Flag]) -> str:
    """The chart as SVG with what it says and its numbered notes in words below, for slides and reports."""
    width, height = FILE
    lines = wrapped(sentence, width, _SIZE)
    for flag in flags:
        if flag.number:
            lines += wrapped(f"{flag.number}  {day(flag.on)}: {flag.text}", width, _SIZE)
    lines += wrapped(footnote_of(subject.chart, subject.metric), width, _SIZE)
    below = "".join(
        text(_MARGIN + 4, _MARGIN + height + _LINE * (place + 1), line, size=_SIZE, fill=INK)
        for place, line in enumerate(lines)
    )
    wide, high = number(width + 2 * _MARGIN), number(height + 2 * _MARGIN + _LINE * (len(lines) + 0.5))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
        f' font-family="{FONT}"><rect width="{wide}" height="{high}" fill="{PAPER}"/>'
        f'<g transform="translate({number(_MARGIN)},{number(_MARGIN)})">{picture_file(subject)}</g>{below}</svg>'
    )


def table_rows(subject: Subject, flags: list[Flag]) -> Iterator[list[object]]:
    """The chart as rows under COLUMNS, oldest first: numbers as numbers, dates as dates."""
    chart, scale = subject.chart, scale_of(subject.metric)
    periods = periods_of(chart)
    targets = targets_drawn(chart)
    notes = _notes_by_point(periods, flags)
    judged = (chart.kind.value, chart.rules.title or chart.rules.name)
    measured = measured_values(chart).tolist()  # what is plotted is another thing on some kinds of chart
    for at, period in enumerate(periods):
        below = None if chart.denominators is None else round(float(chart.denominators[at]) * scale, 6)
        counted = [float(chart.numerators[at]), below] if below is not None else [None, None]
        lines = [float(line[at]) for line in (chart.values, chart.centre, chart.lower, chart.upper)]
        target = targets[at] if isinstance(targets, list) else targets
        out = "yes" if chart.excluded[at] else "no"
        yield [
            period,
            *counted,
            *lines,
            target,
            chart.special_causes[at],
            chart.types[at].value,
            out,
            notes[at],
            *judged,
            measured[at],
        ]


def _notes_by_point(periods: list[dt.date], flags: list[Flag]) -> list[str]:
    """Each note beside the last period that has begun by its date."""
    notes: list[list[str]] = [[] for _ in periods]
    for flag in flags:
        begun = [at for at, period in enumerate(periods) if period <= flag.on]
        if begun and flag.number:
            notes[begun[-1]].append(flag.text)
    return ["; ".join(each) for each in notes]
