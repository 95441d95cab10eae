"""The rules for special causes, and which rule set has which."""

from qms.golden_thread.methods.entry import Method

_NELSON = "Nelson LS. The Shewhart control chart: tests for special causes. Journal of Quality Technology 1984;16(4):237–239"
_MDC = "NHS England, Making Data Count"
_WESTERN = "Western Electric Company. Statistical Quality Control Handbook. 1956"

RULES = (
    Method(
        "outside-limits",
        "A point outside the limits",
        "One value that the process as it was would hardly produce.",
        ("x > upper limit, or x < lower limit",),
        f"{_MDC}; {_WESTERN}",
        "Strictly outside. Where a point breaks several rules, this one names it.",
    ),
    Method(
        "trend",
        "Trend",
        "A steady rise or fall.",
        ("7 points (or 6), each strictly above, or each strictly below, the one before",),
        f"{_MDC}; with 6 points: {_NELSON}",
        "A tie breaks it. A peak or trough between two trends belongs to the later one. A trend never crosses a rebase.",
    ),
    Method(
        "two-of-three",
        "Two of three close to a limit",
        "Values that keep coming close to a limit without crossing it.",
        (
            "3 points in a row strictly on one side of the centre, 2 or more of them beyond 2σ, "
            "two thirds of the way to the limit",
        ),
        f"{_MDC}; {_WESTERN}",
        "Making Data Count counts only points between 2σ and 3σ; an option counts those beyond 3σ as well. "
        "The close points are marked.",
    ),
    Method(
        "shift",
        "Shift",
        "The whole process has moved up or down.",
        (
            "7 points in a row (8 or 9 in other rule sets) strictly on one side of the centre",
            "Anhøj: a run longer than round(log₂ n) + 3 of n useful points",
        ),
        f"{_MDC}; {_WESTERN}; {_NELSON}; Anhøj J, Olesen AV. PLoS ONE 2014;9(11):e113825",
        "A point on the centre breaks a run of fixed length; Anhøj's runs pass over it.",
    ),
    Method(
        "four-of-five",
        "Four of five away from the centre",
        "Most values have moved a little to one side.",
        ("5 points in a row, 4 or more of them beyond 1σ on the same side",),
        f"{_WESTERN}; {_NELSON}",
    ),
    Method(
        "alternating",
        "Alternating",
        "Up, down, up, down: two processes that take turns, or somebody who overcorrects.",
        ("14 points in a row, each step in the other direction than the one before",),
        _NELSON,
    ),
    Method(
        "hugging",
        "Hugging the centre",
        "Less variation than there should be: limits that no longer fit, or mixed sources of data.",
        ("15 points in a row within 1σ of the centre, on either side",),
        _NELSON,
    ),
    Method(
        "avoiding",
        "Avoiding the centre",
        "Two processes in one chart.",
        ("8 points in a row beyond 1σ, on either side",),
        _NELSON,
    ),
    Method(
        "crossings",
        "Too few crossings",
        "A line that seldom crosses its median has moved, even if no single run is long.",
        ("Crossings of the centre fewer than the 5% quantile of Binomial(n − 1, ½), n the useful points",),
        "Anhøj J, Olesen AV. Run charts revisited. PLoS ONE 2014;9(11):e113825",
        "Said of the chart as a whole; no single point is marked.",
    ),
)
