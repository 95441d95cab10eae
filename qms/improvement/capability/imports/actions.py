"""Writes of files on their way in: received, mapped, stored or discarded."""

import hashlib
from contextlib import suppress

from qms.improvement.capability.imports import queries
from qms.improvement.capability.imports.choosing import Chosen
from qms.improvement.capability.imports.opening import read_bytes, table_of
from qms.improvement.capability.imports.reviewing import Review, review
from qms.improvement.capability.imports.storing import store
from qms.improvement.capability.models import ImportState, TrainingColumns, TrainingImport
from qms.kernel import audit, clock
from qms.kernel.audit import Author
from qms.kernel.db import db
from qms.kernel.uploads import TableError, fingerprint
from qms.people.models import Person

RECEIVED = audit.declare("training-import.received", "filename")
STORED = audit.declare("training-import.stored", "new", "same", "people", "moved", "programmes_made", "lookalikes")
DISCARDED = audit.declare("training-import.discarded", "errors")


def receive(*, filename: str, data: bytes, pasted: bool, by: Person) -> TrainingImport:
    """Keep a file or pasted text until its last button; its columns are read as last time where they are known.

    Raises TableError where there is no table in it: nothing is kept then."""
    table = read_bytes(data, filename=filename, pasted=pasted)
    found = TrainingImport(
        filename=filename[:255], sha256=hashlib.sha256(data).hexdigest(), by_id=by.id, pasted=pasted, content=data
    )
    db.session.add(found)
    db.session.flush()
    known = Chosen.of({**queries.remembered_reading(fingerprint(table.columns)), "remembered": True})
    if known.is_mapped:
        # What was fine for the last file may not be for this one: then its columns are asked for again.
        with suppress(TableError):
            choose(found, chosen=known, by=by)
    audit.record(RECEIVED, by=by, subject_id=found.id, filename=found.filename)
    return found


def choose(found: TrainingImport, *, chosen: Chosen, by: Person) -> Review:
    """Keep how the file is to be read, with what it would do then. Raises TableError where it can't be read so."""
    seen = review(table_of(found, chosen.sheet), chosen, by=by)
    found.mapping = chosen.as_json()
    found.new, found.same, found.errors = len(seen.new), seen.same, len(seen.errors)
    found.people, found.moved = len(seen.people), len(seen.moves) if chosen.move else 0
    db.session.flush()
    return seen


def store_import(found: TrainingImport, *, by: Person) -> Review:
    """Store the file whole, or nothing where it has errors; remember how its columns were read. Raises TableError."""
    chosen = Chosen.of(found.mapping)
    table = table_of(found, chosen.sheet)
    seen = review(table, chosen, by=by)
    if len(seen.errors):
        return seen
    written = store(seen, chosen, by=by)
    found.state, found.content = ImportState.STORED, None
    found.new, found.same, found.errors = written.new, seen.same, 0
    found.people, found.moved = written.people, written.moved
    _remember(fingerprint(table.columns), chosen, by=by)
    audit.record(
        STORED, by=by, subject_id=found.id, new=written.new, same=seen.same, people=written.people, moved=written.moved,
        programmes_made=written.programmes, lookalikes=seen.lookalikes if chosen.lookalikes else 0,
    )  # fmt: skip
    db.session.flush()
    return seen


def discard(found: TrainingImport, *, by: Author) -> None:
    """Let a file go without storing anything of it."""
    found.state, found.content = ImportState.DISCARDED, None
    audit.record(DISCARDED, by=by, subject_id=found.id, errors=found.errors)
    db.session.flush()


def _remember(print_: str, chosen: Chosen, *, by: Author) -> None:
    known = queries.remembered(print_) or TrainingColumns(fingerprint=print_)
    known.mapping, known.used_at, known.by_id = chosen.reading, clock.now(), by.id
    db.session.add(known)
