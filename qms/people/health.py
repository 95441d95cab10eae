"""/healthz: whether this process and its database answer."""

from flask import Response
from sqlalchemy import text

from qms.kernel.db import db
from qms.people.access import public


@public
def healthz() -> Response:
    """Answer a load balancer, which asks without signing in."""
    db.session.execute(text("SELECT 1"))
    return Response("ok\n", mimetype="text/plain")
