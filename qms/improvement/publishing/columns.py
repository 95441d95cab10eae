"""The parts of a sheet in two columns of about the same height, in the order in which they are read."""

from qms.improvement.publishing.sheet import Sheet

LETTERS = 52
"""In a line of a column, about."""
HEADING, CHART = 2.6, 15.0
"""Heights in lines of text."""
BEFORE_RESULTS = ("problem", "aim", "ideas", "tests")
"""What stands before the results; who did it may follow these or come last."""


def two_columns(sheet: Sheet, *, with_charts: bool) -> tuple[list[str], list[str]]:
    """The names of the parts of the left and of the right column, cut where the two differ least; "chart 0" is the first
    chart. Parts with nothing in them are left out."""
    parts = [(name, height) for name, height in _parts(sheet, with_charts=with_charts) if height]
    who = next(each for each in parts if each[0] == "who")
    earlier = [each for each in parts if each[0] in BEFORE_RESULTS]
    with_who_left = [*earlier, who, *(each for each in parts if each not in (*earlier, who))]
    _, left, right = min((_cut(parts), _cut(with_who_left)), key=lambda each: each[0])
    return left, right


def lines_in_a_column(sheet: Sheet, *, with_charts: bool) -> float:
    """The height of each of two columns of the same height, roughly, in lines of LETTERS letters."""
    return sum(height for _, height in _parts(sheet, with_charts=with_charts)) / 2


def _cut(parts: list[tuple[str, float]]) -> tuple[float, list[str], list[str]]:
    """By how much the columns differ at the best place to cut, and the names in each."""
    total, left = sum(height for _, height in parts), 0.0
    names, best = [name for name, _ in parts], (float("inf"), 0)
    for place, (_, height) in enumerate(parts, start=1):
        left += height
        best = min(best, (abs(total - 2 * left), place))
    return best[0], names[: best[1]], names[best[1] :]


def _parts(sheet: Sheet, *, with_charts: bool) -> list[tuple[str, float]]:
    """Every part with its height in lines, roughly; 0 for one with nothing in it."""
    tests = [f"{each.question} {each.prediction} {each.result} {each.decision} {' ' * 30}" for each in sheet.tests]
    gains = [f"{each.kind} {each.sentence} {each.checked} {each.assumptions} {' ' * 10}" for each in sheet.gains]
    charts = [(f"chart {at}", CHART + _lines(f"{each.caption} {each.evidence}")) for at, each in enumerate(sheet.charts)]
    return [
        ("problem", _height(sheet.problem)),
        ("aim", _height(sheet.aim)),
        ("ideas", _height(*sheet.ideas)),
        ("tests", _height(*tests, sheet.more_tests)),
        *(charts if with_charts else []),
        ("balancing", _height(sheet.balancing) if with_charts else 0),
        ("gains", _height(*gains)),
        ("learned", _height(sheet.learned)),
        ("tell others", _height(sheet.tell_others)),
        ("quote", _height(sheet.quote, sheet.quote_from) if sheet.quote else 0),
        ("next", _height(sheet.next, sheet.adopted_by)),
        ("who", _height(sheet.team, sheet.partners_part)),
    ]


def _height(*texts: str) -> float:
    there = [each for each in texts if each]
    return HEADING + sum(_lines(each) for each in there) if there else 0


def _lines(text: str) -> float:
    return 0.2 + -(-len(text) // LETTERS)
