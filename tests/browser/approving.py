"""A sponsor's word, where a test is about what comes after it."""

import re

from sqlalchemy import select

from qms.improvement.approvals.actions import answer, ask
from qms.improvement.projects.models import Approval, Project
from qms.kernel.db import db
from qms.people.models import Person
from tests.browser.serving import Server
from tests.browser.signing_in import BOARD


def sponsor_approves(server: Server, address: str) -> None:
    """The project at this address is put before somebody of the board, who approves it."""
    found = re.search(r"/projects/(\d+)", address)
    assert found, f"{address} is no project's"
    with server.app.app_context():
        project = db.session.get_one(Project, int(found[1]))
        sponsor = db.session.execute(select(Person).filter_by(email=BOARD)).scalar_one()
        ask(project, sponsor=sponsor, by=project.lead)
        answer(project, answer=Approval.APPROVED, reason="", by=sponsor)
        db.session.commit()
        db.session.remove()
