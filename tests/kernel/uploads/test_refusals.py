"""Files that are not tables, are empty, broken, protected or dangerous: each is refused in words."""

import io
import struct
import zipfile

import pytest

from qms.kernel.uploads import TableError, read_paste, read_table
from qms.kernel.uploads.archive import check_archive
from qms.kernel.uploads.kinds import OLE
from tests.kernel.uploads.files import LONG_FORM, ods, ods_cell, xlsx, zipped

SAVE_AS = "Save it as CSV or XLSX."


def refusal(data, **options):
    with pytest.raises(TableError) as caught:
        read_table(data, **options)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", f"This is a PDF, not a table. {SAVE_AS}"),
        (b"\x89PNG\r\n\x1a\n\x00", f"This is an image, not a table. {SAVE_AS}"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", f"This is an image, not a table. {SAVE_AS}"),
        (zipped({"word/document.xml": "<w/>"}), f"This is a Word document, not a table. {SAVE_AS}"),
        (zipped({"ppt/presentation.xml": "<p/>"}), f"This is a slide show, not a table. {SAVE_AS}"),
        (zipped({"xl/workbook.bin": "x"}), f"This is a binary workbook (XLSB), not a table. {SAVE_AS}"),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
            f"This is a text document, not a table. {SAVE_AS}",
        ),
        (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), f"This is a Word document, not a table. {SAVE_AS}"),
        (b'{"rows": []}', f"This is a JSON file, not a table. {SAVE_AS}"),
        (b"<?xml version='1.0'?><a/>", f"This is an XML file, not a table. {SAVE_AS}"),
        (
            b"\xef\xbb\xbf <!DOCTYPE html><html><table>",
            "This is a web page, not a table. Open it in a spreadsheet and save it as CSV or XLSX.",
        ),
        (zipped({"data.csv": "a,b"}), "This is a ZIP archive, not a table. Take the CSV or XLSX file out of it first."),
        (b"", "The file is empty. Choose the file again, or save it again first."),
        (b" \r\n\r\n ", "The file is empty. Choose the file again, or save it again first."),
        (b",,,\n,,,\n", "The file is empty. Choose the file again, or save it again first."),
        (b"unit,value\n", "The table has column names but no rows under them. Add the rows and try again."),
        (b"unit,value\nA,\x001\n", f"The file is not plain text: line 2 holds bytes that no table has. {SAVE_AS}"),
        (bytes(range(256)), "The file is not plain text that we can read. Save it as CSV UTF-8 or XLSX."),
    ],
)  # fmt: skip
def test_what_it_is_and_what_to_do(data, said):
    assert refusal(data) == said


def test_the_name_does_not_decide():
    assert refusal(b"%PDF-1.4", filename="falls.csv").startswith("This is a PDF")
    assert len(read_table(LONG_FORM.encode(), filename="falls.xlsx")) == 2
    assert len(read_table(xlsx(("D", [["unit", "value"], ["A", 1]])), filename="falls.csv")) == 1


def test_nothing_pasted():
    with pytest.raises(TableError, match="There is nothing to read"):
        read_paste(" \n")


def test_a_broken_workbook():
    whole = xlsx(("D", [["unit", "value"], ["A", 1]]))
    broken = "This workbook is broken or incomplete. Open it in a spreadsheet and save it again as XLSX."
    assert refusal(whole[: len(whole) // 2]) == broken
    assert refusal(b"PK\x03\x04 and then nothing that follows") == broken
    assert refusal(zipped({"xl/workbook.xml": "<nonsense"})) == broken
    assert refusal(OLE + b"\0" * 600 + "Workbook".encode("utf-16-le") + b"\0" * 600) == broken


def test_a_protected_workbook():
    protected = "This workbook is protected by a password. Take the password off, or save the table as CSV."
    assert refusal(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")) == protected


def test_a_workbook_that_unpacks_without_end():
    bomb = zipped({"xl/workbook.xml": "<w/>", "xl/worksheets/sheet1.xml": b" " * 5_000_000})
    with pytest.raises(TableError, match="too big once it is unpacked"):
        check_archive(bomb, "xlsx", max_unpacked=1_000_000)


def test_a_workbook_that_lies_about_what_it_unpacks_to():
    true_size, said_size = 5_000_000, 1_000
    bomb = zipped({"xl/worksheets/sheet1.xml": b" " * true_size})
    lying = bomb.replace(struct.pack("<L", true_size), struct.pack("<L", said_size))
    assert zipfile.ZipFile(io.BytesIO(lying)).infolist()[0].file_size == said_size
    with pytest.raises(TableError, match="too big once it is unpacked"):
        check_archive(lying, "xlsx", max_unpacked=1_000_000)


def test_one_cell_in_the_last_corner_of_a_sheet():
    far = xlsx(("D", [["unit", "value"]]), fill=lambda book: book.worksheets()[0].write("XFD1048576", 1))
    assert refusal(far) == (
        "This workbook has cells far away from its table, and is too big to read. Copy the table alone into a new "
        "workbook, or save it as CSV."
    )


def test_a_wide_or_a_long_sheet_is_not_far_away():
    wide = [[f"c{n}" for n in range(400)], list(range(400))]
    assert len(read_table(xlsx(("D", wide))).columns) == 400
    long = xlsx(("D", [["unit", "value"]]), fill=lambda book: book.worksheets()[0].write("B1000001", 1))
    assert list(read_table(long).row_numbers) == [1_000_001]


def test_repeats_of_an_open_document_that_stand_for_billions_of_cells():
    row = f'<table:table-row table:number-rows-repeated="1000000">{ods_cell("x", repeated=16000)}</table:table-row>'
    assert refusal(ods(row)).startswith("This workbook has cells far away from its table")
    assert refusal(ods(row.replace("16000", "nine"))).startswith("This workbook is broken")
