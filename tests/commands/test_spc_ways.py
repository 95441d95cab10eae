"""The quick ways to read a file and the careful one give the same charts, to the byte, in every form of output."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.commands.refusing import Refused
from qms.commands.spc import plain, quick, reading
from qms.commands.spc.careful import read_carefully
from qms.commands.spc.columns import Columns
from qms.commands.spc.plain import Unclear
from qms.commands.spc.reading import carefully, quickly
from qms.commands.spc.request import Request
from qms.commands.spc.writers import write_charts, writer
from qms.kernel.uploads import TableError
from qms.spc import analyse

ENGINE = {"chart": "xmr", "direction": "decrease", "rules": "making-data-count", "freeze": None, "screen_moving_ranges": True}
FORMS = ("csv", "summary", "json", "table")

names = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S"), exclude_characters="\"'\x1f"), min_size=1, max_size=8
)
numbers = st.one_of(
    st.integers(-1000, 100_000).map(str),
    st.floats(-1e6, 1e6).map(repr),
    st.floats(1e-9, 1e300).map(repr),
    st.sampled_from(["", "0", "-0", "1e5", "5.", ".5", "+3", "9007199254740993", "0.00001"]),
)
days = st.lists(
    st.dates(min_value=np.datetime64("1990-01-01").item(), max_value=np.datetime64("2030-01-01").item()),
    min_size=1,
    max_size=30,
    unique=True,
)


@st.composite
def files(draw):
    """Several series, each with its own days and as many numbers, the first of them there."""
    series = draw(st.lists(names.filter(lambda name: name == " ".join(name.split())), min_size=1, max_size=6, unique=True))
    shared = draw(st.none() | days)
    rows = []
    for name in series:
        own = shared or draw(days)
        cells = [draw(numbers.filter(bool)), *(draw(numbers) for _ in own[1:])]
        rows += [[name, day.isoformat(), cell] for day, cell in zip(own, cells, strict=True)]
    return rows


def as_csv(rows, header=("unit", "date", "value"), ends="\n"):
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=ends).writerows([header, *rows])
    return text.getvalue().encode()


def request_for(**engine):
    return Request(Columns("date", {"value": "value"}, ("unit",)), {**ENGINE, **engine}, target=3.0)


def written(charts, form, request, tmp_path):
    path = tmp_path / f"out-{form}"
    with path.open("w+b") as stream:
        write_charts(charts, *writer(form, request, recommend=False, suggest=False), stream)
    return path.read_bytes()


def ways(data, request, form, tmp_path):
    """What each way writes; None where it leaves the file to the next."""
    outputs = []
    for read in (quick.read_stream, quick.read_whole):
        try:
            outputs.append(written(quickly(read(io.BytesIO(data), request.columns), request), form, request, tmp_path))
        except Unclear:
            outputs.append(None)
    careful = carefully(read_carefully(data, "data.csv", request.columns), request)
    return [*outputs, written(careful, form, request, tmp_path)]


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch):
    """Files are read in pieces of a hundred bytes and batches hold twenty points, so that every seam is met."""
    for module, name, size in ((plain, "PIECE", 100), (quick, "POINTS", 20), (reading, "POINTS", 20)):
        monkeypatch.setattr(module, name, size)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("ways")


@pytest.mark.parametrize("form", FORMS)
def test_all_ways_agree_on_clean_files(form, folder):
    request = request_for()

    @given(files(), st.sampled_from(["\n", "\r\n"]))
    @settings(max_examples=40, deadline=None)
    def agree(rows, ends):
        data = as_csv(rows, ends=ends)
        stream, whole, careful = ways(data, request, form, folder)
        # Between quotation marks a comma is no separator, so a blank last cell may be one that is not there.
        left_alone = b'"' in data and any(not row[-1] for row in rows)
        assert stream == careful or (left_alone and stream is None)
        assert whole == careful or (left_alone and whole is None)

    agree()


def wards(count=4, points=14, seed=1):
    """Rows of some wards, a month each."""
    rng = np.random.default_rng(seed)
    values = np.round(rng.normal(50, 5, (count, points)), 1)
    months = np.datetime_as_string(np.arange("2024-01", "2030-01", dtype="datetime64[M]")[:points].astype("datetime64[D]"))
    return [
        [f"Ward {ward}", day, repr(v)] for ward, row in enumerate(values.tolist()) for day, v in zip(months, row, strict=True)
    ]


def test_rows_in_any_order_are_the_same_series(folder):
    request, rows = request_for(), wards()
    by_month = sorted(rows, key=lambda row: row[1])
    stream, whole, careful = ways(as_csv(by_month), request, "json", folder)
    assert stream is None
    assert whole == careful == ways(as_csv(rows), request, "json", folder)[0]
    backwards = ways(as_csv(rows[::-1]), request, "csv", folder)
    assert backwards[0] == backwards[2]
    assert sorted(backwards[0].splitlines()) == sorted(ways(as_csv(rows), request, "csv", folder)[0].splitlines())


@pytest.mark.parametrize(
    "data",
    [
        as_csv([[f"{name}, {name}", day, value] for name, day, value in wards()]),
        as_csv(wards()).replace(b"Ward", "Stati\u00f6n".encode()),
        b"\xef\xbb\xbf" + as_csv(wards()),
        as_csv(wards()).replace(b",", b";"),
        as_csv([[f'"{name}"', f'"{day}"', f'"{value}"'] for name, day, value in wards()]).replace(b'"""', b'"'),
        as_csv([[name, "/".join(reversed(day.split("-"))), value] for name, day, value in wards()]),
        as_csv([[name, day, value if place % 5 else ""] for place, (name, day, value) in enumerate(wards())]),
        as_csv(wards()).rstrip(),
        as_csv([[name, day, value, "a note", ""] for name, day, value in wards()], ("unit", "date", "value", "note", "more")),
    ],
)
def test_what_else_may_be_in_a_file(data, folder):
    *quick_ways, careful = ways(data, request_for(), "csv", folder)
    assert careful in quick_ways
    assert set(quick_ways) <= {careful, None}


