"""The plain words for charts, for the numbers that they are for, and for the rules that they are judged by."""

import re

from qms.golden_thread.metrics.models import DataKind

CHART_NAMES = {
    "xmr": "XmR chart",
    "run": "run chart",
    "p": "p chart",
    "pp": "p′ chart",
    "u": "u chart",
    "up": "u′ chart",
    "ip": "I′ chart",
    "c": "c chart",
    "xbar": "X-bar chart",
    "s": "S chart",
    "t": "t chart",
    "g": "g chart",
    "i": "I chart",
    "mr": "moving range chart",
    "ewma": "EWMA chart",
    "cusum": "CUSUM chart",
}
CHARTS = {
    "xmr": "XmR chart: fits any number, and is the NHS’s usual choice",
    "run": "Run chart: median only, for a new measure or few points",
    "p": "p chart: for proportions with changing denominators of up to some hundred",
    "pp": "p′ chart (Laney): for proportions with denominators of thousands, whose p chart has too narrow limits",
    "u": "u chart: for rates of rare events",
    "up": "u′ chart (Laney): for rates with so much exposure that a u chart has too narrow limits",
    "ip": "I′ chart: for proportions and rates whose denominators change much from period to period",
    "c": "c chart: for counts where the exposure is always the same",
    "xbar": "X-bar chart: for averages sent with their n and standard deviation",
    "s": "S chart: whether the spread within each period changes; needs n and standard deviation, too",
    "t": "t chart: days between rare events",
    "g": "g chart: cases between rare events, such as operations between two infections",
    "i": "I chart: as the XmR chart, with the textbook’s constants",
    "mr": "Moving range chart: how much it jumps from point to point",
    "ewma": "EWMA chart: weighs recent points most (weight 0.2), to see a small change early",
    "cusum": "CUSUM chart: adds up what lies more than half a standard deviation off the mean, to see a small change early",
}
# The rule set that follows the trust's setting is not named in the definition.
FOLLOWS = "The trust’s default"
RULES = {
    "making-data-count": "Making Data Count: 7 points for a shift or a trend",
    "making-data-count-trend-6": "Making Data Count with 6 points for a trend",
    "making-data-count-shift-8": "Making Data Count with 8 points for a shift",
    "making-data-count-unscreened": "Making Data Count without screening of moving ranges",
    "making-data-count-beyond-limits": "Making Data Count, points beyond the limits counting towards two of three",
    "making-data-count-improvement-wins": "Making Data Count, improvement winning where rules point both ways",
    "western-electric": "Western Electric: four rules, with 8 points for a shift",
    "nelson": "Nelson: eight rules, with 9 points for a shift",
    "anhoej": "Anhøj: runs longer than chance allows",
    "anhoej-bestbox": "Anhøj, best box: limits for runs and crossings fitted to the number of points",
    "anhoej-cutbox": "Anhøj, cut box: as best box, with the corners cut",
}
PLURALS = {
    DataKind.PROPORTION: "proportions",
    DataKind.RATE: "rates",
    DataKind.COUNT: "counts",
    DataKind.MEAN: "averages",
    DataKind.BETWEEN: "what lies between events",
    DataKind.OTHER: "other numbers",
}


_NAMED = re.compile(r"(?<=.): an? [^:.]+ chart\.$|\. Try an? [^:.]+ chart\.$")


def without_name(reason: str) -> str:
    """A reason for a chart without the name at its end ("…: a p chart.", "Try a p′ chart."), after words that have it."""
    return _NAMED.sub(".", reason)


def with_article(name: str) -> str:
    """'an XmR chart', 'a u chart': letters are said by their names."""
    said_with_vowel = name.startswith(("XmR", "X-bar", "S ", "I ", "I′", "EWMA"))
    return f"{'an' if said_with_vowel else 'a'} {name}"
