"""The filters that are set, each as words with the address that takes it away."""

from dataclasses import dataclass

from qms.control.summary.filters import AGREEMENTS, ASSURANCES, VARIATIONS, Filters
from qms.kernel.templating import page_url


@dataclass(frozen=True)
class Chip:
    """One filter: what it keeps, and the same page without it."""

    words: str
    url: str


def chips_of(filters: Filters) -> list[Chip]:
    """The filters that leave something out, or let parts in."""
    said = {
        "q": f"“{filters.words}”" if filters.words else "",
        "unit": f"{filters.unit.name} and below" if filters.unit else "",
        "metric": filters.metric[1] if filters.metric else "",
        "objective": f"Objective: {filters.objective.title}" if filters.objective else "",
        "variation": VARIATIONS.get(filters.variation, ""),
        "assurance": ASSURANCES.get(filters.assurance, ""),
        "agreement": AGREEMENTS.get(filters.agreement, ""),
        "late": "Late data" if filters.late else "",
        "stratum": "Parts as well as wholes" if filters.all_parts else "",
    }
    return [Chip(words, page_url(**{name: "", "page": ""})) for name, words in said.items() if words]
