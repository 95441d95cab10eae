"""What was pasted decides the chart unless somebody chooses: events, averages, categories and units as well as values."""

import html

import numpy as np
import pytest
from flask import Flask

from qms.control.chart_something.charting import Choices, charted
from qms.control.chart_something.example import _EXAMPLES, INFECTIONS, NAMES, REASONS, WARDS
from qms.control.chart_something.grouping import Compared, Ranked, grouped
from qms.control.chart_something.layout import Shape, layout_of
from qms.control.chart_something.reading import Pasted, PasteRefused, read_series
from qms.control.charts.analysis import chart_of
from qms.control.measurements.models import Measurement
from qms.golden_thread.metrics.models import Cadence, DataKind, Direction, Metric, Series
from qms.kernel.db import db
from qms.people.roles import RoleName
from tests.builder import Builder, months
from tests.page_client import PageClient

URL = "/control/chart-something"
EMPTY = {"data_text": "", "name": "", "chart": "", "direction": "neutral", "target": "", "ratio": ""}
OBSERVED = "Month\tFirst\tSecond\tThird\n" + "\n".join(
    f"{month}\t{30 + at % 4}\t{34 - at % 3}\t{29 + at % 5}" for at, month in enumerate(months(14))
)
AVERAGED = "Month\tMean wait\tn\tSD\n" + "\n".join(f"{month}\t{30 + at % 4}\t20\t6.5" for at, month in enumerate(months(14)))


def read_pasted(text: str, *, ratio: DataKind | None, chart: str) -> Pasted:
    return read_series(layout_of(text, chart), ratio=ratio, chart=chart)


def choices(**changed: object) -> Choices:
    return Choices(**{"name": "", "chart": "", "direction": Direction.NEUTRAL, "ratio": ""} | changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "chart", "shape"),
    [
        ("2026-01-03\n2026-01-19\n2026-02-02", "", Shape.EVENTS),
        ("2026-01\t3\n2026-02\t4", "", Shape.VALUES),
        ("2026-01\t3\t9\n2026-02\t4\t9", "", Shape.RATIOS),
        ("2026-01\t3\t9\n2026-02\t4\t9", "xbar", Shape.OBSERVATIONS),
        (AVERAGED, "", Shape.AVERAGES),
        (OBSERVED, "", Shape.OBSERVATIONS),
        (REASONS, "", Shape.CATEGORIES),
        ("Delay\nTransport\nTransport\nLetter", "", Shape.CATEGORIES),
        ("2026-01-03\tTransport\n2026-01-04\tLetter\n2026-01-05\tTransport", "", Shape.CATEGORIES),
        (WARDS, "", Shape.UNITS),
    ],
)
def test_columns_tell_what_they_are(text: str, chart: str, shape: Shape) -> None:
    assert layout_of(text, chart).shape is shape


@pytest.mark.parametrize(
    ("text", "chart", "words"),
    [
        (REASONS, "p", "None of the columns holds dates."),
        (REASONS, "funnel", "A funnel plot needs three columns"),
        (WARDS, "pareto", "A Pareto chart needs one column of categories"),
        ("Ward\tSite\tFalls\nOak\tNorth\t3\nElm\tSouth\t4", "", "A funnel plot needs three columns"),
        ("Delay\tName\n943 476 5919\tAnn\n943 476 5919\tBob", "p", "Nothing was charted"),
    ],
)
def test_what_makes_no_picture_says_what_would(text: str, chart: str, words: str) -> None:
    with pytest.raises(PasteRefused, match=words):
        layout_of(text, chart)


def test_dates_of_events_make_a_t_chart_of_the_days_between() -> None:
    drawn = charted(read_pasted(INFECTIONS, ratio=None, chart=""), choices())
    assert drawn.metric.chart == "t"
    assert (drawn.metric.data_kind, drawn.metric.cadence) == (DataKind.BETWEEN, Cadence.EVENT)
    assert drawn.chart.values[1:4].tolist() == [16, 5, 21]
    assert "a t chart" in drawn.advice.reason


def test_two_events_on_one_day_are_named_with_the_remedy() -> None:
    with pytest.raises(PasteRefused) as refused:
        read_pasted("2026-01-03\n2026-01-19\n2026-01-19\n", ratio=None, chart="")
    assert "count the events of each month instead" in refused.value.errors[0].remedy
    with pytest.raises(PasteRefused, match="only one date"):
        read_pasted("2026-01-03\n", ratio=None, chart="")


def test_several_measurements_at_each_date_are_averaged() -> None:
    pasted = read_pasted("2026-01\t1\t3\t5\n2026-02\t2\t\t4\n2026-03\t7\t\t\n", ratio=None, chart="")
    assert (pasted.values, pasted.sizes) == ([3, 3, 7], [3, 2, 1])
    assert pasted.deviations == [2, pytest.approx(np.sqrt(2)), None]
    assert charted(read_pasted(OBSERVED, ratio=None, chart=""), choices()).metric.chart == "xbar"
    spread = charted(read_pasted(AVERAGED, ratio=None, chart="s"), choices(chart="s"))
    assert spread.chart.values[0] == 6.5


@pytest.mark.parametrize(
    ("text", "kind", "per"),
    [
        ("\n".join(f"{month}\t{30 + at % 5}\t50" for at, month in enumerate(months(14))), DataKind.PROPORTION, 1),
        ("\n".join(f"{month}\t{3 + at % 4}\t900" for at, month in enumerate(months(14))), DataKind.RATE, 1000),
    ],
)
def test_numerators_and_denominators_are_shown_as_what_they_look_like(text: str, kind: DataKind, per: float) -> None:
    drawn = charted(read_pasted(text, ratio=None, chart=""), choices())
    assert (drawn.metric.data_kind, drawn.metric.multiplier) == (kind, per)


