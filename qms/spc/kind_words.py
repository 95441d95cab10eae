"""What each chart kind calls its points and its centre, in plain English. Presenters may say more; verdicts use these."""

from qms.spc.enums import ChartKind

COUNTED = frozenset({ChartKind.C, ChartKind.G})
"""Charts of counts, whose values are whole numbers."""

_CENTRES = {
    ChartKind.RUN: "median",
    ChartKind.G: "median",
    ChartKind.T: "typical time",
    ChartKind.S: "average spread",
}

_POINTS = {
    ChartKind.MR: "with a moving range of {value},",
    ChartKind.XBAR: "averaging {value},",
    ChartKind.S: "with a standard deviation of {value},",
    ChartKind.G: "with {value} between events,",
    ChartKind.T: "with {value} between events,",
    ChartKind.EWMA: "with a weighted average of {value},",
}


def centre_name(kind: ChartKind, supplied: bool = False) -> str:
    """What the centre line of a chart is; a supplied one is only that."""
    return "centre line" if supplied else _CENTRES.get(kind, "average")


def point_words(kind: ChartKind, value: str, unit: str = "") -> str:
    """What is said of a point's value behind its period: "at 5.2," or, where the unit is known, "with 12 days between
    events,". Other kinds need no unit: it stands beside the verdict."""
    if unit and kind in (ChartKind.T, ChartKind.G):
        value = f"{value} {unit.removesuffix('s') if value == '1' and ' ' not in unit else unit}"
    return _POINTS.get(kind, "at {value},").format(value=value)
