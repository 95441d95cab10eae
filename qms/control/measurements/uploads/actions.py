"""Writes of uploads: received, mapped, stored or discarded."""

import hashlib
from contextlib import suppress

from qms.control.measurements.importing import Imported, import_table
from qms.control.measurements.models import ColumnMapping, Upload, UploadState
from qms.control.measurements.uploads import keeping, queries
from qms.control.measurements.uploads.choosing import Chosen
from qms.control.measurements.uploads.opening import read_bytes, table_of
from qms.control.measurements.uploads.reviewing import Review, review
from qms.kernel import audit, clock
from qms.kernel.audit import Author
from qms.kernel.db import db
from qms.kernel.uploads import FormulaError, TableError, fingerprint
from qms.people.models import Person
from qms.people.roles import Permission

RECEIVED = audit.declare("upload.received", "filename", "source")
STORED = audit.declare("upload.stored", "new", "changed", "same", "units_made", "metrics_made")
DISCARDED = audit.declare("upload.discarded", "errors")

SERIES_REMEMBERED = 60
"""Touched charts kept with an upload for its page, those of concern first; the rest are in the summary table."""


def receive(*, filename: str, data: bytes, pasted: bool, source: str, by: Person) -> Upload:
    """Keep a file or pasted text until its last button; its columns are read as last time where the source is known.

    Raises TableError where there is no table in it: nothing is kept then."""
    table = read_bytes(data, filename=filename, pasted=pasted)
    known = queries.remembered(fingerprint(table.columns), source)
    upload = Upload(
        filename=filename[:255],
        sha256=hashlib.sha256(data).hexdigest(),
        source=source,
        by_id=by.id,
        pasted=pasted,
        kept_as=keeping.keep(data),
    )
    db.session.add(upload)
    db.session.flush()
    if known:
        # What was fine for last month's file may not be for this one: then its columns are asked for again.
        with suppress(TableError, FormulaError):
            choose(upload=upload, chosen=Chosen(**known.mapping, remembered=True), by=by)
    audit.record(RECEIVED, by=by, subject_id=upload.id, filename=upload.filename, source=source)
    return upload


def choose(*, upload: Upload, chosen: Chosen, by: Person) -> Review:
    """Keep how the upload is to be read, with what it would do then.

    Raises TableError and FormulaError where it can't be read so."""
    seen = review(table_of(upload, chosen.sheet), chosen, by=by, filename=upload.filename)
    upload.mapping = chosen.as_json()
    counts = seen.counts
    upload.new, upload.changed, upload.same, upload.errors = counts.new, counts.changed, counts.same, len(seen.errors)
    db.session.flush()
    return seen


def store_upload(*, upload: Upload, reason: str, by: Person) -> Imported:
    """Store the upload whole, or nothing where it has errors; remember how its columns were read.

    Raises what `import_table` raises; the caller then rolls back."""
    chosen = Chosen.of(upload.mapping)
    table = table_of(upload, chosen.sheet)
    seen = review(table, chosen, by=by, filename=upload.filename)
    imported = import_table(
        table,
        chosen.columns,
        by=by,
        derived=chosen.derived,
        constants=chosen.constants,
        only_within=by.units_where(Permission.UPLOAD_MEASUREMENTS),
        create_under=seen.under,
        guess=chosen.guess(upload.filename),
        allow_lookalikes=chosen.lookalikes,
        upload=upload,
        reason=reason or f"Uploaded from {upload.filename}",
    )
    if not len(imported.errors):
        _finish(upload, imported, fingerprint(table.columns), chosen, by=by)
    return imported


def _finish(upload: Upload, imported: Imported, print_: str, chosen: Chosen, *, by: Person) -> None:
    stored, made = imported.stored, imported.made
    upload.state = UploadState.STORED
    upload.new, upload.changed, upload.same, upload.errors = stored.new, stored.changed, stored.same, 0
    upload.mapping = chosen.as_json() | {
        "made": [len(made.units), len(made.metrics)],
        "touched": len(stored.series_ids),
        "series": queries.worst_first(stored.series_ids)[:SERIES_REMEMBERED],
    }
    _remember(print_, upload.source, chosen, by=by)
    _let_go(upload)
    audit.record(
        STORED, by=by, subject_id=upload.id, new=stored.new, changed=stored.changed, same=stored.same,
        units_made=len(made.units), metrics_made=len(made.metrics),
    )  # fmt: skip
    db.session.flush()


def _remember(print_: str, source: str, chosen: Chosen, *, by: Author) -> None:
    known = queries.remembered(print_, source)
    known = known or ColumnMapping(fingerprint=print_, source=source)
    known.mapping, known.used_at, known.by_id = chosen.reading, clock.now(), by.id
    db.session.add(known)


def discard_upload(*, upload: Upload, by: Author) -> None:
    """Let an upload go without storing anything of it."""
    upload.state = UploadState.REFUSED
    _let_go(upload)
    audit.record(DISCARDED, by=by, subject_id=upload.id, errors=upload.errors)
    db.session.flush()


def _let_go(upload: Upload) -> None:
    if upload.kept_as:
        keeping.drop_after_commit(upload.kept_as)
    upload.kept_as = ""
