"""Breaks in the thread, as the strip under a title names them."""

from flask import url_for
from flask_login import current_user

from qms.golden_thread.objectives.models import Objective
from qms.organisation.models import Unit
from qms.people.roles import Permission

Break = tuple[str, str, str]
"""A sentence, the remedy in words, and its address; the address is empty where the reader may not do it."""

_NOTHING_SERVES = {
    "project": ("No project works towards it.", "Start one", Permission.RUN_PROJECTS, "improvement.project_new"),
    "plan": ("No plan says how to get there.", "Draft one", Permission.EDIT_PLANS, "planning.plan_new"),
}
"""The rooms whose absence is worth a word: their noun, what to say, and what mends it."""


def broken(sentence: str, remedy: str, href: str, *, permission: Permission, unit: Unit) -> Break:
    """A break whose remedy needs the permission on the unit."""
    return sentence, remedy, href if may(permission, unit) else ""


def may(permission: Permission, unit: Unit) -> bool:
    """Whether the reader may do it there; nobody may where no request is being answered, such as in a job."""
    return bool(current_user) and current_user.is_authenticated and current_user.can(permission, unit)


def nothing_serves(noun: str, objective: Objective, *, concern: bool) -> Break | None:
    """What to say where nothing of a room serves the objective; None for rooms whose absence is no break."""
    if noun not in _NOTHING_SERVES:
        return None
    sentence, remedy, permission, endpoint = _NOTHING_SERVES[noun]
    if noun == "project" and concern:
        sentence = "No project answers this concern."
    href = url_for(endpoint, objective=objective.id, unit=objective.unit_id)
    return broken(sentence, remedy, href, permission=permission, unit=objective.unit)
