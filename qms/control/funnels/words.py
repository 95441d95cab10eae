"""The words of a funnel page."""

from qms.golden_thread.metrics.models import Direction
from qms.organisation.models import UnitKind

UNITS = {
    UnitKind.SYSTEM: ("system", "systems"),
    UnitKind.TRUST: ("trust", "trusts"),
    UnitKind.DIVISION: ("division", "divisions"),
    UnitKind.PATHWAY: ("pathway or service", "pathways and services"),
    UnitKind.WARD: ("ward or team", "wards and teams"),
}
"""What units of a kind are called within a sentence: one, several."""

METHODS = {
    "sr": "Exact, for counted events",
    "sr-shmi": "As the hospital mortality indicator (SHMI)",
    "sr-cqc": "As the Care Quality Commission",
}
LIMITS = {99: "99.8%: 1 in 500 by chance", 95: "95%: 1 in 20 by chance"}
LIMIT_NAMES = {99: "99.8%", 95: "95%"}

_MEANINGS = {
    Direction.DECREASE: {
        1: ("concern-high", "Higher than chance explains: gives concern"),
        -1: ("improvement-low", "Lower than chance explains: better"),
    },
    Direction.INCREASE: {
        1: ("improvement-high", "Higher than chance explains: better"),
        -1: ("concern-low", "Lower than chance explains: gives concern"),
    },
    Direction.NEUTRAL: {
        1: ("neutral-high", "Higher than chance explains"),
        -1: ("neutral-low", "Lower than chance explains"),
    },
}


def meaning(direction: Direction, side: int) -> tuple[str, str]:
    """The mark of a unit and what it says; side: 1 above, −1 below the limits, 0 between."""
    return _MEANINGS[direction][side] if side else ("common-cause", "Within the limits")
