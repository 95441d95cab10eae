"""What the demonstration's teams mean to do, keep and say: tasks, milestones, risks, files and comments."""

import datetime as dt
from contextlib import AbstractContextManager

from sqlalchemy import select, update

from qms.demo.project_pictures import AUDIT, bundle_card, turning_clock
from qms.demo.trust import Trust
from qms.improvement.conversation.actions import add_comment, follow
from qms.improvement.conversation.models import Notice
from qms.improvement.files.actions import add_file
from qms.improvement.files.preparing import prepare
from qms.improvement.projects.models import LogEntry
from qms.improvement.work.milestone_actions import add_milestone, edit_milestone
from qms.improvement.work.risk_actions import add_risk, close_risk
from qms.improvement.work.task_actions import add_task, finish_task
from qms.kernel import clock
from qms.kernel.db import db

# (project, what, owner or None, given so many days ago, due in so many days or None, done so many days ago or None)
TASKS: tuple[tuple[str, str, str | None, int, int | None, int | None], ...] = (
    ("bundle", "Count falls alarms in every bay and order what is missing", "ward", 20, -4, None),
    ("bundle", "Put the bundle into the induction folder for bank staff", "qi", 12, 3, None),
    ("bundle", "Ask pharmacy to mark medicines that make people dizzy", "pharmacist", 9, 12, None),
    ("bundle", "Thank the night staff at their next meeting", None, 6, None, None),
    ("bundle", "Audit 20 sets of notes", "physio", 30, -8, 6),
    ("bundle", "Show Swallow Ward the checklists", "qi", 45, -34, 35),
    ("heron", "Add the bundle to the induction sheet", "heron", 24, 6, None),
    ("skin-oak", "Set all six clocks right on the first night shift", "physio", 19, -15, 16),
    ("skin-oak", "Ask night staff what stops them from turning on time", "tissue", 8, 5, None),
)
# (project, title, due in so many days, reached so many days ago or None)
MILESTONES: tuple[tuple[str, str, int, int | None], ...] = (
    ("bundle", "Every new patient assessed at handover", -352, 350),
    ("bundle", "Bundle on the whole ward", -330, 330),
    ("bundle", "Six months below the old average", -170, 180),
    ("bundle", "A second set of falls alarms in all bays", -12, None),
    ("bundle", "Bundle in the induction of bank staff", 24, None),
    ("bundle", "Sustained for a year", 100, None),
    ("skin-oak", "Clocks above all beds of bay one", -22, 20),
    ("skin-oak", "Bays two and three", 45, None),
)
# (project, what, likelihood, effect, response, owner, review in so many days, closed so many days ago or None)
RISKS: tuple[tuple[str, str, int, int, str, str, int, int | None], ...] = (
    (
        "bundle",
        "Bank staff on nights do not know the bundle",
        4,
        3,
        "A card at each bay, and the induction folder.",
        "ward",
        -2,
        None,
    ),
    (
        "bundle",
        "Alarms ring so often that nobody listens",
        2,
        3,
        "Alarms only for those who need them, looked at daily.",
        "qi",
        30,
        None,
    ),
    ("bundle", "Assessments take time from care", 3, 2, "Done at handover: no extra time.", "qi", -300, 350),
    ("skin-oak", "Turning wakes patients who sleep badly", 3, 3, "Ask each patient; lights stay off.", "physio", 9, None),
)


def fill_projects(trust: Trust) -> None:
    """Each on the day on which it would have happened; what is older than the last days has been read."""
    _plan(trust)
    _keep(trust)
    with _days_ago(trust, 5):
        db.session.execute(update(Notice).values(read_at=clock.now(), mailed_at=clock.now()))
    _talk(trust)


def _plan(trust: Trust) -> None:
    for key, what, owner, given, due, done in TASKS:
        project = trust.projects[key]
        with _days_ago(trust, given):
            task = add_task(
                project, what=what, owner=trust.people[owner] if owner else None, due_on=_day(trust, due), by=project.lead
            )
        if done is not None:
            with _days_ago(trust, done):
                finish_task(task, by=trust.people[owner] if owner else project.lead)
    for key, title, due, reached in MILESTONES:
        project = trust.projects[key]
        day = trust.today + dt.timedelta(days=due)
        milestone = add_milestone(project, title=title, due_on=day, by=project.lead)
        if reached is not None:
            on = trust.today - dt.timedelta(days=reached)
            edit_milestone(milestone, title=title, due_on=day, reached_on=on, by=project.lead)
    for key, what, likelihood, effect, response, owner, review, closed in RISKS:
        project = trust.projects[key]
        risk = add_risk(
            project, what=what, likelihood=likelihood, effect=effect, response=response, owner=trust.people[owner],
            review_on=_day(trust, review), by=project.lead,
        )  # fmt: skip
        if closed is not None:
            with _days_ago(trust, closed):
                close_risk(risk, by=project.lead)


def _keep(trust: Trust) -> None:
    """A card and an audit at the falls bundle, a picture with an entry about the clocks."""
    bundle, skin = trust.projects["bundle"], trust.projects["skin-oak"]
    with _days_ago(trust, 60):
        card = prepare("Falls bundle card.png", bundle_card())
        add_file(bundle, prepared=card, about="The card at each bay: the four parts of the bundle", by=bundle.lead)
    with _days_ago(trust, 6):
        audit = prepare("Audit of 20 notes.csv", AUDIT.encode())
        add_file(bundle, prepared=audit, about="Assessed within six hours, by shift", by=bundle.lead)
    entry = db.session.execute(
        select(LogEntry).where(LogEntry.project_id == skin.id, LogEntry.text.startswith("Clocks above"))
    ).scalar_one_or_none()
    with _days_ago(trust, 20):
        clock_face = prepare("Turning clock.png", turning_clock())
        add_file(skin, prepared=clock_face, about="A turning clock: left at two, back at four", entry=entry, by=skin.lead)


def _talk(trust: Trust) -> None:
    """Oak asks Kingfisher about the nights; the coach and the ward answer."""
    people, bundle, skin = trust.people, trust.projects["bundle"], trust.projects["skin-oak"]
    follow(bundle, by=people["swallow"])
    follow(bundle, by=people["medicine"])
    with _days_ago(trust, 4):
        asked = add_comment(
            bundle, text="How did you win the night staff over? Ours say they have no time.", by=people["oak"]
        )
    with _days_ago(trust, 3):
        answer = "They chose the bay themselves. Come on a Tuesday night and ask them."
        add_comment(bundle, text=answer, reply_to=asked, by=people["ward"])
        worth = f"@{bundle.lead.name}, that is worth a line in the log: others will ask the same."
        add_comment(bundle, text=worth, mentioned=[bundle.lead], reply_to=asked, by=people["coach"])
    with _days_ago(trust, 2):
        add_comment(skin, text="The electronic board could show the time of the next turn.", by=people["coach"])


def _day(trust: Trust, days: int | None) -> dt.date | None:
    return None if days is None else trust.today + dt.timedelta(days=days)


def _days_ago(trust: Trust, days: int) -> AbstractContextManager[None]:
    return clock.standing_at(dt.datetime.combine(trust.today - dt.timedelta(days=days), dt.time(14, 20), dt.UTC))
