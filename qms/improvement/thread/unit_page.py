"""The projects on a unit's own page."""

from qms.golden_thread.objectives.breaks import may
from qms.golden_thread.strands import Section
from qms.improvement.portfolio.filters import ACTIVE, Filters
from qms.improvement.portfolio.presenters import active_words
from qms.improvement.portfolio.queries import statement, totals
from qms.improvement.projects.rows import rows_of
from qms.improvement.watches.presenters import watches_sentence
from qms.kernel.paging import page_of
from qms.organisation.models import Unit
from qms.people.roles import Permission

ORDER, MOST = 40, 8


def sections(unit: Unit) -> list[Section]:
    """Projects that go on at the unit and below, those with the newest entry first."""
    filters = Filters(unit=unit, stage=ACTIVE)
    page = page_of(statement(filters), size=MOST, number=1)
    context = {
        "unit": unit,
        "said": active_words(totals(filters)),
        "rows": rows_of(page.items),
        "may_start": may(Permission.RUN_PROJECTS, unit),
        "more": max(0, page.total - MOST),
        "watches": watches_sentence(unit),
    }
    return [Section(ORDER, "improvement/thread/unit_projects.html", context)]
