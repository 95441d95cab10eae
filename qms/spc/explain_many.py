"""The sentences of a panel: the words of `explain`, found once for all series of which the same is said but for the numbers.

A hundred thousand series share some hundreds of sentences. Each is taken from `explain` itself with marks in place of the
numbers; what is left for every series is to round its numbers and to fill them in.
"""

from collections.abc import Iterable

import numpy as np

from qms.spc.analysis import Analysis
from qms.spc.arrays import Booleans, Floats, Integers
from qms.spc.chart import ControlChart
from qms.spc.enums import ChartKind
from qms.spc.explain import explain
from qms.spc.kind_words import COUNTED
from qms.spc.periods import cadence
from qms.spc.said_numbers import Marks, Said, Template
from qms.spc.tail_runs import last_signals

Templates = dict[tuple[object, ...], Template | None]
"""By all that decides which words are said."""


def explanations(blocks: Iterable[Analysis], templates: Templates | None = None) -> list[str]:
    """The explanation of each series of a panel's blocks, as `ControlChart.explanation` gives it.

    templates: what was found before for charts of the same kind by the same rules; it is added to.
    """
    known: Templates = {} if templates is None else templates
    return [sentence for block in blocks for sentence in _of_block(block, known)]


def _of_block(block: Analysis, templates: Templates) -> list[str]:
    rows = np.arange(len(block.last))
    causes = np.where(block.has_points, block.special_causes[rows, block.last], 0)
    first, points = last_signals(block, causes)
    numbers = _numbers(block)
    said = Said(numbers, np.where(block.assurance > 0, block.targets, np.nan), counted=block.panel.kind in COUNTED)
    plain = _plain(block) & (points >= 0) & said.plain
    alike: dict[tuple[object, ...], list[int]] = {}
    for series, fact in enumerate(zip(plain.tolist(), *_facts(block, causes, first, points, numbers), strict=True)):
        alike.setdefault(fact, []).append(series)
    sentences = [""] * len(rows)
    for fact, group in alike.items():
        if fact not in templates:
            templates[fact] = _template(block, group[0]) if fact[0] else None
        template = templates[fact]
        same = said.fill(template, group) if template else [_chart(block, series).explanation for series in group]
        for series, sentence in zip(group, same, strict=True):
            sentences[series] = sentence
    return sentences


def _template(block: Analysis, series: int) -> Template | None:
    """What is said of a series and all that are like it; None where a number is said that `Marks` does not know."""
    try:
        return Template.of(explain(_chart(block, series), Marks))
    except IndexError:
        return None


def _chart(block: Analysis, series: int) -> ControlChart:
    return ControlChart(block.of_series(series))


def _numbers(block: Analysis) -> Floats:
    """What a sentence may name: value, centre and limits at the last point (series × 4)."""
    lines = block.lines
    return np.stack([block.at_last(line) for line in (lines.plotted, lines.centre, lines.lower, lines.upper)], axis=1)


def _plain(block: Analysis) -> Booleans:
    """The series of which nothing but the facts below and their numbers decides what is said."""
    lines = block.lines
    plain = block.has_points & block.panel.kind.independent
    if lines.fell_back is not None:
        plain = plain & ~lines.fell_back.any(axis=1)
    if block.panel.phases.ids is not None:
        plain = plain & ~block.provisional
    if block.setting.rules.anhoej_runs:
        plain = plain & ~block.runs_signal
    if block.panel.kind is not ChartKind.RUN:
        lower, upper = block.at_last(lines.lower), block.at_last(lines.upper)
        with np.errstate(invalid="ignore"):
            plain = plain & ((upper > lower) | (np.isnan(lower) & ~np.isnan(upper)))
    return plain


def _facts(block: Analysis, causes: Integers, first: Integers, points: Integers, numbers: Floats) -> list[list[object]]:
    """All that decides which words are said, one list for each kind of fact, one entry a series.

    first, points: of the signal at the last point. numbers: as `_numbers` has them.
    """
    rows = np.arange(len(causes))
    with np.errstate(invalid="ignore"):
        unreachable = (numbers[:, 2] < 0) & (np.fmin.reduce(block.lines.plotted, axis=1) >= 0)
    few = np.where(block.provisional, block.active.sum(axis=1), 0)
    given = block.panel.given_centre
    supplied = np.broadcast_to(np.zeros(1) if given is None else ~np.isnan(given[:, 0]), len(causes))
    facts = [supplied, block.variation, causes, block.assurance, unreachable, few, points, np.isnan(numbers) @ (1, 2, 4, 8)]
    if block.panel.periods is None:
        return [fact.tolist() for fact in facts]
    days = np.broadcast_to(block.panel.periods, block.active.shape).astype(int)
    facts += [days[rows, block.last], np.where(points > 0, days[rows, first], 0)]
    return [*(fact.tolist() for fact in facts), _cadences(block)]


def _cadences(block: Analysis) -> list[object]:
    """How often each series is measured."""
    periods, lengths = block.panel.periods, block.panel.lengths
    if periods is None:
        return ["point"] * len(lengths)
    if (periods == periods[:1]).all() and (lengths == lengths[0]).all():
        return [cadence(periods[0, : lengths[0]])] * len(lengths)
    shared = len(periods) == 1
    return [cadence(periods[0 if shared else row, :length]) for row, length in enumerate(lengths.tolist())]
