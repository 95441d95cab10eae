"""An upload's bytes as a table again, at every step: nothing but the file itself is kept between the steps."""

from qms.control.measurements.models import Upload
from qms.control.measurements.uploads import keeping
from qms.kernel.uploads import Table, read_paste, read_table


def read_bytes(data: bytes, *, filename: str, pasted: bool, sheet: str | None = None) -> Table:
    """The table in the bytes. Raises TableError."""
    if pasted:
        table = read_paste(data.decode())
        table.filename = filename
        return table
    return read_table(data, filename=filename, sheet=sheet or None)


def table_of(upload: Upload, sheet: str | None = None) -> Table:
    """The upload's table. Raises TableError where the file is gone or has no such sheet."""
    return read_bytes(keeping.read(upload.kept_as), filename=upload.filename, pasted=upload.pasted, sheet=sheet)
