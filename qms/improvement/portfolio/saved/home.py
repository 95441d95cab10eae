"""The saved filters on somebody's home page, each with the number of projects that it finds."""

from qms.golden_thread.strands import Section
from qms.improvement.portfolio.saved.presenters import links
from qms.improvement.portfolio.saved.queries import counts, kept_for
from qms.people.models import Person

ORDER = 47  # after a coach's caseload
MOST = 6


def sections(person: Person) -> list[Section]:
    """Their own filters; nothing for those who keep none. Three queries."""
    own = kept_for(person).own[:MOST]
    if not own:
        return []
    return [Section(ORDER, "improvement/portfolio/saved/home.html", {"saved": links(own, counts(own))})]
