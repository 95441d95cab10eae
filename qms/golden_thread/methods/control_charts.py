"""Charts of one measure over time."""

from qms.golden_thread.methods.entry import Method

MONTGOMERY = "Montgomery DC. Introduction to Statistical Quality Control, 7th edition. Wiley, 2013"

CONTROL_CHARTS = (
    Method(
        "run",
        "Run chart",
        "For a new measure, few points, or any data at all: it assumes nothing but an order in time.",
        ("Centre: the median of the points",),
        "Anhøj J, Olesen AV. Run charts revisited. PLoS ONE 2014;9(11):e113825",
    ),
    Method(
        "xmr",
        "XmR chart",
        "For any single figure per period. The NHS's usual choice, as Making Data Count draws it.",
        (
            "Centre: x̄, the mean of the points",
            "Limits: x̄ ± 2.66 × average moving range",
            "Screening: moving ranges of 3.267 × their average or more are left out of the average, once",
        ),
        "NHS England, Making Data Count. Wheeler DJ. Understanding Variation. SPC Press, 1993. "
        "Screening: Nelson LS. Journal of Quality Technology 1982;14(3):172–173",
        "Limits are not cut off at zero or at 100%. Limits may be frozen on the first 12 points or more of each phase.",
    ),
    Method(
        "i",
        "I chart",
        "The same chart with the textbook's unrounded factor, to agree with statistical software to every digit.",
        ("Centre: x̄", "Limits: x̄ ± 3 × average moving range ÷ 1.128"),
        MONTGOMERY,
        "No moving range is taken across a gap; a freeze may have any length, and a rebase overrides it.",
    ),
    Method(
        "ip",
        "I′ chart",
        "For single figures that rest on changing numbers of cases: an I chart whose limits narrow as the cases grow.",
        (
            "Centre: Σy ÷ Σn",
            "Moving ranges: |yᵢ/nᵢ − yᵢ₋₁/nᵢ₋₁| ÷ √(1/nᵢ + 1/nᵢ₋₁), averaged with screening",
            "Limits: centre ± 3 × average × √(π ÷ 2) ÷ √nᵢ",
        ),
        "Taylor WA. Normalized Individuals (IN) Control Chart. 2017; as in qicharts2",
    ),
    Method(
        "mr",
        "Moving range chart",
        "Beside an individuals chart: how much the measure jumps from point to point.",
        ("Centre: the average moving range", "Limits: 0 and 3.267 × the average"),
        MONTGOMERY,
        "Moving ranges overlap, so runs among them mean nothing: only a point above the limit is a special cause.",
    ),
    Method(
        "xbar",
        "X̄ chart",
        "For averages of several observations per period, with their number and standard deviation.",
        ("Centre: the mean of all observations", "Limits: centre ± A₃ × s̄, where A₃ = 3 ÷ (c₄ √n)"),
        MONTGOMERY,
        "s̄ is the mean of the standard deviations where every n is the same, and the pooled one otherwise.",
    ),
    Method(
        "s",
        "S chart",
        "Beside an X̄ chart: whether the spread within each period is stable.",
        ("Centre: s̄", "Limits: B₃ s̄ and B₄ s̄, where B = 1 ± 3 √(1 − c₄²) ÷ c₄"),
        MONTGOMERY,
    ),
    Method(
        "p",
        "p chart",
        "For proportions: how many of all, where each is or is not.",
        ("Centre: p̄ = Σy ÷ Σn", "Limits: p̄ ± 3 √(p̄(1 − p̄) ÷ nᵢ), kept between 0 and 1"),
        MONTGOMERY,
        "With large denominators the limits are often too narrow; the chart warns and offers p′.",
    ),
    Method(
        "pp",
        "p′ chart",
        "For proportions whose denominators are so large that chance alone does not explain the variation.",
        (
            "zᵢ = (pᵢ − p̄) ÷ √(p̄(1 − p̄) ÷ nᵢ), and σz = screened average moving range of z ÷ 1.128",
            "Limits: p̄ ± 3 σz √(p̄(1 − p̄) ÷ nᵢ), kept between 0 and 1",
        ),
        "Laney DB. Improved control charts for attributes. Quality Engineering 2002;14(4):531–537",
        "σz is not held at 1 or more, so limits may also become narrower than those of a p chart.",
    ),
    Method(
        "u",
        "u chart",
        "For rates: events for so much exposure, such as falls per 1,000 bed days.",
        ("Centre: ū = Σy ÷ Σn", "Limits: ū ± 3 √(ū ÷ nᵢ), not below 0"),
        MONTGOMERY,
    ),
    Method(
        "up",
        "u′ chart",
        "For rates whose exposure is so large that chance alone does not explain the variation.",
        ("zᵢ = (uᵢ − ū) ÷ √(ū ÷ nᵢ), and σz as for p′", "Limits: ū ± 3 σz √(ū ÷ nᵢ), not below 0"),
        "Laney DB. Improved control charts for attributes. Quality Engineering 2002;14(4):531–537",
    ),
    Method(
        "c",
        "c chart",
        "For counts of events where the exposure is the same every time.",
        ("Centre: c̄", "Limits: c̄ ± 3 √c̄, not below 0"),
        MONTGOMERY,
    ),
    Method(
        "g",
        "g chart",
        "For rare events: the number of cases between one event and the next.",
        ("Centre: the median", "Limits: x̄ ± 3 √(x̄(x̄ + 1)), not below 0"),
        "Benneyan JC. Number-between g-type statistical quality control charts for monitoring adverse events. "
        "Health Care Management Science 2001;4:305–318",
        "The median is the centre because the counts are skew; a supplied mean is multiplied by 0.693 for it.",
    ),
    Method(
        "t",
        "t chart",
        "For rare events: the time between one event and the next.",
        ("y = x^(1 ÷ 3.6); then as an I chart of y", "Centre and limits are raised to the power 3.6 again, not below 0"),
        "Nelson LS. A control chart for parts-per-million nonconforming items. Journal of Quality Technology "
        "1994;26(3):239–240",
        "Two events at the same time leave no time between them, so a value of 0 is refused. Use a g chart instead.",
    ),
    Method(
        "ewma",
        "EWMA chart",
        "For small, lasting shifts that single points hide: each point also remembers those before it.",
        (
            "zₜ = λ xₜ + (1 − λ) zₜ₋₁, starting at the mean; λ = 0.2",
            "Limits: x̄ ± L σ √(λ ÷ (2 − λ) × (1 − (1 − λ)²ᵗ)); L = 3, σ = average moving range ÷ 1.128",
        ),
        "Roberts SW. Control chart tests based on geometric moving averages. Technometrics 1959;1(3):239–250",
        "Neighbouring points depend on each other by construction, so only a point outside the limits is a special cause.",
    ),
    Method(
        "cusum",
        "CUSUM chart",
        "For the smallest lasting shifts: what lies above and what lies below the mean is added up.",
        (
            "C⁺ₜ = max(0, C⁺ₜ₋₁ + (xₜ − x̄)/σ − k), and C⁻ₜ likewise for what lies below; k = 0.5",
            "Signal: an arm beyond h = 5. Fast start: both arms begin at h ÷ 2",
        ),
        "Page ES. Continuous inspection schemes. Biometrika 1954;41:100–115. "
        "Fast start: Lucas JM, Crosier RB. Technometrics 1982;24(3):199–205",
        "The arm's last zero tells when the shift began.",
    ),
)