@pytest.mark.parametrize(
    "change",
    [
        (b"Ward 1,2024-03-01,", b"Ward 1,2024-03-01,1"),
        (b"Ward 1,2024-03-01,", b"Ward 1,2024-03-01,-"),
    ],
)
def test_a_change_of_one_number_changes_every_way_alike(change, folder):
    data = as_csv(wards())
    stream, whole, careful = ways(data.replace(*change), request_for(), "csv", folder)
    assert stream == whole == careful != ways(data, request_for(), "csv", folder)[0]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.replace(b"Ward 2,2024-03-01,", b"Ward 2,3rd Marsh,"),
        lambda data: data.replace(b"Ward 2,2024-03-01,", b"Ward 2,2024-03-01,about "),
        lambda data: data.replace(b"Ward 2,2024-03-01,", b"Ward 2,2024-03-01,nan"),
        lambda data: data.replace(b"Ward 2,2024-03-01,", b"Ward 2,2024-02-01,"),
        lambda data: data.replace(b"Ward 2,2024-03-01,", b"Ward 2,,"),
        lambda data: data.replace(b"Ward 2,2024-03-01,", b",2024-03-01,"),
        lambda data: data.replace(b"Ward 2,2024-03-01,", b"Ward 2,2024-03-01,,"),
        lambda data: data.replace(b"Ward 2,2024-03-01,", b'Ward 2,"2024-03-01,'),
        lambda data: data.replace(b"Ward 2,2024-03-01,", b"Ward\x00 2,2024-03-01,"),
        lambda data: data + b"Ward 9,2024-03-01\n",
        lambda data: data + b"Ward 9,2024-03-01,\n",
    ],
)
def test_what_is_wrong_is_left_to_the_careful_way_which_names_it(spoil, folder):
    data, request = spoil(as_csv(wards())), request_for()
    for read in (quick.read_stream, quick.read_whole):
        with pytest.raises(Unclear):
            written(quickly(read(io.BytesIO(data), request.columns), request), "csv", request, folder)
    with pytest.raises((Refused, TableError)):
        written(carefully(read_carefully(data, "data.csv", request.columns), request), "csv", request, folder)


