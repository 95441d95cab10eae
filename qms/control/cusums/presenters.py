"""What pages say of a sequence: the sentence, the pictures, its cases, how it is watched."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from flask import url_for
from markupsafe import Markup

from qms.control.cusums.charting import Charts, risk_of
from qms.control.cusums.models import OutcomeCase, OutcomeSequence, OutcomeSignal, Side
from qms.control.cusums.queries import Listed
from qms.control.wards.presenters import crumbs_above
from qms.golden_thread.drawing import cusum_svg, vlad_svg
from qms.kernel.formats import count, day, number, percent
from qms.kernel.paging import Page
from qms.people.models import Person
from qms.people.roles import Permission
from qms.spc import RiskAdjustedCusum, cases_to_signal

PHONE = (360, 340)


@dataclass(frozen=True)
class Standing:
    """How a sequence stands, in a word with its icon and colour."""

    icon: str | None
    words: str
    colour: str


EMPTY = Standing(None, "No cases yet", "grey")
STEADY = Standing("common-cause", "As expected", "grey")
STANDINGS = {
    Side.WORSE: Standing("concern-high", "More events than expected", "orange"),
    Side.BETTER: Standing("improvement-low", "Fewer events than expected", "blue"),
}


@dataclass(frozen=True)
class Line:
    """A sequence in a list."""

    sequence: OutcomeSequence
    url: str
    standing: Standing
    counts: str
    last: str


@dataclass(frozen=True)
class CaseRow:
    """A case in the table; numbers as words."""

    case: OutcomeCase
    number: int
    day: str
    event: str
    risk: str
    worse: str
    better: str
    vlad: str


@dataclass(frozen=True)
class SequencePage:
    """What stands on a sequence's page."""

    sequence: OutcomeSequence
    crumbs: list[tuple[str, str]]
    standing: Standing
    sentence: str
    live: list[OutcomeSignal]
    answered: list[OutcomeSignal]
    pictures: list[Markup]
    vlads: list[Markup]
    vlad_sentence: str
    rows: Page[CaseRow] | None
    watched: list[tuple[str, str]]
    may_enter: bool
    may_answer: bool
    may_define: bool


def line_of(listed: Listed) -> Line:
    """The sequence as a list shows it, from its reading."""
    reading = listed.reading
    has_cases = reading is not None and reading.cases > 0
    side = listed.live[0].side if listed.live else None
    return Line(
        sequence=listed.sequence,
        url=url_for("control.cusum", sequence_id=listed.sequence.id),
        standing=(STANDINGS[side] if side else STEADY) if has_cases else EMPTY,
        counts=_counts(reading.events, reading.cases, reading.expected) if reading is not None and has_cases else "",
        last=day(reading.last_on) if reading is not None else "",
    )


def list_sentence(total: int, waiting: int) -> str:
    """What the list says first."""
    if not waiting:
        return f"{count(total, 'sequence')} of cases {'is' if total == 1 else 'are'} followed. No limit has been reached."
    have, wait = ("has", "waits") if waiting == 1 else ("have", "wait")
    return f"Of {count(total, 'sequence')} of cases, {waiting} {have} reached a limit and {wait} for the cause."


def sequence_page(
    one: OutcomeSequence, charts: Charts | None, signals: Sequence[OutcomeSignal], rows: Page[int] | None, reader: Person
) -> SequencePage:
    """The page of one sequence for this reader; `rows` are the positions of the cases that the table shows."""
    live = [each for each in signals if each.is_live]
    first = next((each for each in live if each.side is Side.WORSE), live[0] if live else None)
    return SequencePage(
        sequence=one,
        crumbs=crumbs_of(one),
        standing=STANDINGS[first.side] if first else STEADY if charts else EMPTY,
        sentence=sentence(charts, live),
        live=live,
        answered=[each for each in signals if not each.is_live],
        pictures=[cusum_picture(one, charts, phone=phone) for phone in (False, True)] if charts else [],
        vlads=[vlad_picture(one, charts, phone=phone) for phone in (False, True)] if charts else [],
        vlad_sentence=charts.vlad.explanation if charts else "",
        rows=Page([_row(one, charts, at) for at in rows.items], rows.number, rows.size, rows.total)
        if rows and charts
        else None,
        watched=watched(one, charts),
        may_enter=reader.can(Permission.ENTER_MEASUREMENTS, one.unit) and one.closed_on is None,
        may_answer=reader.can(Permission.REACT_TO_SIGNALS, one.unit),
        may_define=reader.can(Permission.DEFINE_METRICS, one.unit),
    )


def crumbs_of(one: OutcomeSequence) -> list[tuple[str, str]]:
    """The way up: control, the sequences, the unit."""
    unit = (one.unit.name, url_for("control.ward", unit_id=one.unit_id))
    return [*crumbs_above(one.unit)[:1], ("Case by case", url_for("control.cusums")), unit]


def sentence(charts: Charts | None, live: Sequence[OutcomeSignal]) -> str:
    """What a person who reads one line should know."""
    if charts is None:
        return "There are no cases yet."
    observed = _counts(int(charts.vlad.observed), len(charts.cases), charts.vlad.expected)
    said = []
    for side in Side:
        crossing = charts.waiting(side)
        if crossing is None or not any(each.side is side for each in live):
            continue
        begun, reached = (_case_words(charts, at) for at in (crossing.began, crossing.position))
        lead = "Concern: more" if side is Side.WORSE else "Good news: fewer"
        said.append(f"{lead} events than expected since {begun}. The limit was reached at {reached}.")
    if not said:
        said = ["The events are as many as expected: no limit is reached."]
    return " ".join([*said, f"In all, {observed}."])


