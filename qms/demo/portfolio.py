"""What people of the demonstration keep of the portfolio: saved filters, and a coach's contacts."""

import datetime as dt

from qms.demo.trust import Trust
from qms.demo.units import MEDICINE
from qms.improvement.portfolio.contacts.actions import note_contact
from qms.improvement.portfolio.saved.actions import edit_filter, save_filter
from qms.improvement.portfolio.saved.models import Sharing
from qms.improvement.projects.models import ENDED

DAYS_AGO = (3, 9, 16, 34, 45)


def keep_lists(trust: Trust) -> None:
    """The ward's own list first; one of the coach's that everybody finds, and one that the division finds."""
    ward, coach = trust.people["ward"], trust.people["coach"]
    unit = trust.units["D1A-KIN"]
    save_filter(name="Projects of our ward", view="table", query={"unit": str(unit.id), "stage": "active"}, by=ward)
    save_filter(name="My caseload by stage", view="board", query={"coach": "me", "stage": "active"}, by=coach)
    stalled = save_filter(name="Stalled, oldest first", view="table", query={"lacks": "entry", "sort": "entry"}, by=coach)
    edit_filter(stalled, name=stalled.name, sharing=Sharing.EVERYBODY, unit=None, opens_first=False, by=coach)
    medicine = trust.units[MEDICINE]
    query = {"unit": str(medicine.id), "lacks": "data"}
    without = save_filter(name="Medicine: projects without data", view="table", query=query, by=coach)
    edit_filter(without, name=without.name, sharing=Sharing.UNIT, unit=medicine, opens_first=False, by=coach)
    _note_contacts(trust)


def _note_contacts(trust: Trust) -> None:
    """Every other project that the coach helps has been asked after, some of them a while ago."""
    coach = trust.people["coach"]
    coached = [each for each in trust.projects.values() if each.coach_id == coach.id and each.stage not in ENDED]
    for days, project in zip(DAYS_AGO, coached[::2], strict=False):
        note_contact(project, on_day=trust.today - dt.timedelta(days=days), by=coach)