def test_a_spread_chart_needs_more_than_one_value_a_date() -> None:
    with pytest.raises(PasteRefused, match="X-bar charts need several measurements at each date"):
        read_pasted("2026-01\t3.5\n2026-02\t4\n", ratio=None, chart="xbar")


def group(text: str, **changed: object) -> Compared | Ranked:
    made = choices(**changed)
    return grouped(layout_of(text, made.chart), made)


def test_categories_stand_by_how_often_they_occur() -> None:
    counted = group("Delay\nTransport\nLetter\nTransport\n")
    assert isinstance(counted, Ranked)
    assert counted.pareto.categories == ("Transport", "Letter")
    assert group(REASONS).pareto.vital_few[0] == "Waiting for medicines to take home"


def test_units_are_compared_as_shares_or_as_rates() -> None:
    rates = group(WARDS)
    assert isinstance(rates, Compared)
    assert (rates.funnel.method, rates.unit) == ("sr", "per 1,000")
    assert rates.funnel.outliers[0] == "Heron"
    assert rates.funnel.values[1] == pytest.approx(118 / 9480 * 1000)
    shares = group("Trust\tSeen\tAll\nA\t80\t100\nB\t150\t200\nC\t20\t50\n")
    assert (shares.funnel.method, shares.percent) == ("pr", True)
    assert group(WARDS, overdispersion=True).funnel.overdispersion


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ward\tFalls\tDays\nOak\t3\t90\nElm\t4\t80\n", "compares 3 units or more"),
        ("Ward\tFalls\tDays\nOak\t3\t90\nElm\t4\t0\nAsh\t4\t9\n", "row 3 is 0"),
        ("Ward\tFalls\tDays\nOak\t0\t90\nElm\t0\t80\nAsh\t0\t9\n", "Every numerator is 0"),
        ("Ward\tFalls\tDays\nOak\t-1\t90\nElm\tfew\t80\nAsh\t4\t9\n", "2 errors in 2 rows"),
        ("Delay\tTimes\nTransport\t-3\nLetter\t4\n", "1 error in 1 row"),
        ("Delay\tTimes\nTransport\t1e200\nLetter\t4\n", "1 error in 1 row"),
    ],
)
def test_groups_that_can_not_be_are_refused(text: str, words: str) -> None:
    with pytest.raises(PasteRefused, match=words):
        group(text)


@pytest.mark.one_database
@pytest.mark.parametrize("which", NAMES)
def test_every_example_is_drawn_and_downloaded(app: Flask, build: Builder, client: PageClient, which: str) -> None:
    client.sign_in(build.person())
    assert NAMES[which] in client.get(URL).text
    assert client.get(f"{URL}?example={which}").status_code == 200
    data = EMPTY | {name: str(value) for name, value in _EXAMPLES[which].items()}
    page = html.unescape(client.submit(URL, data).text)
    assert "<svg" in page
    assert "Your table was read as" in page
    assert client.submit(f"{URL}.png", data).data.startswith(b"\x89PNG")
    assert client.submit(f"{URL}.svg", data).text.startswith("<svg")
    assert len(client.submit(f"{URL}.csv", data).text.splitlines()) == len(data["data_text"].splitlines())
    assert db.session.query(Measurement).count() == 0


@pytest.mark.one_database
def test_the_page_says_which_chart_it_drew_and_why(app: Flask, build: Builder, client: PageClient) -> None:
    client.sign_in(build.person())
    page = html.unescape(client.submit(URL, EMPTY | {"data_text": INFECTIONS}).text)
    assert "This is a t chart. Each point is the time between two events" in page
    assert "Other charts that would serve" in page
    other = html.unescape(client.submit(URL, EMPTY | {"data_text": INFECTIONS, "chart": "xmr"}).text)
    assert "We would draw a t chart." in other


@pytest.mark.parametrize(
    ("text", "chart", "measured"),
    [(INFECTIONS, "t", 19), (AVERAGED, "xbar", 14), (OBSERVED, "s", 14)],
)
def test_other_kinds_are_kept_with_everything_that_their_chart_needs(  # noqa: PLR0917  fixtures and cases
    app: Flask, build: Builder, client: PageClient, text: str, chart: str, measured: int
) -> None:
    ward = build.unit("Ward 7")
    client.sign_in(build.person(RoleName.WARD_MANAGER, ward))
    data = EMPTY | {"data_text": text, "chart": chart, "name": "Kept"}
    assert client.submit(f"{URL}/keep", data).status_code == 200
    answer = client.submit(f"{URL}/metrics", data | {"unit_id": str(ward.id), "purpose": ""})
    assert answer.status_code == 303
    metric = db.session.query(Metric).one()
    assert (metric.chart, metric.rules) == (chart, "")
    assert db.session.query(Measurement).count() == measured
    kept = chart_of(db.session.query(Series).one())
    drawn = charted(read_pasted(text, ratio=None, chart=chart), choices(chart=chart)).chart
    np.testing.assert_allclose(kept.values, drawn.values)
    np.testing.assert_allclose(kept.upper, drawn.upper)


@pytest.mark.one_database
@pytest.mark.parametrize("text", [REASONS, WARDS])
def test_groups_are_not_kept(app: Flask, build: Builder, client: PageClient, text: str) -> None:
    ward = build.unit("Ward 7")
    client.sign_in(build.person(RoleName.WARD_MANAGER, ward))
    page = client.submit(URL, EMPTY | {"data_text": text})
    assert "Keep this as a metric" not in page.text
    answer = client.submit(f"{URL}/keep", EMPTY | {"data_text": text})
    assert answer.status_code == 422
    assert "A metric follows something over time." in answer.text
