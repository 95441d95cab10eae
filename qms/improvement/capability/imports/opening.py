"""A waiting file's bytes as a table again, at every step."""

from qms.improvement.capability.models import TrainingImport
from qms.kernel.uploads import Table, TableError, read_paste, read_table

MAX_BYTES = 5_000_000
MAX_ROWS = 50_000


def read_bytes(data: bytes, *, filename: str, pasted: bool, sheet: str | None = None) -> Table:
    """The table in the bytes. Raises TableError."""
    if pasted:
        if len(data) > MAX_BYTES:
            raise TableError("The pasted table is too long.", "Bring it in as a file, in parts.")
        table = read_paste(data.decode(), max_rows=MAX_ROWS)
        table.filename = filename
        return table
    return read_table(data, filename=filename, sheet=sheet or None, max_bytes=MAX_BYTES, max_rows=MAX_ROWS)


def table_of(found: TrainingImport, sheet: str | None = None) -> Table:
    """The file's table. Raises TableError where the file is gone or has no such sheet."""
    if found.content is None:
        raise TableError("The file is no longer here.", "Bring it in again: nothing of it was stored.")
    return read_bytes(found.content, filename=found.filename, pasted=found.pasted, sheet=sheet)
