"""What the program suggests beyond a chart's verdict, with the figures that it decides by."""

from qms.golden_thread.methods.entry import Method
from qms.spc.judgement import after_concern, dispersion, memory, prospects, rebase, season, zeros

_PROVOST = "Provost LP, Murray SK. The Health Care Data Guide. Jossey-Bass, 2011"

JUDGEMENTS = (
    Method(
        "recommend",
        "Which chart suits the data",
        "Asked when a metric is defined or data are pasted. It is advice: the person decides.",
        (
            "Proportions: p, or p′ where overdispersed · rates: u, or u′ · counts: c, or XmR where overdispersed",
            "Averages with number and standard deviation: X̄ · time between events: t · cases between events: g",
            "Anything else: XmR; with few points a run chart",
        ),
        _PROVOST,
    ),
    Method(
        "dispersion",
        "Too much or too little variation for a p, u or c chart",
        "Large denominators make the limits of chance very narrow; what differs from month to month besides then makes "
        "every point special.",
        (
            "Factor: average moving range of the standardised points ÷ 1.128",
            f"Said from {dispersion.FEWEST} points on, where the factor is above {dispersion.MORE} or below "
            f"{dispersion.LESS}, and further from 1 than 2 × {dispersion.FACTOR_SPREAD} ÷ √n",
        ),
        "Laney DB. Quality Engineering 2002;14(4):531–537. Heimann PA. Journal of Quality Technology 1996;28(4):451–459",
    ),
    Method(
        "autocorrelation",
        "Values that resemble the one before",
        "Limits and runs suppose that values do not depend on each other.",
        (
            f"Correlation of neighbours above 2 ÷ √n and {memory.LEAST}, from {memory.FEWEST} points on, "
            "lasting changes taken out",
        ),
        "Bartlett MS. Supplement to the Journal of the Royal Statistical Society 1946;8:27–41",
    ),
    Method(
        "season",
        "Values that follow the calendar",
        "Compare with the same month of earlier years before acting on a special cause.",
        (f"Kruskal–Wallis test over the months, quarters or days of the week, at {season.CHANCE:.0%}",),
        "Kruskal WH, Wallis WA. Journal of the American Statistical Association 1952;47:583–621",
    ),
    Method(
        "zeros",
        "Mostly zeros",
        "A chart of how many cannot show that rare events have become rarer; a t or g chart can.",
        (f"{zeros.SHARE:.0%} of the points or more are zero, from {zeros.FEWEST} points on",),
        "Benneyan JC. Health Care Management Science 2001;4:305–318",
    ),
    Method(
        "rebase",
        "A suggestion to recalculate the limits",
        "Never done by itself: the program shows where a sustained shift seems to begin, and asks a person for the reason.",
        (
            f"{rebase.FEWEST_BEFORE} points before, {rebase.FEWEST_SINCE} since, "
            f"of the latest {rebase.SUSTAINED} all but one on the new side",
            "The beginning is the split that makes the two stretches most likely",
            "Nothing is suggested while values still rise or fall",
        ),
        "NHS England, Making Data Count: recalculate only where a shift is sustained, its cause known, and expected to last",
    ),
    Method(
        "chance",
        "The chance of meeting the target next time",
        "If the process stays as it is.",
        (
            "p, u and c charts: binomial and Poisson counts at the last denominator · g: geometric · others: Student's t "
            f"around the centre, with {prospects.RANGE_DEGREES} degrees of freedom for each moving range",
        ),
        "Wheeler DJ. Advanced Topics in Statistical Process Control. SPC Press, 1995",
        f"Not said with fewer than {prospects.FEWEST} points since the limits were last calculated.",
    ),
    Method(
        "did-it-work",
        "Did it work?",
        "Before and since a change: the difference with its 95% interval, and whether the chart's own rules show it.",
        (
            "Difference: the centre since the change less the centre before, each from its own points",
            "Judgement: the rules of the chart, with limits frozen at the change",
            f"An improvement within {after_concern.NEAR} points of a concern: the average before without its points is said",
        ),
        "Provost and Murray, as above; the interval's method is said beside each result",
        "A difference without a special cause may be chance, and the sentence says so.",
    ),
)
