"""Coverage of training on a unit's own page: one line, with the way to the numbers behind it."""

from qms.golden_thread.strands import Section
from qms.improvement.capability.coverage.presenters import sentence
from qms.improvement.capability.coverage.queries import coverage, targets
from qms.improvement.capability.models import Tier
from qms.organisation.models import Unit
from qms.organisation.queries import within

ORDER = 45  # after the unit's projects
TIER = Tier.BRONZE


def sections(unit: Unit) -> list[Section]:
    """How many of the unit's staff, and of those below it, are trained in improvement. Nothing for a retired unit, nor where
    nobody has counted the staff or recorded a training."""
    if unit.retired:
        return []
    found = coverage(within(unit) or [unit], TIER)[unit.id]
    if found.staff is None and not found.outside:
        return []
    words = sentence(unit, found, targets([unit], TIER).get(unit.id), TIER)
    return [Section(ORDER, "improvement/capability/unit_page.html", {"unit": unit, "sentence": words})]
