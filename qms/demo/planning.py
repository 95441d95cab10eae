"""The demonstration's quality plans with their driver diagrams: one signed off, one being drafted."""

from dataclasses import dataclass

from qms.demo.trust import Trust
from qms.people.models import Person
from qms.planning.drivers.attaching import attach_measure, attach_project, serve_also
from qms.planning.drivers.diagram import diagram_of
from qms.planning.drivers.models import DriverKind
from qms.planning.drivers.sketch import Sketch
from qms.planning.plans.actions import draft_plan
from qms.planning.plans.models import QualityPlan
from qms.planning.plans.signing_off import sign_off, usual_review


@dataclass(frozen=True)
class Node:
    """A box: its text, what hangs below it, measures as (metric, unit), projects by key, and texts that it also serves."""

    text: str
    below: tuple["Node", ...] = ()
    measures: tuple[tuple[str, str], ...] = ()
    projects: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


N = Node

FALLS_PLAN = (
    N(
        "Risks are known before a patient first stands up",
        (
            N(
                "Every patient is assessed within six hours",
                (
                    N("Assessment as part of the handover", projects=("bundle", "heron")),
                    N("A lying and standing blood pressure for everyone over 65"),
                ),
                (("falls-risk-assessment", "D1A-KIN"),),
            ),
            N("Medicines that cause falls are stopped or changed", (N("Pharmacist review within a day of a fall"),)),
        ),
        (("falls-risk-assessment", "D1A-MED"),),
    ),
    N(
        "Patients walk safely, and often enough",
        (
            N(
                "Help is near when somebody needs the toilet",
                (
                    N("A nurse in the bay at night", projects=("bundle",)),
                    N("Call bells in reach, checked at each round", also=("Patients and families know what helps",)),
                ),
            ),
            N("Strength is kept", (N("Up, dressed and at the table for meals"),), (("length-of-stay", "D1A-KIN"),)),
        ),
    ),
    N(
        "The ward is a safe place to walk in",
        (
            N("Floors are dry and clear", (N("Spill kits in every bay"),)),
            N(
                "Patients can see where they are going",
                (N("Glasses and hearing aids on the bedside checklist"), N("Night lights")),
            ),
        ),
    ),
    N("Patients and families know what helps", (N("Families are asked what worked at home"),)),
    N("There are enough of us", (), (("staffing-gaps", "D1A-MED"),)),
)

SKIN_PLAN = (
    N("Skin is looked at", (N("Checked within six hours of arriving", (N("Body map in the admission pack"),)),)),
    N(
        "Pressure is relieved",
        (
            N("Turned on time", (N("Turning clocks at the bedside", projects=("skin-oak",)),)),
            N("The right mattress within two hours"),
        ),
    ),
    N("Skin is kept dry and fed", (N("Nutrition screened on the first day"),)),
)


def draw_plans(trust: Trust) -> None:
    """The signed-off falls plan, the skin plan as a draft, and one that has just been begun."""
    falls = draft_plan(
        title="Preventing falls on older people's wards",
        unit=trust.units["D1A-MED"],
        objective=trust.objectives["falls-medicine"],
        needs="Older patients want to keep walking and not to be hurt. Known from incident reports and ten bedside talks.",
        co_design="Two former patients and a daughter worked on the drivers with us in three afternoons.",
        aim="Fewer than 4.0 falls per 1,000 bed days on Kingfisher and Heron by March.",
        owner=trust.people["medicine"],
        by=trust.people["medicine"],
    )
    _draw(falls, FALLS_PLAN, (("falls", "D1A-MED"),), trust, by=trust.people["medicine"])
    sign_off(falls, diagram_of(falls.id), review_on=usual_review(), by=trust.people["nurse"])
    skin = draft_plan(
        title="Healthy skin after surgery",
        unit=trust.units["D1A-SUR"],
        objective=trust.objectives["skin-surgery"],
        needs="Patients who lie still for long need us to protect their skin.",
        aim="No more than 1.5 new pressure ulcers per 1,000 bed days by March.",
        owner=trust.people["surgery"],
        by=trust.people["surgery"],
    )
    _draw(skin, SKIN_PLAN, (("pressure-ulcers", "D1A-SUR"),), trust, by=trust.people["surgery"])
    draft_plan(
        title="Older people's urgent care",
        unit=trust.units["D1A"],
        owner=trust.people["operations"],
        by=trust.people["nurse"],
    )


def _draw(
    plan: QualityPlan,
    nodes: tuple[Node, ...],
    aim_measures: tuple[tuple[str, str], ...],
    trust: Trust,
    *,
    by: Person,
) -> None:
    sketch = Sketch(plan, by=by)
    aim = sketch.graph.aim
    if aim is None:
        raise ValueError("A new diagram begins with its aim.")
    ids: dict[str, int] = {}
    kinds = (DriverKind.PRIMARY, DriverKind.SECONDARY, DriverKind.CHANGE_IDEA)

    def draw(some: tuple[Node, ...], depth: int, parent: int) -> None:
        for node in some:
            ids[node.text] = sketch.add(kinds[depth], node.text, parent=parent).id
            draw(node.below, depth + 1, ids[node.text])

    draw(nodes, 0, aim.id)
    for metric, unit in aim_measures:
        attach_measure(plan, aim.id, series=trust.series(metric, unit), by=by)
    for node in _all(nodes):
        for metric, unit in node.measures:
            attach_measure(plan, ids[node.text], series=trust.series(metric, unit), by=by)
        for key in node.projects:
            attach_project(plan, ids[node.text], project_id=trust.projects[key].id, title=trust.projects[key].title, by=by)
    for node in _all(nodes):
        if node.also:
            serve_also(plan, ids[node.text], parents=[ids[text] for text in node.also], by=by)


def _all(nodes: tuple[Node, ...]) -> list[Node]:
    return [each for node in nodes for each in (node, *_all(node.below))]
