"""The demonstration's tree: a made-up system, two trusts, three divisions, ten wards."""

from dataclasses import dataclass

from qms.organisation.models import UnitKind


@dataclass(frozen=True)
class UnitPlan:
    """A unit to make; `parent` is the code of the one above."""

    code: str
    name: str
    kind: UnitKind
    parent: str | None = None


SYSTEM, TRUST, COMMUNITY_TRUST = "DQ3", "D1A", "D2F"
MEDICINE, SURGERY, COMMUNITY = "D1A-MED", "D1A-SUR", "D2F-COM"

UNITS = (
    UnitPlan(SYSTEM, "Three Rivers Integrated Care System", UnitKind.SYSTEM),
    UnitPlan(TRUST, "Alderbrook University Hospitals", UnitKind.TRUST, SYSTEM),
    UnitPlan(COMMUNITY_TRUST, "Fenwick Community Health", UnitKind.TRUST, SYSTEM),
    UnitPlan(MEDICINE, "Medicine and Older People", UnitKind.DIVISION, TRUST),
    UnitPlan(SURGERY, "Surgery and Critical Care", UnitKind.DIVISION, TRUST),
    UnitPlan(COMMUNITY, "Community Services", UnitKind.DIVISION, COMMUNITY_TRUST),
    UnitPlan("D1A-ED", "Emergency Department", UnitKind.WARD, MEDICINE),
    UnitPlan("D1A-AMU", "Acute Medical Unit", UnitKind.WARD, MEDICINE),
    UnitPlan("D1A-KIN", "Kingfisher Ward", UnitKind.WARD, MEDICINE),
    UnitPlan("D1A-HER", "Heron Ward", UnitKind.WARD, MEDICINE),
    UnitPlan("D1A-SWA", "Swallow Ward", UnitKind.WARD, MEDICINE),
    UnitPlan("D1A-OAK", "Oak Ward", UnitKind.WARD, SURGERY),
    UnitPlan("D1A-ELM", "Elm Ward", UnitKind.WARD, SURGERY),
    UnitPlan("D1A-CCU", "Critical Care Unit", UnitKind.WARD, SURGERY),
    UnitPlan("D2F-WIL", "Willow Ward", UnitKind.WARD, COMMUNITY),
    UnitPlan("D2F-BIR", "Birch Ward", UnitKind.WARD, COMMUNITY),
)

WARDS = tuple(unit.code for unit in UNITS if unit.kind is UnitKind.WARD)
# Wards with beds, where falls, pressure ulcers and the like are counted by bed days.
BEDDED = tuple(code for code in WARDS if code != "D1A-ED")
# Occupied bed days in a usual month.
BED_DAYS = {
    "D1A-AMU": 980, "D1A-KIN": 810, "D1A-HER": 790, "D1A-SWA": 760, "D1A-OAK": 720, "D1A-ELM": 690, "D1A-CCU": 420,
    "D2F-WIL": 640, "D2F-BIR": 560,
}  # fmt: skip
