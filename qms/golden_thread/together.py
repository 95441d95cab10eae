"""Series of several units looked at together: added up as one chart, side by side on one scale, or as they stood on a day.

The room that keeps the measurements makes them (`Strand.pooled`, `Strand.side_by_side`, `Strand.as_of`); other rooms show
them."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from qms.spc import Effect

NOTHING = Markup("")


@dataclass(frozen=True)
class PooledPeriod:
    """One period of the sum: its value and limits as they are said, and how many of the series it is made from. `number` is
    the value on the chart's scale, None for none."""

    on: dt.date
    number: float | None
    period: str
    value: str
    centre: str
    limits: str
    reported: int
    verdict: str  # what is special about the point, or that it was left out of the limits


@dataclass(frozen=True)
class Pooled:
    """Series of one metric added up: `members` are which, `of` how many. Where a day is marked, these are the ones that
    reported throughout, before it and since; the chart then is the one that judges, with limits from before that day.
    `periods`, `wide` and `narrow` are there only where asked for. `effect` is that of the marked day. Where `refused` says
    why they cannot be added up, all else is empty."""

    refused: str = ""
    sentence: str = ""
    last: str = ""  # "4.6 per 1,000 bed days, October 2026"
    variation: str = "common-cause"
    assurance: str | None = None
    provisional: bool = False
    of: int = 0
    members: Collection[int] = ()  # ids of series
    incomplete: int = 0  # periods in which not all of them were measured
    periods: Sequence[PooledPeriod] = ()
    effect: Effect | None = None
    ahead: int = 0  # periods of what stands now that lie before the marked day
    wide: Markup = NOTHING
    narrow: Markup = NOTHING


@dataclass(frozen=True)
class Beside:
    """One of several charts on one scale. Where `refused` says why its figures cannot be charted, all else is empty."""

    series_id: int
    picture: Markup = NOTHING
    sentence: str = ""
    last: str = ""
    variation: str = ""
    assurance: str | None = None
    refused: str = ""


@dataclass(frozen=True)
class AsOf:
    """The chart of a series from the figures of periods that were over on a day, as these figures are known today. `until` is
    the last of the periods in words. Where `refused` says why they cannot be charted, all else but the name is empty."""

    series_id: int
    name: str
    until: str = ""
    picture: Markup = NOTHING
    sentence: str = ""
    variation: str = ""
    assurance: str | None = None
    refused: str = ""
