"""Made-up data that show each chart at work; the engine draws and words them, so an example cannot be out of date."""

from functools import cache
from typing import Any

import numpy as np

from qms.golden_thread.drawing import chart_svg
from qms.golden_thread.methods.control_charts import CONTROL_CHARTS
from qms.spc import ControlChart, analyse

POINTS = 24
CHANGE = 15
"""In every example something changes with the sixteenth point."""

_FALLS = (6, 4, 7, 5, 6, 8, 5, 6, 4, 7, 6, 5, 8, 6, 5, 3, 2, 4, 3, 2, 3, 1, 3, 2)
_MINUTES = (42, 47, 44, 39, 45, 48, 43, 41, 46, 44, 40, 45, 47, 42, 44, 38, 36, 39, 37, 35, 38, 36, 39, 37)
_SEEN = (
    176, 181, 168, 190, 174, 183, 178, 171, 186, 180, 169, 184,
    177, 182, 175, 191, 199, 188, 203, 195, 201, 197, 192, 204,
)  # fmt: skip
_OF = (
    212, 219, 204, 231, 210, 224, 215, 208, 226, 218, 205, 223,
    214, 221, 211, 213, 220, 207, 225, 216, 222, 217, 209, 227,
)  # fmt: skip
_BED_DAYS = (
    812, 798, 840, 825, 779, 861, 803, 818, 790, 846, 833, 801,
    857, 815, 806, 822, 795, 843, 811, 788, 829, 804, 837, 799,
)  # fmt: skip
_DAYS_BETWEEN = (9, 14, 4, 21, 7, 12, 3, 17, 10, 6, 15, 8, 11, 5, 13, 31, 24, 45, 19, 52, 28, 37, 22, 61)
_SPREAD = (
    6.1, 5.4, 6.8, 5.9, 6.3, 5.7, 6.6, 5.8, 6.2, 6.5, 5.6, 6.0,
    6.4, 5.5, 6.1, 5.2, 4.9, 5.6, 5.0, 4.7, 5.3, 4.8, 5.4, 5.1,
)  # fmt: skip

_MONTHS = np.arange(np.datetime64("2024-11"), np.datetime64("2024-11") + POINTS).astype("datetime64[D]")
_EVENT_DAYS = np.datetime64("2025-01-06") + np.cumsum(_DAYS_BETWEEN)
_SHARE: dict[str, Any] = {"values": _SEEN, "denominators": _OF, "periods": _MONTHS, "direction": "increase"}
_LARGE: dict[str, Any] = {
    "values": [40 * seen for seen in _SEEN], "denominators": [40 * of for of in _OF],
    "periods": _MONTHS, "direction": "increase",
}  # fmt: skip
_RATE: dict[str, Any] = {
    "values": _FALLS, "denominators": [days / 1000 for days in _BED_DAYS], "periods": _MONTHS, "direction": "decrease",
}  # fmt: skip
_WAITS: dict[str, Any] = {"values": _MINUTES, "periods": _MONTHS, "direction": "decrease"}
_GROUPS: dict[str, Any] = {
    "values": _MINUTES, "sizes": [20] * POINTS, "deviations": _SPREAD, "periods": _MONTHS, "direction": "decrease",
}  # fmt: skip
_BETWEEN: dict[str, Any] = {"values": _DAYS_BETWEEN, "periods": _EVENT_DAYS, "direction": "increase"}

_DATA: dict[str, tuple[str, dict[str, Any]]] = {
    "run": ("Falls in a month", {"values": _FALLS, "periods": _MONTHS, "direction": "decrease", "rules": "anhoej"}),
    "xmr": ("Minutes from arrival to first assessment", _WAITS),
    "i": ("Minutes from arrival to first assessment", _WAITS),
    "ip": ("Falls per 1,000 bed days", _RATE),
    "mr": ("Moving ranges of minutes to first assessment", _WAITS),
    "xbar": ("Mean minutes to first assessment, 20 patients a month", _GROUPS),
    "s": ("Standard deviation of minutes to first assessment", _GROUPS),
    "p": ("Share seen within an hour", _SHARE),
    "pp": ("Share seen within an hour, in forty hospitals together", _LARGE),
    "u": ("Falls per 1,000 bed days", _RATE),
    "up": ("Falls per 1,000 bed days", _RATE),
    "c": ("Falls in a month", {"values": _FALLS, "periods": _MONTHS, "direction": "decrease"}),
    "g": ("Admissions between infections", _BETWEEN),
    "t": ("Days between infections", _BETWEEN),
    "ewma": ("Minutes from arrival to first assessment", _WAITS),
    "cusum": ("Minutes from arrival to first assessment", _WAITS),
}


def title_of(key: str) -> str:
    """What the example of a chart kind shows."""
    return f"{_DATA[key][0]} (made-up)"


@cache
def example(key: str) -> ControlChart:
    """The example of a chart kind. Raises KeyError for what is no chart of one measure over time."""
    return analyse(chart=key, **_DATA[key][1])


def picture(key: str, width: int = 720, height: int = 300) -> str:
    """The example as SVG; 390 pixels or so wide for a phone."""
    percent = key in ("p", "pp")
    return chart_svg(
        example(key),
        title=title_of(key),
        width=width,
        height=height,
        number_format="percent" if percent else "plain",
        id_prefix=f"example-{key}",
    )


KEYS = tuple(method.key for method in CONTROL_CHARTS)
