"""The plain words for verdicts, used on every page, chart, table and export."""

from __future__ import annotations

COMMON_CAUSE = "common-cause"

VARIATION_WORDS: dict[str | None, str] = {
    "common-cause": "Common cause",
    "improvement-high": "Improving (rising)",
    "improvement-low": "Improving (falling)",
    "concern-high": "Concern (rising)",
    "concern-low": "Concern (falling)",
    "neutral-high": "Change (rising)",
    "neutral-low": "Change (falling)",
    None: "No verdict yet",
}

VARIATION_MEANINGS: dict[str | None, str] = {
    "common-cause": "The values go up and down as this process usually does. Nothing particular has changed.",
    "improvement-high": "Something has changed: the values are higher than usual, and higher is better.",
    "improvement-low": "Something has changed: the values are lower than usual, and lower is better.",
    "concern-high": "Something has changed: the values are higher than usual, and lower is better.",
    "concern-low": "Something has changed: the values are lower than usual, and higher is better.",
    "neutral-high": "Something has changed: the values are higher than usual. Neither way is better.",
    "neutral-low": "Something has changed: the values are lower than usual. Neither way is better.",
    None: "There are no values to judge yet.",
}

ASSURANCE_WORDS: dict[str | None, str] = {
    "pass": "Passes target",
    "hit-or-miss": "Hit or miss",
    "fail": "Fails target",
    None: "Not assessed",
}

ASSURANCE_MEANINGS: dict[str | None, str] = {
    "pass": "As it works now, the process will meet the target every time.",
    "hit-or-miss": "The target lies within the usual ups and downs, so it may be met or missed by chance.",
    "fail": "As it works now, the process will not meet the target. It has to change.",
    None: "There is no target to judge against, or there are no limits yet.",
}

EXCLUDED_WORDS = "Left out of the limits"

# Patterns about the centre have no side: they are a change of another kind, with a mark of its own.
PATTERN = "neutral-pattern"
PATTERN_WORDS = "Change (pattern)"
_PATTERNS = frozenset({"alternating", "hugging", "avoiding"})

_CENTRE_WORDS = {"run": "Median", "g": "Median", "t": "Centre line", "cusum": "Centre line"}

_PLOTTED = {"mr": "moving range", "s": "standard deviation", "ewma": "weighted average"}

_RULE_WORDS = {
    ("outside-limits", True): "above the upper limit",
    ("outside-limits", False): "below the lower limit",
    ("trend", True): "part of a steady rise",
    ("trend", False): "part of a steady fall",
    ("two-of-three", True): "two of three points close to the upper limit",
    ("two-of-three", False): "two of three points close to the lower limit",
    ("shift", True): "part of a long run above the {centre}",
    ("shift", False): "part of a long run below the {centre}",
    ("four-of-five", True): "four of five points well above the {centre}",
    ("four-of-five", False): "four of five points well below the {centre}",
    ("alternating", True): "points that rise and fall in turn",
    ("hugging", True): "too many points in a row close to the {centre}",
    ("avoiding", True): "too many points in a row far from the {centre}, on both sides",
}


def centre_word(kind: str) -> str:
    """What the centre line of a chart kind is called: "Mean" for most, "Median" for run and g charts."""
    return _CENTRE_WORDS.get(kind, "Mean")


def plotted_words(kind: str) -> str:
    """What the points are where they are on the scale of the measure but not the measure: "weighted average"; else ""."""
    return _PLOTTED.get(kind, "")


def is_high(point_type: str | None) -> bool:
    """Whether a point type such as "concern-high" is on the high side."""
    return bool(point_type) and str(point_type).endswith("-high")


def mark_of(point_type: str | None, special_cause: str | None) -> str:
    """What a special point is drawn as: its type, or the mark of patterns that have no side; "" for a common cause."""
    if (point_type or COMMON_CAUSE) == COMMON_CAUSE:
        return ""
    return PATTERN if special_cause in _PATTERNS else str(point_type)


def mark_words(mark: str) -> str:
    """The words of a special point's mark, as its key and its tooltip have them."""
    return PATTERN_WORDS if mark == PATTERN else VARIATION_WORDS[mark]


def rule_words(special_cause: str | None, *, high: bool, kind: str = "xmr") -> str:
    """Why a point was flagged, as a clause ("part of a long run above the mean"); empty when it was not."""
    words = _RULE_WORDS.get((special_cause or "", high or special_cause in _PATTERNS), "")
    return words.format(centre=centre_word(kind).lower())
