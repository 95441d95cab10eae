"""`qms demo`: the demonstration trust, from nothing to a server."""

import click
from flask.cli import with_appcontext

from qms.commands.database import upgrade_database
from qms.commands.serving import serve_application
from qms.demo.load import load_demonstration
from qms.kernel import settings
from qms.kernel.application import this_application
from qms.kernel.db import db
from qms.organisation.queries import top_unit
from qms.people.demonstration import ACCOUNTS
from qms.people.passwords import DEMO_PASSWORD


@click.command()
@click.option("--no-serve", is_flag=True, help="Make the database and stop.")
@with_appcontext
def demo(no_serve: bool) -> None:
    """Make the demonstration trust where there is none yet, and serve it on this machine alone."""
    app = this_application()
    upgrade_database()
    if not settings.is_demonstration():
        if top_unit() is not None:
            raise click.ClickException(
                f"The instance {app.config['INSTANCE']} holds an organisation that is not the demonstration. "
                "Choose another folder: QMS_INSTANCE=./demo qms demo. To serve this one: qms serve."
            )
        click.echo("Making the demonstration trust …")
        load_demonstration()
        db.session.commit()
    db.session.remove()
    if no_serve:
        return
    click.echo(f"\nqms is at http://127.0.0.1:{app.config['PORT']}\n\nSign in with the password {DEMO_PASSWORD} as")
    for account in ACCOUNTS:
        click.echo(f"  {account.email:<22} {account.title}")
    click.echo("\nStop with Ctrl+C.")
    serve_application(app)
