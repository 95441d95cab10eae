"""What roles and permissions are called on pages."""

from dataclasses import dataclass

from qms.organisation.models import Unit
from qms.people.models import Membership
from qms.people.roles import ROLES, Permission, Role

WORDS: dict[Permission, str] = {
    Permission.ENTER_MEASUREMENTS: "Enter measurements by hand",
    Permission.UPLOAD_MEASUREMENTS: "Upload measurements from files",
    Permission.DEFINE_METRICS: "Define metrics and propose them",
    Permission.SIGN_AS_TEAM: "Sign a metric’s definition for the team",
    Permission.SIGN_AS_INFORMATICS: "Sign a metric’s definition for informatics",
    Permission.SIGN_AS_EXECUTIVE: "Sign a metric’s definition as its executive owner",
    Permission.CURATE_CHARTS: "Recalculate limits, add notes to charts and leave points out",
    Permission.REACT_TO_SIGNALS: "Answer signals",
    Permission.RUN_PROJECTS: "Start and run improvement projects",
    Permission.COACH_PROJECTS: "Score projects as an adviser",
    Permission.CONFIRM_BENEFITS: "Write down whether a benefit that a project claims was confirmed",
    Permission.KEEP_TRAINING: "Keep the records of improvement training, staff counts and targets",
    Permission.EDIT_PLANS: "Write quality plans and driver diagrams",
    Permission.SIGN_OFF_PLANS: "Sign off quality plans",
    Permission.SET_OBJECTIVES: "Set objectives and write about their progress",
    Permission.ADMINISTER: "Manage units, people and roles",
}


@dataclass(frozen=True)
class HeldRole:
    """A role that somebody holds on a unit, in words."""

    membership_id: int
    title: str
    sentence: str
    unit: Unit


def held(memberships: list[Membership]) -> list[HeldRole]:
    """The roles in the order of the unit's place in the tree, then of the role's name."""
    ordered = sorted(memberships, key=lambda each: (each.unit.path, ROLES[each.role].title))
    return [HeldRole(m.id, ROLES[m.role].title, ROLES[m.role].sentence, m.unit) for m in ordered]


def permitted(role: Role) -> list[str]:
    """What the role permits, in words, in the order of the permissions."""
    return [WORDS[each] for each in Permission if each in role.permissions]


def who_may(permission: Permission) -> str:
    """The roles that permit something: 'QI team member, Ward manager or Improvement coach'."""
    *others, last = [role.title for role in ROLES.values() if permission in role.permissions]
    return f"{', '.join(others)} or {last}" if others else last
