"""Roles as data: each a name, one sentence, and what it permits on its unit and everything below."""

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """One thing that a role may allow. Reading needs none: any signed-in person reads."""

    ENTER_MEASUREMENTS = "enter-measurements"
    UPLOAD_MEASUREMENTS = "upload-measurements"
    DEFINE_METRICS = "define-metrics"
    SIGN_AS_TEAM = "sign-as-team"
    SIGN_AS_INFORMATICS = "sign-as-informatics"
    SIGN_AS_EXECUTIVE = "sign-as-executive"
    CURATE_CHARTS = "curate-charts"  # recalculate limits, annotate, exclude
    REACT_TO_SIGNALS = "react-to-signals"
    RUN_PROJECTS = "run-projects"
    COACH_PROJECTS = "coach-projects"  # the adviser's own score
    CONFIRM_BENEFITS = "confirm-benefits"  # what somebody outside a project found of the benefits that it claims
    KEEP_TRAINING = "keep-training"  # who learned what about improvement, staff counts, targets
    EDIT_PLANS = "edit-plans"
    SIGN_OFF_PLANS = "sign-off-plans"
    SET_OBJECTIVES = "set-objectives"
    ADMINISTER = "administer"


P = Permission


class RoleName(StrEnum):
    """The roles that a membership can name."""

    VIEWER = "viewer"
    TEAM_MEMBER = "team-member"
    WARD_MANAGER = "ward-manager"
    COACH = "coach"
    ANALYST = "analyst"
    FINANCE_PARTNER = "finance-partner"
    BOARD_MEMBER = "board-member"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Role:
    """What a role is called, does and permits."""

    name: RoleName
    title: str
    sentence: str
    permissions: frozenset[Permission]


def _role(name: RoleName, title: str, sentence: str, *permissions: Permission) -> Role:
    return Role(name, title, sentence, frozenset(permissions))


_ALL = (
    _role(RoleName.VIEWER, "Viewer", "Reads everything that is open; changes nothing."),
    _role(
        RoleName.TEAM_MEMBER, "QI team member", "Runs projects and plans, and enters the team's measurements.",
        P.RUN_PROJECTS, P.EDIT_PLANS, P.ENTER_MEASUREMENTS, P.CURATE_CHARTS, P.REACT_TO_SIGNALS,
    ),
    _role(
        RoleName.WARD_MANAGER, "Ward manager",
        "Reviews the unit's charts, answers its signals, and signs its metrics for the team.",
        P.ENTER_MEASUREMENTS, P.UPLOAD_MEASUREMENTS, P.DEFINE_METRICS, P.SIGN_AS_TEAM, P.CURATE_CHARTS,
        P.REACT_TO_SIGNALS, P.RUN_PROJECTS, P.EDIT_PLANS, P.SET_OBJECTIVES,
    ),
    _role(
        RoleName.COACH, "Improvement coach",
        "Advises projects and plans, scores progress independently, and keeps the training records.",
        P.RUN_PROJECTS, P.COACH_PROJECTS, P.EDIT_PLANS, P.DEFINE_METRICS, P.CURATE_CHARTS, P.REACT_TO_SIGNALS,
        P.KEEP_TRAINING,
    ),
    _role(
        RoleName.ANALYST, "Analyst", "Defines metrics, uploads measurements, and signs definitions for informatics.",
        P.ENTER_MEASUREMENTS, P.UPLOAD_MEASUREMENTS, P.DEFINE_METRICS, P.SIGN_AS_INFORMATICS, P.CURATE_CHARTS,
    ),
    _role(
        RoleName.FINANCE_PARTNER, "Finance partner", "Checks the benefits that projects claim; is on none of them.",
        P.CONFIRM_BENEFITS,
    ),
    _role(
        RoleName.BOARD_MEMBER, "Board member",
        "Sets objectives, writes the owner's words, signs metrics and plans as an executive, and confirms benefits.",
        P.SET_OBJECTIVES, P.SIGN_AS_EXECUTIVE, P.SIGN_OFF_PLANS, P.CONFIRM_BENEFITS,
    ),
    _role(
        RoleName.ADMINISTRATOR, "Administrator", "Manages units, people, roles and training records.",
        P.ADMINISTER, P.KEEP_TRAINING,
    ),
)  # fmt: skip

ROLES: dict[RoleName, Role] = {role.name: role for role in _ALL}
