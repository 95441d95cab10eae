"""Charts that compare units, sort causes, or follow single cases."""

from qms.golden_thread.methods.entry import Method

_FUNNEL = (
    "Spiegelhalter DJ. Funnel plots for comparing institutional performance. Statistics in Medicine 2005;24(8):1185–1202"
)

GROUPS = (
    Method(
        "funnel-pr",
        "Funnel plot of proportions",
        "To compare units whose figures are proportions: who differs from the rest by more than chance?",
        (
            "y = arcsin √(r ÷ n), with standard deviation 1 ÷ (2 √n); target: Σr ÷ Σn",
            "Limits: sin²(arcsin √target ± z ÷ (2 √n)), z = 1.96 (95%) and 3.09 (99.8%)",
        ),
        _FUNNEL,
    ),
    Method(
        "funnel-sr",
        "Funnel plot of ratios, observed to expected",
        "For standardised ratios such as deaths observed against deaths expected, with exact Poisson limits.",
        ("Lower limit: χ²(α ÷ 2; 2E) ÷ 2E; upper limit: χ²(1 − α ÷ 2; 2(E + 1)) ÷ 2E",),
        _FUNNEL,
    ),
    Method(
        "funnel-sr-shmi",
        "Funnel plot of ratios, as the SHMI does it",
        "For mortality ratios published as the Summary Hospital-level Mortality Indicator.",
        (
            "z = √E × ln(O ÷ E), the most extreme 10% at each end left out of φ and τ²",
            "Limits: exp(± z √(1 ÷ E + τ²))",
        ),
        "NHS England. Summary Hospital-level Mortality Indicator: methodology specification. " + _FUNNEL,
    ),
    Method(
        "funnel-sr-cqc",
        "Funnel plot of ratios, as the CQC does it",
        "For ratios in regulation: square roots, with extreme z-scores pulled in rather than left out.",
        ("y = √(O ÷ E), with standard deviation 1 ÷ (2 √E); z-scores winsorised at 10%",),
        "Spiegelhalter D, Sherlaw-Johnson C, Bardsley M, et al. Statistical methods for healthcare regulation. "
        "Journal of the Royal Statistical Society A 2012;175(1):1–47",
    ),
    Method(
        "funnel-rc",
        "Funnel plot of ratios of counts",
        "To compare rates of two counts, such as admissions per attendance.",
        (
            "y = ln((r + 0.5) ÷ (n + 0.5)), with standard deviation √(r ÷ (r + 0.5)² + n ÷ (n + 0.5)²)",
            "Limits use 1 ÷ (2 √n) around the logarithm of Σr ÷ Σn",
        ),
        _FUNNEL,
    ),
    Method(
        "overdispersion",
        "Overdispersion of a funnel",
        "Where units differ for many small reasons, limits of pure chance call almost everybody an outlier. "
        "Limits are then widened by how much the units vary among each other.",
        (
            "φ = Σz² ÷ n",
            "τ² = max(0, (nφ − (n − 1)) ÷ (Σw − Σw² ÷ Σw)), w = 1 ÷ s²; 0 where nφ < n − 1",
        ),
        _FUNNEL,
    ),
    Method(
        "pareto",
        "Pareto chart",
        "To see which few causes make up most of the trouble: bars from the commonest down, and their running share.",
        ("Running share: the sum of the counts so far ÷ the sum of all",),
        "Juran JM. Quality Control Handbook. McGraw-Hill, 1951",
    ),
)

CASES = (
    Method(
        "racusum",
        "Risk-adjusted CUSUM",
        "For outcomes of single cases, such as flap failures, each with its own expected risk.",
        (
            "Weight of a case: ln(Rʸ ÷ (1 − p + R p)), y = 1 for the event and 0 otherwise, p its risk",
            "Deterioration: S⁺ₜ = max(0, S⁺ₜ₋₁ + weight) with R > 1; improvement likewise with R < 1",
            "Signal: h or beyond; the chart then starts again from 0",
        ),
        "Steiner SH, Cook RJ, Farewell VT, Treasure T. Monitoring surgical performance using risk-adjusted cumulative sum "
        "charts. Biostatistics 2000;1(4):441–452",
    ),
    Method(
        "vlad",
        "VLAD",
        "Beside the CUSUM: how many events fewer or more than expected, so far.",
        ("VLADₜ = Σ(p − y)",),
        "Lovegrove J, Valencia O, Treasure T, Sherlaw-Johnson C, Gallivan S. Monitoring the results of cardiac surgery by "
        "variable life-adjusted display. Lancet 1997;350:1128–1130",
        "It shows and does not test; signals come from the CUSUM.",
    ),
)
