"""`qms letters`: what waits to be mailed, and what could not be."""

import click
from flask.cli import with_appcontext

from qms.commands.database import reach_database
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.formats import count, moment
from qms.kernel.letters import actions, queries
from qms.kernel.letters.models import Letter, LetterState

LISTED_AT_MOST = 50


@click.command()
@click.option("--again", is_flag=True, help="Let the letters that were given up be tried from the beginning.")
@with_appcontext
def letters(again: bool) -> None:
    """Say how many letters wait, and of each that failed to whom, when and why. No letter's text is shown."""
    reach_database()
    if again:
        click.echo(f"{count(actions.try_again(), 'letter')} will be tried again.")
        db.session.commit()
    waiting, failed, given_up = queries.standing()
    click.echo(f"{count(waiting, 'letter')} waiting, {failed:,} of them after a failure; {given_up:,} given up.")
    for each in queries.unsent(most=LISTED_AT_MOST):
        click.echo(f"{_when(each)}  {each.to}  {each.subject}\n    {each.last_error}")


def _when(letter: Letter) -> str:
    queued = f"of {moment(letter.queued_at)}, {count(letter.attempts, 'try', 'tries')}"
    if letter.state is LetterState.GIVEN_UP or letter.next_try_at is None:
        return f"{queued}, given up"
    return f"{queued}, next {'now' if letter.next_try_at <= clock.now() else moment(letter.next_try_at)}"
