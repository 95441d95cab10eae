"""Makes programmes, trained people and files for the tests of capability, in as few words as they can be said."""

import datetime as dt
import io
from typing import Any

from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from qms.improvement.capability.learners.actions import add_learner
from qms.improvement.capability.models import Learner, Programme, Tier
from qms.improvement.capability.programmes.actions import make_programme
from qms.improvement.capability.trainings.actions import record_training
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.queries import system_account
from tests.page_client import PageClient

DAY = dt.date(2026, 3, 2)
NEW = "/improvement/capability/imports/new"


def programme(name: str = "Bronze day", tier: Tier = Tier.BRONZE, **more: Any) -> Programme:
    """A programme, committed; without a refresher unless told otherwise."""
    made = make_programme(name=name, tier=tier, by=system_account(), **more)
    db.session.commit()
    return made


def trained(
    unit: Unit,
    *programmes: Programme,
    name: str = "Eve Hart",
    on: dt.date = DAY,
    person: Person | None = None,
    email: str = "",
) -> Learner:
    """Somebody who works at the unit and completed the programmes, committed."""
    by = system_account()
    learner = add_learner(name=name, email=email, person_id=person.id if person else None, unit=unit, since=on, by=by)
    for each in programmes:
        record_training(learner, programme=each, completed_on=on, by=by)
    db.session.commit()
    return learner


def bring(client: PageClient, text: str, name: str = "export.csv") -> str:
    """Bring a file in; returns the address of its page."""
    answer = brought(client, text, name)
    assert answer.status_code == 303, answer.text
    return answer.location


def brought(client: PageClient, text: str, name: str = "export.csv") -> TestResponse:
    """Choose the file and continue."""
    client.get(NEW)
    data = {"csrf_token": client.token, "file": FileStorage(io.BytesIO(text.encode()), name)}
    return client.post(NEW, data=data, content_type="multipart/form-data")


def previewed(client: PageClient, text: str, **columns: str) -> tuple[str, str]:
    """(the file's address, its preview) with these columns said."""
    url = bring(client, text)
    answer = client.submit(f"{url}/columns", columns)
    assert answer.status_code == 303, answer.text
    return url, client.get(url).text
