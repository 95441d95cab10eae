"""Excel and OpenDocument workbooks to rows of cells."""

from __future__ import annotations

import io

import python_calamine as calamine

from qms.kernel.uploads.archive import check_archive
from qms.kernel.uploads.errors import TableError
from qms.kernel.uploads.kinds import broken_workbook
from qms.kernel.uploads.table import Cells


class Workbook:
    """An opened workbook. Raises TableError when it is broken, protected or too big once unpacked."""

    def __init__(self, data: bytes, kind: str) -> None:
        if kind != "xls":
            check_archive(data, kind)
        try:
            self._book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        except calamine.PasswordError as error:
            raise TableError(
                "This workbook is protected by a password.",
                "Take the password off, or save the table as CSV.",
            ) from error
        except BaseException as error:
            raise _broken(error) from error
        self.sheet_names: list[str] = list(self._book.sheet_names)

    def visible_first(self) -> list[str]:
        """Sheet names to try in turn: those a person can see, then the hidden ones."""
        hidden = {sheet.name for sheet in self._book.sheets_metadata if sheet.visible != calamine.SheetVisibleEnum.Visible}
        return sorted(self.sheet_names, key=lambda name: name in hidden)

    def rows(self, sheet: str) -> list[Cells]:
        """All rows of a sheet from A1, as wide as its widest. A cell that shows an Excel error is blank."""
        if sheet not in self.sheet_names:
            raise TableError(
                f"There is no sheet '{sheet}' in this workbook.",
                f"Its sheets are {', '.join(self.sheet_names)}.",
            )
        try:
            # By default the reader leaves out empty rows before the table: row numbers would be wrong.
            return self._book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)  # type: ignore[return-value]
        except BaseException as error:
            raise _broken(error) from error


def _broken(error: BaseException) -> TableError:
    """What to say of a reader's error. Its panics on damaged files are no `Exception`; interrupts are passed on."""
    if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
        raise error
    return broken_workbook()
