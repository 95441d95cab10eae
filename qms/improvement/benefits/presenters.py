"""Benefits as the project's page and the list over all projects show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import url_for

from qms.improvement.benefits.adding_up import Claim, Sum, sums
from qms.improvement.benefits.models import Benefit
from qms.improvement.benefits.wording import KINDS, STATES, checked_sentence, rounded, sentence
from qms.kernel import clock
from qms.kernel.formats import count

CSV_COLUMNS = (
    "project", "unit", "kind", "what", "amount", "per", "from", "until", "state", "checked by", "checked on", "note",
    "method", "assumptions", "address",
)  # fmt: skip


@dataclass(frozen=True)
class BenefitView:
    """One benefit in words."""

    id: int
    kind: str
    sentence: str
    state: str
    colour: str
    checked: str
    method: str
    assumptions: str
    honest: str
    by: str


@dataclass(frozen=True)
class SumView:
    """One kind's sums, said no finer than estimates deserve."""

    kind: str
    honest: str
    confirmed_a_year: str
    claimed_a_year: str
    confirmed_so_far: str
    claimed_so_far: str
    projects: str


@dataclass(frozen=True)
class Row:
    """A benefit in the list over projects."""

    project: str
    url: str
    unit: str
    kind: str
    sentence: str
    state: str
    colour: str
    checked: str


def benefit_views(benefits: Iterable[Benefit]) -> list[BenefitView]:
    """A project's benefits in their order."""
    return [_view(each) for each in benefits]


def _view(benefit: Benefit) -> BenefitView:
    state, colour = STATES[benefit.state]
    return BenefitView(
        id=benefit.id,
        kind=KINDS[benefit.kind].name,
        sentence=sentence(benefit),
        state=state,
        colour=colour,
        checked=checked_sentence(benefit),
        method=benefit.method,
        assumptions=benefit.assumptions,
        honest=KINDS[benefit.kind].honest,
        by=benefit.by.name,
    )


def sum_views(claims: Sequence[Claim]) -> list[SumView]:
    """The sums by kind, as of today."""
    return [_sum_view(each) for each in sums(claims, clock.today())]


def _sum_view(added: Sum) -> SumView:
    words, kind = KINDS[added.kind], added.kind
    return SumView(
        kind=words.name,
        honest=words.honest,
        confirmed_a_year=rounded(kind, added.confirmed_a_year),
        claimed_a_year=rounded(kind, added.claimed_a_year),
        confirmed_so_far=rounded(kind, added.confirmed_so_far),
        claimed_so_far=rounded(kind, added.claimed_so_far),
        projects=count(added.projects, "project"),
    )


def list_sentence(claims: Sequence[Claim]) -> str:
    """'9 benefits of 5 projects: 3 confirmed, 5 claimed and not yet checked, 1 not confirmed.'"""
    if not claims:
        return "No project has claimed a benefit here yet."
    by_state = [sum(each.state is state for each in claims) for state in STATES]
    claimed, confirmed, refused = by_state
    parts = [
        f"{confirmed:,} confirmed" if confirmed else "none confirmed",
        f"{claimed:,} claimed and not yet checked" if claimed else "",
        f"{refused:,} not confirmed" if refused else "",
    ]
    projects = count(len({each.project_id for each in claims}), "project")
    return f"{count(len(claims), 'benefit')} of {projects}: {', '.join(each for each in parts if each)}."


def rows(benefits: Iterable[Benefit]) -> list[Row]:
    """Benefits over projects, in their order."""
    return [_row(each) for each in benefits]


def _row(benefit: Benefit) -> Row:
    state, colour = STATES[benefit.state]
    return Row(
        project=benefit.project.title,
        url=url_for("improvement.project", project_id=benefit.project_id, tab="benefits", _anchor=f"benefit-{benefit.id}"),
        unit=benefit.project.unit.name,
        kind=KINDS[benefit.kind].name,
        sentence=sentence(benefit),
        state=state,
        colour=colour,
        checked=checked_sentence(benefit),
    )


def csv_cells(benefit: Benefit) -> list[object]:
    """A benefit as CSV cells, in the order of CSV_COLUMNS."""
    return [
        benefit.project.title,
        benefit.project.unit.name,
        benefit.kind.value,
        benefit.what,
        benefit.amount,
        benefit.per.value,
        benefit.starts_on,
        benefit.ends_on,
        benefit.state.value,
        benefit.checked_by,
        benefit.checked_on,
        benefit.checked_note,
        benefit.method,
        benefit.assumptions,
        url_for("improvement.project", project_id=benefit.project_id, tab="benefits", _external=True),
    ]
