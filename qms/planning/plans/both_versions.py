"""What somebody typed beside what somebody else has stored meanwhile."""

from qms.planning.plans.forms import PlanForm
from qms.planning.plans.models import QualityPlan
from qms.planning.plans.wording import FIELD_WORDS


def both_versions(form: PlanForm, plan: QualityPlan) -> list[tuple[str, str, str]]:
    """(label, typed, stored) of every field that differs."""
    stored = {
        "title": plan.title,
        "unit": plan.unit.name,
        "objective": f"{plan.objective.title} ({plan.objective.unit.name})" if plan.objective else "No objective yet",
        "aim": plan.aim,
        "needs": plan.needs,
        "co_design": plan.co_design,
        "owner": plan.owner.name if plan.owner else "Nobody yet",
    }
    typed = {name: _typed(form, name) for name in stored}
    return [(FIELD_WORDS[name], typed[name], stored[name]) for name in stored if typed[name] != stored[name]]


def _typed(form: PlanForm, name: str) -> str:
    field = form[name]
    if name in {"unit", "objective", "owner"}:
        return {key: label.lstrip("– ") for key, label in field.choices}.get(field.data, "")
    text = (field.data or "").replace("\r\n", "\n").strip()
    return " ".join(text.split()) if name == "aim" else text
