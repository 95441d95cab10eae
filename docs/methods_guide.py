"""The methods page as a document: the same words, the same comparison."""

from collections.abc import Iterable, Iterator

from qms.golden_thread.methods.entry import Method
from qms.golden_thread.methods.presenters import MethodsPage, largest_in_words, methods_page

NOTE = "<!-- Written by `make methods`; change the words in qms/golden_thread/methods. -->"


def guide() -> str:
    """The document in Markdown."""
    page = methods_page()
    return "\n".join(_lines(page)).rstrip() + "\n"


def _lines(page: MethodsPage) -> Iterator[str]:
    yield from ("# Methods", "", NOTE, "", page.lead, "")
    yield from ("## Charts of one measure", "")
    yield from (
        "Limits lie three standard deviations from the centre. What that standard deviation is makes the difference between "
        "the charts. The examples are made up; in each, something changes with the sixteenth point.",
        "",
    )
    for chart in page.charts:
        yield from _entry(chart.method)
        yield from (f"![{chart.title}](images/methods/{chart.method.key}.svg)", "", f"The chart says: “{chart.sentence}”", "")
    for heading, methods in (
        ("Rules for special causes", page.rules),
        ("Comparing units, sorting causes", page.groups),
        ("Following single cases", page.cases),
        ("What the program suggests, and how it decides", page.judgements),
    ):
        yield from (f"## {heading}", "")
        for method in methods:
            yield from _entry(method)
    yield from ("## Rule sets", "", "| Rule set | Name in files | Looks for |", "|---|---|---|")
    yield from (f"| {each.title} | `{each.name}` | {' '.join(each.sentences)} |" for each in page.rule_sets)
    yield from ("", "## How this compares with other software", "")
    yield from _compared(page)


def _entry(method: Method) -> Iterator[str]:
    yield from (f"### {method.name}", "", method.use, "")
    yield from (f"- {formula}" for formula in method.formulas)
    yield ""
    if method.notes:
        yield from (method.notes, "")
    yield from (f"Source: {method.source}.", "")


def _compared(page: MethodsPage) -> Iterable[str]:
    yield "| Reference | What | Cases | Values | Agreeing | Largest difference | Where we differ on purpose |"
    yield "|---|---|--:|--:|--:|---|---|"
    for row in page.compared:
        why = " ".join(f"{sentence} ({cases})." for sentence, cases in row.different) or "Nowhere"
        yield (
            f"| {row.reference} | {row.part} | {row.cases:,} | {row.values:,} | {row.agreeing:,} | {largest_in_words(row)} "
            f"| {why} |"
        )
