"""The thread strip of a plan: the objective that it serves, and what stands below it."""

from flask import url_for

from qms.golden_thread.objectives.breaks import Break, broken, may
from qms.golden_thread.objectives.thread_strip import Strip, strip_serving
from qms.golden_thread.objectives.upwards import Link
from qms.kernel.formats import count
from qms.people.roles import Permission
from qms.planning.drivers.diagram import Diagram
from qms.planning.plans.models import QualityPlan


def strip_of_plan(plan: QualityPlan, diagram: Diagram) -> Strip:
    """Serves its objective, up to the board; served by its measures and projects."""
    measures, works = diagram.different_measures, diagram.different_works
    concern = sum(each.gives_concern for each in measures)
    here = url_for("planning.plan", plan_id=plan.id, _anchor="boxes")
    edit = url_for("planning.drivers", plan_id=plan.id)
    served_by: list[Link] = []
    missing: list[Break] = []
    if measures:
        served_by.append((count(len(measures), "metric") + (f" ({concern} concern)" if concern else ""), here))
    else:
        missing.append(
            broken("No metric tells whether it works.", "Attach one", edit, permission=Permission.EDIT_PLANS, unit=plan.unit)
        )
    served_by += [(f"{each.title}, {each.state.lower()}" if each.state else each.title, each.url) for each in works[:4]]
    if len(works) > 4:
        served_by.append((f"{len(works) - 4} more projects", here))
    if not works:
        missing.append(
            broken("No project tests its ideas.", "See the ideas", edit, permission=Permission.EDIT_PLANS, unit=plan.unit)
        )
    choose = url_for("planning.plan_edit", plan_id=plan.id, _anchor="objective")
    remedy = choose if may(Permission.EDIT_PLANS, plan.unit) else ""
    return strip_serving(plan.objective, remedy, served_by=served_by, missing=missing)
