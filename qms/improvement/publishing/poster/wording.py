"""The parts of a sheet as headings and paragraphs, for slides."""

from dataclasses import dataclass

from qms.improvement.publishing.sheet import Sheet

LARGEST_TITLE, LARGEST_LEAD, LARGEST_PRINT = 132, 72, 36  # points on A1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, which may begin in bold. `large`, `lead` and `small` set its letters by those of the text."""

    words: str
    bold: str = ""
    large: bool = False
    lead: bool = False
    small: bool = False

    def size(self, text: float) -> float:
        """The size of its letters in points, where those of the text have `text`. Titles and small print do not grow as far
        as the text of a short record does."""
        if self.large:
            return max(min(text * 2.4, LARGEST_TITLE), text * 1.25)
        if self.small:
            return min(text * 0.8, LARGEST_PRINT)
        return max(min(text * 1.3, LARGEST_LEAD), text) if self.lead else text


def words_of_part(name: str, sheet: Sheet) -> tuple[str, list[Paragraph]]:
    """The heading and the paragraphs of a part that columns.py names; no heading for a chart's caption or a quote."""
    if name.startswith("chart "):
        chart = sheet.charts[int(name.removeprefix("chart "))]
        return "", [Paragraph(chart.evidence, bold=f"{chart.caption} ")]
    return {
        "problem": ("The problem", [Paragraph(sheet.problem)]),
        "aim": ("The aim", [Paragraph(sheet.aim)]),
        "ideas": ("What we tried", [Paragraph(f"• {each}") for each in sheet.ideas]),
        "tests": ("Tests of change", _tests(sheet)),
        "balancing": ("", [Paragraph(sheet.balancing, bold="Take note: ")]),
        "gains": ("What it is worth", _gains(sheet)),
        "learned": ("What we learned", [Paragraph(sheet.learned)]),
        "tell others": ("What we would tell others", [Paragraph(sheet.tell_others)]),
        "quote": ("", [Paragraph(f"“{sheet.quote}”", lead=True), Paragraph(sheet.quote_from, small=True)]),
        "next": ("What next", _next(sheet)),
        "who": ("Who", _who(sheet)),
    }[name]


def _tests(sheet: Sheet) -> list[Paragraph]:
    told = []
    for each in sheet.tests:
        found = f" Found: {each.result}" if each.result else ""
        told.append(
            Paragraph(f"Predicted: {each.prediction}{found} {each.decision}", bold=f"{each.number}. {each.question} ")
        )
    return [*told, *([Paragraph(sheet.more_tests, small=True)] if sheet.more_tests else [])]


def _gains(sheet: Sheet) -> list[Paragraph]:
    return [
        Paragraph(f"{each.sentence} {each.checked} Assumed: {each.assumptions}", bold=f"{each.kind}: ")
        for each in sheet.gains
    ]


def _next(sheet: Sheet) -> list[Paragraph]:
    following = f"{sheet.next}." if sheet.next else ""
    taken = f"Taken over by {sheet.adopted_by}." if sheet.adopted_by else ""
    return [Paragraph(each) for each in (following, taken) if each]


def _who(sheet: Sheet) -> list[Paragraph]:
    lived = f"Lived experience: {sheet.partners_part}" if sheet.partners_part else ""
    return [Paragraph(each) for each in (sheet.team, lived) if each]
