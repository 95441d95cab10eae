"""The projects on a unit's own page."""

from qms.golden_thread.objectives.breaks import may
from qms.golden_thread.strands import Section
from qms.improvement.projects import listing
from qms.improvement.projects.presenters import list_sentence
from qms.improvement.projects.rows import rows_of
from qms.kernel.paging import page_of
from qms.organisation.models import Unit
from qms.people.roles import Permission

ORDER, MOST = 40, 8


def sections(unit: Unit) -> list[Section]:
    """Projects that go on at the unit and below, those with the newest entry first."""
    filters = listing.Filters(unit=unit, stage=listing.ACTIVE)
    page = page_of(listing.statement(filters), size=MOST, number=1)
    context = {
        "unit": unit,
        "sentence": list_sentence(listing.totals(filters), listing.Filters()),
        "rows": rows_of(page.items),
        "may_start": may(Permission.RUN_PROJECTS, unit),
        "more": max(0, page.total - MOST),
    }
    return [Section(ORDER, "improvement/thread/unit_projects.html", context)]
