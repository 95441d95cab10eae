"""The parts of a sheet in two columns of about the same height, in the order in which they are read."""

from itertools import combinations

from qms.improvement.publishing.sheet import Sheet

LETTERS = 61.0
"""In a line of a column, about, where letters have the size of 1 (9.6 points on A4)."""
CHARTS = 14.4
"""Height of a chart in lines of text of that size: charts stay as they are when letters shrink."""
HEADING = 2.6
FOOT, LARGEST_FOOT = 3.67, 1.3
"""Height of a line of the foot in millimetres on A4 by the size of the letters, and the size at which it grows no more."""
FEET = (14, 18, 22, 26, 30)
"""How high in millimetres the foot of a page of A4 may be; the style sheets of paper know each."""
BEFORE_RESULTS = ("problem", "aim", "ideas", "tests")
"""What was wrong and what was done: these lead the left column."""
COST_OF_LEFT = {"who": 0.0, "next": 0.5, "quote": 0.5, "tell others": 1.0, "learned": 1.0, "gains": 2.0}
COST_OF_CHART, COST_OF_CUT = 3.0, 9.0
"""What may follow them there, so that the columns are of one height, and how many lines of difference that is worth."""


def two_columns(
    sheet: Sheet, *, with_charts: bool, chart_above: bool = False, letters: float = 0.9
) -> tuple[list[str], list[str]]:
    """The names of the parts of the left and of the right column, which differ in height as little as may be; "chart 0" is
    the first chart. Where charts stand in the columns, the first of them leads the right one, for that is where a reader who
    walks past looks. `chart_above` says that it stands over both. Parts with nothing in them are left out."""
    parts = [each for each in _parts(sheet, letters, with_charts=with_charts, chart_above=chart_above) if each[1]]
    who = next(each for each in parts if each[0] == "who")
    earlier = [each for each in parts if each[0] in BEFORE_RESULTS]
    with_who_left = [*earlier, who, *(each for each in parts if each not in (*earlier, who))]
    ways = [_cut(parts), _cut(with_who_left)]
    if any(_is_chart(name) for name, _ in parts):
        ways = [(worth + COST_OF_CUT, left, right) for worth, left, right in ways] + [_results_right(parts)]
    _, left, right = min(ways, key=lambda each: each[0])
    return left, right


def one_column(sheet: Sheet) -> tuple[list[str], ...]:
    """The names of all parts in one column, the first chart at its head: for a record of which little is known yet."""
    there = [name for name, height in _parts(sheet, 1.0, with_charts=True, chart_above=False) if height]
    return (sorted(there, key=lambda each: each != "chart 0"),)


def foot_height(sheet: Sheet, letters: float, *more: str) -> int:
    """The first of FEET that the foot fits into; `more` stands there too."""
    size = min(letters, LARGEST_FOOT)
    said = (f"{sheet.dates} Serves: {sheet.serves}.", " ".join((sheet.sources, *more)))
    lines = sum(-(-len(each) // int(2 * LETTERS / size + 10)) for each in said)
    return next((each for each in FEET if lines * FOOT * size + 4 <= each), FEET[-1])


def _results_right(parts: list[tuple[str, float]]) -> tuple[float, list[str], list[str]]:
    """The first chart at the head of the right column, and below what was done so much of the rest that the columns are of
    about the same height."""
    charts = [name for name, _ in parts if _is_chart(name)]
    costs = COST_OF_LEFT | dict.fromkeys(charts[1:], COST_OF_CHART)
    heights, ways = dict(parts), []
    movable = [name for name, _ in parts if name in costs]
    for how_many in range(len(movable) + 1):
        for moved in combinations(movable, how_many):
            left = [name for name, _ in parts if name in BEFORE_RESULTS or name in moved]
            right = [name for name, _ in parts if name not in left]
            differ = abs(sum(heights[name] for name in left) - sum(heights[name] for name in right))
            ways.append((differ + sum(costs[name] for name in moved), left, right))
    return min(ways, key=lambda each: each[0])


def _is_chart(name: str) -> bool:
    return name.startswith("chart ")


def _cut(parts: list[tuple[str, float]]) -> tuple[float, list[str], list[str]]:
    """By how much the columns differ at the best place to cut, and the names in each."""
    total, left = sum(height for _, height in parts), 0.0
    names, best = [name for name, _ in parts], (float("inf"), 0)
    for place, (_, height) in enumerate(parts, start=1):
        left += height
        best = min(best, (abs(total - 2 * left), place))
    return best[0], names[: best[1]], names[best[1] :]


def _parts(sheet: Sheet, letters: float, *, with_charts: bool, chart_above: bool) -> list[tuple[str, float]]:
    """Every part of the columns with its height in lines, roughly; 0 for one with nothing in it."""
    tests = [f"{each.question} {each.prediction} {each.result} {each.decision} {' ' * 30}" for each in sheet.tests]
    gains = [f"{each.kind} {each.sentence} {each.checked} {each.assumptions} {' ' * 10}" for each in sheet.gains]
    wide = int(LETTERS / letters)
    charts = [
        (f"chart {at}", CHARTS / letters + _lines(f"{each.caption} {each.evidence}", wide))
        for at, each in enumerate(sheet.charts)
    ]
    return [
        ("problem", _height(wide, sheet.problem)),
        ("aim", _height(wide, sheet.aim)),
        ("ideas", _height(wide, *sheet.ideas)),
        ("tests", _height(wide, *tests, sheet.more_tests)),
        *(charts[1 if chart_above else 0 :] if with_charts else []),
        ("balancing", _height(wide, sheet.balancing) if with_charts else 0),
        ("gains", _height(wide, *gains)),
        ("learned", _height(wide, sheet.learned)),
        ("tell others", _height(wide, sheet.tell_others)),
        ("quote", _height(wide, sheet.quote, sheet.quote_from) if sheet.quote else 0),
        ("next", _height(wide, sheet.next, sheet.adopted_by)),
        ("who", _height(wide, sheet.team, sheet.partners_part)),
    ]


def _height(wide: int, *texts: str) -> float:
    there = [each for each in texts if each]
    return HEADING + sum(_lines(each, wide) for each in there) if there else 0


def _lines(text: str, wide: int) -> float:
    return 0.2 + -(-len(text) // wide)
