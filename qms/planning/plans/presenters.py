"""Plans in words: sentences, tags, rows of the list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qms.kernel import clock
from qms.kernel.formats import count, day, listed
from qms.planning.drivers.diagram import Diagram
from qms.planning.drivers.models import DriverKind
from qms.planning.drivers.presenters import weak_sentence
from qms.planning.plans.listing import Filters, Totals
from qms.planning.plans.models import PlanEdition, PlanState, QualityPlan
from qms.planning.plans.wording import STATE_COLOURS, STATE_WORDS

CSV_COLUMNS = (
    "title", "unit", "state", "edition", "objective", "owner", "aim", "signed off", "next review", "review overdue",
    "primary drivers", "secondary drivers", "change ideas", "measures", "measures giving concern", "projects", "weak spots",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A plan as a row of the list."""

    plan: QualityPlan
    state: str
    colour: str
    review: str
    overdue: bool
    contents: str
    concern: str
    diagram: Diagram


def standing(plan: QualityPlan, editions: Sequence[PlanEdition]) -> str:
    """The first sentence of a plan's page: where it stands. `editions` are the signed ones, newest first."""
    signed = editions[0] if editions else None
    if plan.state is PlanState.RETIRED:
        reason = plan.retired_reason.strip().rstrip(".")
        return f"Retired: {reason}." if reason else "Retired."
    if plan.state is PlanState.SIGNED_OFF:
        return f"Signed off{_when_and_by(plan, signed)}, {_review(plan)}."
    if plan.signed_off_at is None:
        return "Draft: nobody has signed it off yet." if plan.asked_at is None else "Draft: it waits for a signature."
    waits = ", which waits for a signature" if plan.asked_at else ""
    before = f"Edition {signed.edition}" if signed else "The last edition"
    holds = f"{before}, signed off{_when_and_by(plan, signed)}, still holds; {_review(plan)}."
    return f"Edition {plan.edition} is a draft{waits}. {holds}"


def _when_and_by(plan: QualityPlan, signed: PlanEdition | None) -> str:
    at = signed.signed_off_at if signed else plan.signed_off_at
    words = f" on {day(at)}" if at else ""
    return f"{words} by {signed.signed_off_by.name}" if signed else words


def _review(plan: QualityPlan) -> str:
    if plan.review_on is None:
        return "no review date"
    if review_is_overdue(plan):
        return f"its review was due on {day(plan.review_on)}"
    return f"next review {day(plan.review_on)}"


def review_is_overdue(plan: QualityPlan) -> bool:
    """Whether an edition is in force whose review day has passed."""
    return plan.is_in_force and plan.review_on is not None and plan.review_on < clock.today()


def diagram_sentence(diagram: Diagram) -> str:
    """What the diagram says in one line: its measures, its work, its weak spots."""
    measures, works = diagram.different_measures, diagram.different_works
    concern = sum(each.gives_concern for each in measures)
    told = f"{count(len(measures), 'measure')} {'tells' if len(measures) == 1 else 'tell'} whether it works"
    if not measures:
        told = "No measure tells whether it works"
    elif concern:
        told += f", and {concern} {'gives' if concern == 1 else 'give'} concern"
    worked = (
        f"{count(len(works), 'project')} {'works' if len(works) == 1 else 'work'} on it"
        if works
        else "No project works on it"
    )
    return f"{told}. {worked}."


def rows(plans: Sequence[QualityPlan], diagrams: Mapping[int, Diagram]) -> list[Row]:
    """Rows of the list."""
    return [
        Row(
            plan=plan,
            state=STATE_WORDS[plan.state],
            colour=STATE_COLOURS[plan.state],
            review=day(plan.review_on) if plan.is_in_force else "",
            overdue=review_is_overdue(plan),
            contents=_contents(diagrams[plan.id]),
            concern=_concern(diagrams[plan.id]),
            diagram=diagrams[plan.id],
        )
        for plan in plans
    ]


def _contents(diagram: Diagram) -> str:
    ideas = sum(box.kind is DriverKind.CHANGE_IDEA for box in diagram.graph.boxes.values())
    primary = sum(box.kind is DriverKind.PRIMARY for box in diagram.graph.boxes.values())
    return f"{count(primary, 'primary driver')}, {count(ideas, 'change idea')}" if primary else "No driver yet"


def _concern(diagram: Diagram) -> str:
    measures = diagram.different_measures
    concern = sum(each.gives_concern for each in measures)
    if not measures:
        return "No measure"
    return f"{len(measures)} ({concern} concern)" if concern else str(len(measures))


def csv_cells(row: Row) -> tuple[object, ...]:
    """A plan as a line of the file."""
    plan, graph = row.plan, row.diagram.graph
    kinds = [box.kind for box in graph.boxes.values()]
    return (
        plan.title, plan.unit.name, row.state, plan.edition, plan.objective.title if plan.objective else "",
        plan.owner.name if plan.owner else "", plan.aim, clock.day_of(plan.signed_off_at) if plan.signed_off_at else "",
        plan.review_on or "", "yes" if row.overdue else "no",
        kinds.count(DriverKind.PRIMARY), kinds.count(DriverKind.SECONDARY), kinds.count(DriverKind.CHANGE_IDEA),
        len(row.diagram.different_measures),
        sum(each.gives_concern for each in row.diagram.different_measures), len(row.diagram.different_works),
        weak_sentence(row.diagram),
    )  # fmt: skip


def list_sentence(found: Totals, filters: Filters) -> str:
    """'5 plans: 3 signed off, 2 drafts. The review of 1 is overdue.'"""
    if not found.all:
        return "No plan fits." if filters.are_set else "There is no plan yet."
    parts = []
    for state, one, many in (
        (PlanState.SIGNED_OFF, "signed off", "signed off"),
        (PlanState.DRAFT, "draft", "drafts"),
        (PlanState.RETIRED, "retired", "retired"),
    ):
        if how_many := found.by_state.get(state):
            parts.append(f"{how_many:,} {one if how_many == 1 else many}")
    late = f" The review of {found.overdue:,} is overdue." if found.overdue else " No review is overdue."
    return f"{count(found.all, 'plan')}: {listed(parts)}.{late}"
