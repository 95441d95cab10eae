"""`qms serve`: the production server."""

import os
from typing import Any

import click
from flask import Flask
from flask.cli import with_appcontext
from gunicorn.app.base import BaseApplication

from qms.commands.checking import problems
from qms.commands.database import reach_database
from qms.kernel.application import this_application
from qms.kernel.db import db

THREADS = 8


class Server(BaseApplication):
    """Gunicorn around the application, with our settings instead of its command line."""

    def __init__(self, app: Flask, options: dict[str, Any]) -> None:
        self.app, self.options = app, options
        super().__init__()

    def load_config(self) -> None:
        """Hand gunicorn our settings."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application that each worker serves."""
        return self.app


def serve_application(app: Flask, *, host: str = "127.0.0.1") -> None:
    """Serve until stopped: one process with threads on SQLite, which has one writer; else a process a core and one more."""
    embedded = db.engine.dialect.name == "sqlite"
    # This process waits while its workers serve: a transaction left open by its checks would keep SQLite's one write lock.
    db.session.remove()
    db.engine.dispose()  # workers open connections of their own
    options = {
        "bind": f"{host}:{app.config['PORT']}",
        "worker_class": "gthread",
        "workers": 1 if embedded else (os.cpu_count() or 1) + 1,
        "threads": THREADS,
        "timeout": 120,
        "graceful_timeout": 20,
        "accesslog": None,
        "loglevel": "warning",
        "control_socket_disable": True,
    }
    Server(app, options).run()


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@with_appcontext
def serve(host: str) -> None:
    """Serve qms at http://HOST:PORT with gunicorn. Put a web server with TLS in front of it."""
    reach_database()
    if found := problems():
        raise click.ClickException("\n".join(["qms cannot serve:", *(f"- {each}" for each in found)]))
    app = this_application()
    click.echo(f"qms is at http://{host}:{app.config['PORT']}")
    serve_application(app, host=host)