@pytest.mark.parametrize(
    "data",
    [
        as_csv([[name, day, f"{value}%"] for name, day, value in wards()]),
        as_csv([[name, day, f"1,0{value}"] for name, day, value in wards()]),
        as_csv([[f'{name} "{name}"', day, value] for name, day, value in wards()]),
        as_csv([[f" {name}", day, value] for name, day, value in wards()]),
        as_csv([[name.replace(" ", "  "), day, value] for name, day, value in wards()]),
        as_csv(wards()).replace(b"Ward", b"Stati\xf6n"),
        as_csv(wards()).replace(b",", b", "),
        as_csv(wards()).decode().encode("utf-16"),
        b"Falls by ward\n\n" + as_csv(wards()),
        as_csv(wards()).replace(b"\nWard 2", b"\n\nWard 2", 1),
    ],
)
def test_what_only_the_careful_way_understands_is_left_to_it(data, folder):
    request = replace(request_for(), target=None)
    stream, whole, careful = ways(data, request, "csv", folder)
    assert (stream, whole) == (None, None)
    assert len(careful.splitlines()) == 57


def test_several_columns_of_names(folder):
    rows = [[site, name, day, value] for site in ("East", "West") for name, day, value in wards()]
    request = replace(request_for(), columns=Columns("date", {"value": "value"}, ("site", "unit")))
    stream, whole, careful = ways(as_csv(rows, ("site", "unit", "date", "value")), request, "json", folder)
    assert stream == whole == careful
    assert [json.loads(line)["by"] for line in careful.splitlines()][4] == {"site": "West", "unit": "Ward 0"}


KINDS = ["run", "xmr", "i", "mr", "c", "g", "t", "ewma", "cusum"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rules", ["making-data-count", "anhoej", "nelson"])
def test_a_line_of_json_is_the_dictionary_of_its_chart(kind, rules, folder):
    rows = wards(points=24)
    rows = [[name, day, str(abs(float(value)) // 1 + 1)] for name, day, value in rows][: 24 * 3 + 9]
    request = replace(
        request_for(chart=kind, rules=rules),
        target=None,
        targets=[(date(2024, 6, 1), 48.0), (date(2025, 1, 1), 45.0)],
        exclude=[date(2024, 5, 1)],
        rebase=[date(2025, 1, 1)],
    )
    for output in ways(as_csv(rows), request, "json", folder):
        for line, name in zip(output.splitlines(), ["Ward 0", "Ward 1", "Ward 2", "Ward 3"], strict=True):
            mine = [(day, float(value)) for ward, day, value in rows if ward == name]
            days, values = zip(*mine, strict=True)
            alone = analyse(
                values,
                periods=days,
                **request.engine,
                target=[None if day < "2024-06" else 48.0 if day < "2025" else 45.0 for day in days],
                rebase=["2025-01-01"] if max(days) >= "2025" else [],
                exclude=["2024-05-01"],
            )
            assert json.loads(line) == {"by": {"unit": name}, **alone.to_dict()}


def test_numbers_come_out_as_they_went_in(folder):
    values = ["0.1", "1e-7", "123456789.123456", "0.00012", "5", "1e22", "-3.5", "9007199254740993", "1e-300", "7e15"]
    rows = [["A", f"2024-01-{day + 1:02}", value] for day, value in enumerate(values)]
    for output in ways(as_csv(rows), request_for(), "csv", folder):
        assert [float(row["value"]) for row in csv.DictReader(io.StringIO(output.decode()))] == list(map(float, values))
