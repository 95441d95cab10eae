"""Tables of this noun as files."""

from collections.abc import Iterable, Sequence

from flask import Response

from qms.kernel.uploads import safe_csv, xlsx_bytes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_file(name: str, columns: Sequence[str], rows: Iterable[Iterable[object]], kind: str) -> Response:
    """The rows as `name`.csv or `name`.xlsx for download."""
    content: str | bytes
    if kind == "xlsx":
        content, mimetype = xlsx_bytes({name: (columns, rows)}), XLSX
    else:
        content, mimetype = safe_csv(rows, columns, bom=True), "text/csv"
    return Response(content, mimetype=mimetype, headers={"Content-Disposition": f'attachment; filename="{name}.{kind}"'})
