"""What the demonstration's teams learned from each other: the falls bundle goes from ward to ward; months to look back on."""

import datetime as dt

from sqlalchemy import update

from qms.demo.patterns import month_before
from qms.demo.trust import Trust
from qms.golden_thread.documents import Outcome
from qms.improvement.learning.adopting.actions import adopt_project, note_origin
from qms.improvement.learning.adopting.bringing import CHARTER, IDEAS, MEASURES
from qms.improvement.learning.celebrating.actions import ask_for_mail
from qms.improvement.learning.library.keeping import rebuild
from qms.improvement.learning.library.models import LibraryEntry
from qms.kernel import clock
from qms.kernel.db import db

SWALLOW = "D1A-SWA"
KNOWN_SINCE = {"bundle": 150, "sepsis": 60}  # days ago; of the others it was first known last month


def spread_what_works(trust: Trust) -> None:
    """Heron Ward took Kingfisher's bundle over first; Swallow Ward does so now."""
    bundle, lead = trust.projects["bundle"], trust.people["swallow"]
    note_origin(trust.projects["heron"], origin=bundle, by=trust.people["heron"])
    with clock.standing_at(dt.datetime.combine(trust.today - dt.timedelta(days=31), dt.time(14), dt.UTC)):
        trust.projects["swallow-falls"], _ = adopt_project(
            bundle,
            title="Falls bundle comes to Swallow Ward",
            why="Four of our patients fell in September, three of them before they had been assessed.",
            unit=trust.units[SWALLOW],
            lead=lead,
            due_on=trust.today + dt.timedelta(days=150),
            bring=(CHARTER, MEASURES, IDEAS),
            by=lead,
        )
    ask_for_mail(by=trust.people["qi"])


def remember_when(trust: Trust) -> None:
    """Fill the library, and let it remember that what worked has been known for longer than today."""
    rebuild()
    last_month = month_before(trust.today, 1).replace(day=14)
    known = update(LibraryEntry).where(LibraryEntry.outcome == Outcome.WORKED)
    db.session.execute(known.values(outcome_since=last_month))
    for key, days_ago in KNOWN_SINCE.items():
        day = trust.today - dt.timedelta(days=days_ago)
        db.session.execute(known.where(LibraryEntry.project_id == trust.projects[key].id).values(outcome_since=day))
