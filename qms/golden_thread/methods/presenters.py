"""The methods page's parts and its first sentence."""

from dataclasses import dataclass

from qms.golden_thread.methods.comparison import Compared, compared
from qms.golden_thread.methods.control_charts import CONTROL_CHARTS
from qms.golden_thread.methods.entry import Method
from qms.golden_thread.methods.examples import example, title_of
from qms.golden_thread.methods.groups_and_cases import CASES, GROUPS
from qms.golden_thread.methods.judgements import JUDGEMENTS
from qms.golden_thread.methods.rules import RULES
from qms.spc import RULE_SETS, rule_sentences


@dataclass(frozen=True)
class Chart:
    """A chart of one measure with its example in words."""

    method: Method
    title: str
    sentence: str


@dataclass(frozen=True)
class RuleSetRow:
    """A rule set and what it looks for."""

    name: str
    title: str
    sentences: list[str]


@dataclass(frozen=True)
class MethodsPage:
    """Everything on the page, in its order."""

    lead: str
    charts: list[Chart]
    rules: tuple[Method, ...]
    rule_sets: list[RuleSetRow]
    groups: tuple[Method, ...]
    cases: tuple[Method, ...]
    judgements: tuple[Method, ...]
    compared: tuple[Compared, ...]


def methods_page() -> MethodsPage:
    """The page."""
    rows = compared()
    return MethodsPage(
        lead=lead(rows),
        charts=[Chart(each, title_of(each.key), example(each.key).explanation) for each in CONTROL_CHARTS],
        rules=RULES,
        rule_sets=[RuleSetRow(name, rules.title, rule_sentences(rules, "xmr")) for name, rules in RULE_SETS.items()],
        groups=GROUPS,
        cases=CASES,
        judgements=JUDGEMENTS,
        compared=rows,
    )


def lead(rows: tuple[Compared, ...]) -> str:
    """What the comparison comes to, in a sentence."""
    values, agreeing = sum(row.values for row in rows), sum(row.agreeing for row in rows)
    references = len({row.reference for row in rows})
    rest = values - agreeing
    return (
        f"{agreeing:,} of {values:,} values computed by {references} reference implementations are reproduced; "
        f"the other {rest:,} differ on purpose, and the table below says why."
        if rest
        else f"All {values:,} values computed by {references} reference implementations are reproduced."
    )


def largest_in_words(row: Compared) -> str:
    """The largest relative difference, as "4 × 10⁻¹⁴"; "none" for none."""
    if row.largest == 0:
        return "none"
    mantissa, _, exponent = f"{row.largest:.0e}".partition("e")
    raised = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{mantissa} × 10{raised}"
