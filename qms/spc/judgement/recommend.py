"""Which chart suits a series: by what its numbers are, then by how they behave.

The choice by kind of data is that of every textbook (Montgomery DC, Introduction to Statistical Quality Control; Provost LP,
Murray SK, The Health Care Data Guide); what the data themselves say comes from the cautions about the chart so chosen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from qms.spc.analyse import analyse
from qms.spc.arrays import Floats
from qms.spc.errors import SeriesError
from qms.spc.judgement.caution import Caution, CautionKind
from qms.spc.judgement.cautions import cautions

DATA_KINDS = ("proportion", "rate", "count", "mean", "between", "other")

CLEAR_SHARE = 0.1
"""From so large a share on, p and u limits differ by more than 5 %, and the kind has to be guessed right."""

XBAR_NEEDS = "sizes and standard deviations"


@dataclass(frozen=True)
class Alternative:
    """Another chart that would serve, and when."""

    chart: str
    reason: str


@dataclass(frozen=True)
class Recommendation:
    """chart: a chart kind. reason: a sentence. warnings: what weakens even that chart."""

    chart: str
    reason: str
    alternatives: tuple[Alternative, ...] = ()
    warnings: tuple[Caution, ...] = ()


_BY_KIND = {
    "proportion": Recommendation(
        "p",
        "Each point is a share of cases, so its limits should follow the number of cases: a p chart.",
        (
            Alternative("pp", "p′: where there are so many cases that the limits of a p chart look too narrow"),
            Alternative("xmr", "XmR: where the number of cases hardly changes, or to read all charts alike"),
        ),
    ),
    "rate": Recommendation(
        "u",
        "Each point is events per exposure, so its limits should follow the exposure: a u chart.",
        (
            Alternative("up", "u′: where there is so much exposure that the limits of a u chart look too narrow"),
            Alternative("xmr", "XmR: where the exposure hardly changes, or to read all charts alike"),
        ),
    ),
    "count": Recommendation(
        "c",
        "Each point counts events where the chance of one is always much the same: a c chart.",
        (Alternative("xmr", "XmR: where events come in clusters, or the number at risk changes"),),
    ),
    "mean": Recommendation(
        "xbar",
        "Each point is the average of several measurements, so its limits should follow their number and spread: an X̄ chart.",
        (
            Alternative("s", "s: beside it, for how much the measurements of each point differ"),
            Alternative("xmr", "XmR: where the spread inside the points is not known, or far smaller than between them"),
        ),
    ),
    "between": Recommendation(
        "t",
        "Each point is the time between two events that have become rare: a t chart.",
        (
            Alternative("g", "g: where cases between events are counted, not days"),
            Alternative("xmr", "XmR: where events are not rare, so that times between them are even"),
        ),
    ),
    "other": Recommendation(
        "xmr",
        "Each point is one number of its own: an XmR chart, which needs to know nothing about how it came about.",
        (Alternative("run", "Run chart: to begin with, or where values are far from even around their average"),),
    ),
}


def recommend(
    values: Sequence[float | None] | Floats,
    *,
    denominators: Sequence[float | None] | Floats | None = None,
    sizes: Sequence[float | None] | Floats | None = None,
    deviations: Sequence[float | None] | Floats | None = None,
    periods: Sequence[Any] | None = None,
    data_kind: str | None = None,
) -> Recommendation:
    """The chart for a series, with the reason in a sentence.

    values: as for `analyse`; there may be none yet, and then the kind of data alone decides. data_kind: one of DATA_KINDS, or
    None to guess from what is given: denominators that are never exceeded and often nearly reached make proportions, others
    rates; sizes make means; whole numbers that vary as chance would make counts.
    Raises SeriesError for an unknown kind and for numbers that no chart can show.
    """
    if data_kind is not None and data_kind not in DATA_KINDS:
        raise SeriesError(f"there is no data kind {data_kind!r}. Use one of: {', '.join(DATA_KINDS)}", argument="data_kind")
    numbers, below = _numbers(values), None if denominators is None else _numbers(denominators)
    kind = data_kind or _guess(numbers, below, sizes is not None)
    chosen = _chosen(kind, numbers, below, sizes is not None and deviations is not None)
    if not (~np.isnan(numbers)).any():
        return chosen
    return _as_the_data_say(chosen, values, denominators if chosen.chart in ("p", "u") else None, periods, below)


def _as_the_data_say(
    chosen: Recommendation, values: Any, denominators: Any, periods: Any, below: Floats | None
) -> Recommendation:
    """The choice again in the light of the cautions about it."""
    drawn = chosen.chart if chosen.chart in ("p", "u", "c") else "xmr"
    shown = values if drawn != "xmr" or below is None else _ratios(_numbers(values), below)
    found = cautions(analyse(shown, denominators=denominators, periods=periods, chart=drawn))
    if chosen.chart in ("t", "g"):
        found = tuple(each for each in found if each.kind is not CautionKind.MOSTLY_ZEROS)
    offered = next((each for each in found if each.kind in _DECISIVE), None)
    if offered is None or offered.offer is None:
        return replace(chosen, warnings=found)
    left = tuple(each for each in found if each is not offered)
    usual = Alternative(chosen.chart, f"{_named(chosen.chart)}: the usual choice for such data, were it not for that")
    others = (usual, *(each for each in chosen.alternatives if each.chart != offered.offer))
    if offered.kind is CautionKind.MOSTLY_ZEROS:
        # The dates of the events are other data than these: say so, and keep the chart that these data allow.
        between = Alternative(offered.offer, f"{_named(offered.offer)}: {offered.sentence}")
        return replace(chosen, alternatives=(between, *chosen.alternatives), warnings=found)
    return Recommendation(offered.offer, offered.sentence, others, left)


_DECISIVE = (CautionKind.MOSTLY_ZEROS, CautionKind.OVERDISPERSED, CautionKind.UNDERDISPERSED)

_NAMES = {"p": "p", "u": "u", "c": "c", "t": "t", "g": "g", "pp": "p′", "up": "u′", "xmr": "XmR", "xbar": "X̄", "run": "run"}


def _named(kind: str) -> str:
    return _NAMES.get(kind, kind)


def _chosen(kind: str, numbers: Floats, below: Floats | None, spread_known: bool) -> Recommendation:
    """The choice by kind of data, less what cannot be drawn from these columns."""
    chosen = _BY_KIND[kind]
    if kind == "mean" and not spread_known and numbers.size:
        reason = "Each point is an average whose number of measurements and spread are not known: an XmR chart."
        other = Alternative("xbar", f"X̄: once {XBAR_NEEDS} are there")
        return Recommendation("xmr", reason, (other, *_BY_KIND["other"].alternatives))
    if kind in ("proportion", "rate") and below is None and numbers.size:
        reason = "Numerators and denominators are not there, so limits cannot follow them: an XmR chart of the values."
        other = Alternative(chosen.chart, f"{chosen.chart}: once numerators and denominators are there")
        return Recommendation("xmr", reason, (other, *_BY_KIND["other"].alternatives))
    known = numbers[~np.isnan(numbers)]
    if kind == "between" and known.size and (known == 0).any():
        reason = "Each point counts the cases between two events, and there are zeros: a g chart."
        return Recommendation("g", reason, (Alternative("t", "t: where dates and times of the events are known"),))
    if kind == "count" and known.size and ((known < 0) | (known % 1 != 0)).any():
        reason = "The values are not whole numbers from 0 upwards, so they are no plain counts: an XmR chart."
        return Recommendation("xmr", reason, _BY_KIND["other"].alternatives)
    return chosen


def _guess(numbers: Floats, below: Floats | None, has_sizes: bool) -> str:
    """The kind of data that the columns and their numbers look like."""
    if has_sizes:
        return "mean"
    if below is not None:
        share = _ratios(numbers, below)
        known = share[~np.isnan(share)]
        return "proportion" if known.size and known.max() <= 1 and known.mean() >= CLEAR_SHARE else "rate"
    known = numbers[~np.isnan(numbers)]
    whole = known.size > 0 and (known >= 0).all() and (known % 1 == 0).all()
    return "count" if whole and known.mean() > 0 else "other"


def _ratios(numbers: Floats, below: Floats) -> Floats:
    return np.divide(numbers, below, out=np.full(numbers.shape, np.nan), where=below > 0)


def _numbers(values: Any) -> Floats:
    try:
        return np.array([np.nan if value is None else value for value in values], dtype=float)
    except (TypeError, ValueError):
        raise SeriesError("values must be numbers, each in its place. Leave out what is none") from None
