"""States of plans in words and colours."""

from qms.planning.plans.models import PlanState

STATE_WORDS = {PlanState.DRAFT: "Draft", PlanState.SIGNED_OFF: "Signed off", PlanState.RETIRED: "Retired"}
STATE_COLOURS = {PlanState.DRAFT: "white", PlanState.SIGNED_OFF: "blue", PlanState.RETIRED: "grey"}