def cusum_picture(one: OutcomeSequence, charts: Charts, *, phone: bool = False, heading: bool = False) -> Markup:
    """Deterioration upwards and improvement downwards, with their limits."""
    width, height = PHONE if phone else (960, 420)
    dates = [each.happened_on for each in charts.cases]
    svg = cusum_svg(
        charts.worse,
        charts.better,
        title=f"{one.name}, {one.unit.name}: CUSUM",
        dates=dates,
        width=width,
        height=height,
        heading=heading,
        id_prefix="cusum-phone" if phone else "cusum",
    )
    return Markup(svg)  # noqa: S704  our own drawing, which escapes its words


def vlad_picture(one: OutcomeSequence, charts: Charts, *, phone: bool = False, heading: bool = False) -> Markup:
    """Events expected less those seen."""
    width, height = (PHONE[0], 280) if phone else (960, 300)
    svg = vlad_svg(
        charts.vlad,
        title=f"{one.name}, {one.unit.name}: expected less seen",
        dates=[each.happened_on for each in charts.cases],
        width=width,
        height=height,
        heading=heading,
        id_prefix="vlad-phone" if phone else "vlad",
    )
    return Markup(svg)  # noqa: S704  as above


def watched(one: OutcomeSequence, charts: Charts | None) -> list[tuple[str, str]]:
    """How the sequence is watched, with what its limits mean in cases."""
    expected = "Each case has its own risk" if one.expected_risk is None else f"{percent(one.expected_risk)} for every case"
    rows = [
        ("Event", one.event),
        ("Expected", f"{expected}. {one.risk_source}".strip()),
        ("More events", _watch(one, charts, one.worse_ratio, one.worse_limit)),
        ("Fewer events", _watch(one, charts, one.better_ratio, one.better_limit)),
        ("Unit", one.unit.name),
        ("Owner", one.owner.name),
    ]
    return rows if one.closed_on is None else [*rows, ("Closed", f"{day(one.closed_on)}. {one.closed_reason}")]


def case_words(number_: int, case: OutcomeCase) -> str:
    """'case 30 (3 March 2026)'."""
    return f"case {number_:,} ({day(case.happened_on)})"


def table_columns() -> tuple[str, ...]:
    """The columns of the table as CSV."""
    return ("case", "date", "event", "risk", "cusum_more", "limit_reached_more", "cusum_fewer", "limit_reached_fewer", "vlad")


def table_rows(one: OutcomeSequence, charts: Charts) -> list[list[object]]:
    """Every case with its sums."""

    def side(chart: RiskAdjustedCusum, at: int) -> list[object]:
        return [round(float(chart.sums[at]), 9), "yes" if chart.signals[at] else "no"]

    return [
        [
            at + 1, each.happened_on, "yes" if each.event else "no", risk_of(one, each),
            *side(charts.worse, at), *side(charts.better, at), round(float(charts.vlad.values[at]), 9),
        ]
        for at, each in enumerate(charts.cases)
    ]  # fmt: skip


_NEVER = 1e7
"""Cases after which nobody waits for a signal any more."""


def _watch(one: OutcomeSequence, charts: Charts | None, ratio: float, limit: float) -> str:
    words = f"{number(ratio)} times the odds, limit {number(limit)}."
    risks: list[float] = [one.expected_risk] if one.expected_risk is not None else []
    if charts is not None and not risks:
        risks = charts.vlad.risks.tolist()
    if not risks:
        return words
    false, true = (_cases_to_signal(tuple(risks), ratio, limit, really) for really in (1.0, ratio))
    seldom = f"once in about {_about(false)} cases" if false < _NEVER else "practically never"
    found = f"such a change is found after about {_about(true)}" if true < _NEVER else "but so would such a change be found"
    return f"{words} A false alarm comes {seldom}; {found}."


@lru_cache(maxsize=256)
def _cases_to_signal(risks: tuple[float, ...], ratio: float, limit: float, really: float) -> float:
    """Kept, because the same question is asked every time that somebody opens the page."""
    return cases_to_signal(risks, odds_ratio=ratio, limit=limit, true_ratio=really)


def _about(cases: float) -> str:
    """Two figures are enough."""
    return f"{float(f'{cases:.2g}'):,.0f}"


def _counts(events: int, cases: int, expected: float) -> str:
    return f"{count(events, 'event')} in {count(cases, 'case')}, where {expected:,.1f} were expected"


def _case_words(charts: Charts, at: int) -> str:
    return case_words(at + 1, charts.cases[at])


def _row(one: OutcomeSequence, charts: Charts, at: int) -> CaseRow:
    case = charts.cases[at]
    return CaseRow(
        case=case,
        number=at + 1,
        day=day(case.happened_on).replace(" ", "\u00a0"),
        event="Yes" if case.event else "No",
        risk=percent(risk_of(one, case)),
        worse=_sum(charts.worse, at),
        better=_sum(charts.better, at),
        vlad=f"{charts.vlad.values[at]:+.2f}".replace("-", "−"),
    )


def _sum(chart: RiskAdjustedCusum, at: int) -> str:
    return f"{chart.sums[at]:.2f}" + (" limit" if chart.signals[at] else "")
