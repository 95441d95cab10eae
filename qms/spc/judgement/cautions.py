"""Everything that weakens the verdicts of a chart, strongest reason first."""

from qms.spc.chart import ControlChart
from qms.spc.judgement.caution import Caution, CautionKind
from qms.spc.judgement.dispersion import dispersion_caution
from qms.spc.judgement.memory import memory_caution
from qms.spc.judgement.points import Points, last_phase
from qms.spc.judgement.season import season_caution
from qms.spc.judgement.zeros import zeros_caution
from qms.spc.verdicts import PROVISIONAL_BELOW

FEWEST_FOR_A_RUN_CHART = 10
"""Fewer points make neither limits nor a median that runs can be counted about."""

UNJUDGED = ("mr", "ewma", "cusum")
"""Kinds whose points depend on each other by their making: nothing here could be told from that."""


def cautions(chart: ControlChart) -> tuple[Caution, ...]:
    """What a reader should know before trusting the chart's last phase. Empty for most charts.

    A series that follows the season also resembles its neighbours; it is called seasonal alone.
    A stable series is warned about without reason in fewer than 5 of 100 cases by each test: see decision 9.
    """
    points = last_phase(chart)
    few = _few_points(chart, points)
    if chart.kind.value in UNJUDGED or not points.measurable:
        return tuple(each for each in (few,) if each)
    season = season_caution(points)
    zeros = zeros_caution(points)
    spread = None if zeros else dispersion_caution(points)
    memory = None if season else memory_caution(points)
    return tuple(each for each in (zeros, spread, season, memory, few) if each)


def _few_points(chart: ControlChart, points: Points) -> Caution | None:
    if len(points) >= PROVISIONAL_BELOW:
        return None
    counted = f"{len(points)} point{'' if len(points) == 1 else 's'}"
    since = " since the limits were last recalculated" if len(chart.phases) > 1 else ""
    if chart.kind.value == "run":
        if len(points) >= FEWEST_FOR_A_RUN_CHART:
            return None
        words = f"There are only {counted}{since}: {FEWEST_FOR_A_RUN_CHART} or more are needed before runs mean anything."
        return Caution(CautionKind.FEW_POINTS, words)
    words = f"There are only {counted}{since}: limits are firm from {PROVISIONAL_BELOW} on. Until then a run chart asks less."
    return Caution(CautionKind.FEW_POINTS, words, "run")
