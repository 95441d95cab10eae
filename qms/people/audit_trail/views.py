"""The page of the audit trail."""

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue

from qms.kernel.paging import page_of
from qms.people.access import needs
from qms.people.audit_trail import presenters, queries
from qms.people.roles import Permission


def add_routes(app: Flask) -> None:
    """Add the page."""
    app.add_url_rule("/audit", view_func=audit)


@needs(Permission.ADMINISTER)
def audit() -> ResponseReturnValue:
    """Who did what, newest first."""
    who, subject = request.args.get("who", ""), request.args.get("subject", "")
    subject_id = request.args.get("subject_id", type=int)
    page = page_of(queries.events(who=who, subject=subject, subject_id=subject_id))
    names = queries.names(page.items)
    return render_template(
        "people/audit_trail/audit.html",
        page=page,
        lines=[presenters.line(event, names) for event in page.items],
        subjects=presenters.subjects(),
        who=who,
        subject=subject,
        subject_id=subject_id,
    )
