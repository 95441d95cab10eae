"""Uploads that nobody finished, let go after a week."""

import datetime as dt

from sqlalchemy import select

from qms.control.measurements.models import Upload, UploadState
from qms.control.measurements.uploads import keeping
from qms.control.measurements.uploads.actions import discard_upload
from qms.kernel import clock
from qms.kernel.audit import Author
from qms.kernel.db import db

KEPT_FOR = dt.timedelta(days=7)


def let_go_of_old(*, by: Author) -> tuple[int, int]:
    """(uploads let go, stray files removed). A stray file belongs to an upload that was never committed."""
    before = clock.now() - KEPT_FOR
    waiting = select(Upload).where(Upload.state == UploadState.MAPPING, Upload.created_at < before)
    old = list(db.session.execute(waiting).scalars())
    for upload in old:
        discard_upload(upload=upload, by=by)
    known = set(db.session.execute(select(Upload.kept_as).where(Upload.kept_as != "")).scalars())
    gone = {each.kept_as for each in old}
    return len(old), keeping.drop_unknown(known | gone, before=before.timestamp())
