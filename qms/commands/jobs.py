"""`qms run-job`, `qms jobs` and `qms scheduler`."""

import fcntl
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy import text

from qms.commands.database import reach_database
from qms.kernel.application import this_application
from qms.kernel.db import db
from qms.schedule import JOBS, TIME_ZONE, Job

log = logging.getLogger(__name__)

# Any number will do, so long as every scheduler of this product asks for the same.
LOCK_NUMBER = 7_402_611
ASK_AGAIN_SECONDS = 1


def run(job: Job) -> str:
    """Run one job in the present application context and commit what it did; roll back and raise where it fails."""
    try:
        said = job.run()
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        db.session.remove()
    return said


@contextmanager
def only_scheduler() -> Iterator[bool]:
    """Whether this process holds the scheduler's lock, kept for the block: PostgreSQL's session lock, or a locked file."""
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            yield bool(connection.scalar(text("SELECT pg_try_advisory_lock(:number)"), {"number": LOCK_NUMBER}))
            connection.invalidate()  # the lock ends with the connection, so it must not go back to the pool
        return
    path = Path(current_app.config["INSTANCE"]) / "scheduler.lock"
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


@click.command("run-job")
@click.argument("name", type=click.Choice(sorted(JOBS)))
@with_appcontext
def run_job(name: str) -> None:
    """Run the job NAME now."""
    reach_database()
    click.echo(run(JOBS[name]))


@click.command("jobs")
def list_jobs() -> None:
    """List the jobs, with what each does."""
    for job in JOBS.values():
        click.echo(f"{job.name:<24} {job.sentence}")


@click.command()
@click.option(
    "--no-wait", is_flag=True, help="Stop with exit code 1 where another scheduler runs, instead of waiting to take over."
)
@with_appcontext
def scheduler(no_wait: bool) -> None:
    """Run the jobs by the clock. Exactly one scheduler works; others wait to take over should it stop."""
    reach_database()
    app = this_application()
    told = False
    while True:
        with only_scheduler() as alone:
            if alone:
                click.echo(f"The scheduler runs {len(JOBS)} jobs.")
                _run_by_the_clock(app)
                return
        if no_wait:
            raise click.ClickException("Another scheduler is running.")
        if not told:
            click.echo("Another scheduler is running; waiting to take over.")
            told = True
        time.sleep(ASK_AGAIN_SECONDS)


def _run_by_the_clock(app: Flask) -> None:
    clockwork = BlockingScheduler(timezone=TIME_ZONE)
    for job in JOBS.values():
        # A job missed while the machine slept runs once on waking; two runs of one job never overlap.
        trigger = CronTrigger(timezone=TIME_ZONE, **job.when)
        clockwork.add_job(_in_context, trigger, args=[app, job], id=job.name, coalesce=True, misfire_grace_time=3600)
    try:
        clockwork.start()
    except (KeyboardInterrupt, SystemExit):
        click.echo("The scheduler stops.")


def _in_context(app: Flask, job: Job) -> None:
    with app.app_context():
        try:
            log.info("%s: %s", job.name, run(job))
        except Exception:
            # One failing job must not stop the others; the log holds the reason.
            log.exception("The job %s failed.", job.name)
