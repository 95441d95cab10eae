"""Bytes or pasted text to columns of values, with every error said in the words of the person's spreadsheet.

`read_table` or `read_paste` gives a Table; `guess_mapping` and `apply_mapping` give its fields; the column
parsers give values and row errors. Nothing here knows what the table is about.
"""

from qms.kernel.uploads.arithmetic import FormulaError
from qms.kernel.uploads.errors import FieldError, RowError, RowErrors, TableError
from qms.kernel.uploads.export import safe_csv, stream_csv, xlsx_bytes
from qms.kernel.uploads.fields import (
    parse_number,
    parse_number_column,
    parse_period,
    parse_period_column,
    parse_text_column,
)
from qms.kernel.uploads.mapping import Mapped, apply_mapping, fingerprint, guess_mapping
from qms.kernel.uploads.reading import read_paste, read_table
from qms.kernel.uploads.table import Table

__all__ = [
    "FieldError",
    "FormulaError",
    "Mapped",
    "RowError",
    "RowErrors",
    "Table",
    "TableError",
    "apply_mapping",
    "fingerprint",
    "guess_mapping",
    "parse_number",
    "parse_number_column",
    "parse_period",
    "parse_period_column",
    "parse_text_column",
    "read_paste",
    "read_table",
    "safe_csv",
    "stream_csv",
    "xlsx_bytes",
]
