"""Files that people upload, made for the tests."""

import io
import zipfile

import xlsxwriter

LONG_FORM = "metric,unit,period,value\nfalls,Ward 7,2026-01-01,5\nfalls,Ward 7,2026-02-01,4\n"

_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


def xlsx(*sheets, fill=None):
    """A workbook of (name, rows); `fill(workbook)` adds what rows cannot say."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
        if fill:
            fill(book)
    return target.getvalue()


def zipped(parts):
    """A zip file of name -> text or bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def ods(rows_xml):
    """An OpenDocument spreadsheet of one sheet with these rows."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES}><office:body><office:spreadsheet>'
        f'<table:table table:name="Data">{rows_xml}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{SPREADSHEET}"/></manifest:manifest>'
    )
    return zipped({"mimetype": SPREADSHEET, "META-INF/manifest.xml": manifest, "content.xml": content})


def ods_cell(text, repeated=1):
    """One text cell of an OpenDocument row."""
    repeat = f' table:number-columns-repeated="{repeated}"' if repeated > 1 else ""
    return f'<table:table-cell{repeat} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
