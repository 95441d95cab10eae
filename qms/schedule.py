"""The jobs: id, cadence and function, in one table. Only `qms scheduler` runs them by the clock."""

from collections.abc import Callable
from dataclasses import dataclass

from qms.control.charts.jobs import recheck_readings
from qms.control.cusums.jobs import update_cusums
from qms.control.measurements.jobs import remind_of_late_data, tidy_uploads
from qms.control.signals.jobs import send_signal_digests
from qms.improvement.capability.imports.jobs import tidy_training_imports
from qms.improvement.capability.refreshers.jobs import remind_of_refreshers
from qms.improvement.collaboratives.calendar.jobs import remind_of_sessions
from qms.improvement.conversation.jobs import send_notices
from qms.improvement.evidence.jobs import mend_findings, recheck_findings
from qms.improvement.files.jobs import sweep_project_files
from qms.improvement.impact.agreed.jobs import remind_of_agreed_actions
from qms.improvement.impact.attached.jobs import sweep_impact_files
from qms.improvement.learning.celebrating.jobs import send_round_ups
from qms.improvement.learning.library.jobs import rebuild_library
from qms.improvement.watches.jobs import check_control_watches
from qms.improvement.work.jobs import remind_of_tasks
from qms.kernel.clock import ZONE
from qms.kernel.letters.jobs import send_letters

TIME_ZONE = ZONE  # the hours below are those on the hospital's wall, in summer too


@dataclass(frozen=True)
class Job:
    """A plain function that says in a sentence what it did; `when` are the fields of a cron trigger."""

    name: str
    sentence: str
    when: dict[str, str | int]
    run: Callable[[], str]


JOBS = {
    job.name: job
    for job in (
        Job(
            "letters",
            "Send, every five minutes, the letters that wait; what fails is tried again, and given up after three days.",
            {"minute": "*/5"},
            send_letters,
        ),
        Job(
            "recheck-readings",
            "Check every night that readings match a fresh analysis, and repair those that do not.",
            {"hour": 2, "minute": 15},
            recheck_readings,
        ),
        Job(
            "recheck-findings",
            "Check every night that what is kept of projects' charts is what the charts say.",
            {"hour": 2, "minute": 35},
            recheck_findings,
        ),
        Job(
            "mend-findings",
            "See every ten minutes to what projects' charts say where nothing is kept of it yet.",
            {"minute": "*/10"},
            mend_findings,
        ),
        Job(
            "control-watches",
            "See every night whether the gains of finished projects hold, and tell the team once where one slipped.",
            {"hour": 2, "minute": 50},
            check_control_watches,
        ),
        Job(
            "session-reminders",
            "Tell the leads of teams each morning, ten days before, of a session or a call of their collaborative.",
            {"hour": 7, "minute": 10},
            remind_of_sessions,
        ),
        Job(
            "project-notices",
            "Mail everybody each morning, in one mail, what is new on the projects that they follow.",
            {"hour": 7, "minute": 20},
            send_notices,
        ),
        Job(
            "task-reminders",
            "Mail everybody on Monday morning the tasks of theirs that are overdue or due this week.",
            {"hour": 7, "minute": 40, "day_of_week": "mon"},
            remind_of_tasks,
        ),
        Job(
            "agreed-action-reminders",
            "Mail everybody once of each action that they agreed to in a meeting, a week before its day.",
            {"hour": 7, "minute": 30},
            remind_of_agreed_actions,
        ),
        Job(
            "refresher-reminders",
            "Mail everybody once, 60 days before, and once when a training of theirs has run out.",
            {"hour": 7, "minute": 50},
            remind_of_refreshers,
        ),
        Job(
            "sweep-project-files",
            "Remove every night the bytes of project files that no project knows.",
            {"hour": 3, "minute": 50},
            sweep_project_files,
        ),
        Job(
            "sweep-impact-files",
            "Remove every night the bytes of files of the impact log that no entry knows.",
            {"hour": 3, "minute": 55},
            sweep_impact_files,
        ),
        Job(
            "rebuild-library",
            "Bring the library of what was tried up to date every night with what was written in bulk.",
            {"hour": 2, "minute": 50},
            rebuild_library,
        ),
        Job(
            "round-up",
            "Mail last month's round-up on the second of the month to those who asked for it.",
            {"hour": 7, "minute": 15, "day": 2},
            send_round_ups,
        ),
        Job(
            "late-data-reminders",
            "Tell the owner of a metric, once a period, that measurements are late.",
            {"hour": 8, "minute": 0, "day_of_week": "mon-fri"},
            remind_of_late_data,
        ),
        Job(
            "tidy-uploads",
            "Let go every night of uploads that have waited for a week, with their files.",
            {"hour": 3, "minute": 30},
            tidy_uploads,
        ),
        Job(
            "tidy-training-imports",
            "Let go every night of files of training records that have waited for a week.",
            {"hour": 3, "minute": 40},
            tidy_training_imports,
        ),
        Job(
            "signal-digest",
            "Send ward managers their unanswered signals on Monday morning.",
            {"hour": 7, "minute": 0, "day_of_week": "mon"},
            send_signal_digests,
        ),
        Job(
            "update-cusums",
            "Bring sequences of cases up to date on the first of the month, and mail their owners the limits reached.",
            {"hour": 6, "minute": 30, "day": 1},
            update_cusums,
        ),
    )
}
