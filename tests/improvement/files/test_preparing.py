"""What is kept, and as what: pure, without a database."""

import io

import pytest
from PIL import Image

from qms.improvement.files.kinds import KINDS, FileRefusedError, recognise, tidy_name
from qms.improvement.files.kinds import PDF as PDF_KIND
from qms.improvement.files.looking_into import words_of
from qms.improvement.files.preparing import MOST_BYTES, prepare
from tests.improvement.files.making import archive, photo, picture, word, workbook

PDF = b"%PDF-1.7\n%%EOF"
ODT = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "content.xml": "<office:text><text:p>Falls</text:p></office:text>",
}


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("audit.pdf", PDF, "PDF"),
        ("bay.jpg", photo(), "Photo"),
        ("screen.png", picture(), "Picture"),
        ("bay.webp", picture("WEBP"), "Picture"),
        ("notes.docx", word("<w:r><w:t>Falls</w:t></w:r>"), "Word document"),
        ("audit.xlsx", workbook("12"), "Excel workbook"),
        ("talk.pptx", archive({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), "PowerPoint slides"),
        ("notes.odt", archive(ODT), "Text document"),
        ("audit.csv", b"month,falls\n2026-10,4\n", "CSV table"),
        ("notes.txt", "Café round".encode("cp1252"), "Text"),
    ],
)
def test_kinds_are_known_by_their_bytes(name: str, data: bytes, words: str) -> None:
    assert prepare(name, data).kind.words == words


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("page.html", b"<script>alert(1)</script>", "not kept"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not kept"),
        ("tool.exe", b"MZ\x90\x00", "not kept"),
        ("letters.zip", archive({"a.txt": "x"}), "Archives are not kept"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 40, "Save it as .docx"),
        ("photo.heic", b"\x00\x00\x00\x18ftypheic\x00\x00", "Save it as JPEG"),
        ("macro.docm", word("", **{"word/vbaProject.bin": b"x"}), "macros"),
        ("cut.docx", word("<w:t>Falls</w:t>")[:-30], "damaged"),
        ("cut.jpg", photo()[:200], "cannot be read"),
        ("empty.pdf", b"", "empty"),
        ("binary.csv", b"a,b\x00\x01", "not kept"),
    ],
)
def test_what_is_not_kept_is_refused_with_what_to_do(name: str, data: bytes, said: str) -> None:
    with pytest.raises(FileRefusedError, match=said):
        prepare(name, data)


def test_a_page_in_disguise_is_never_taken_for_a_picture() -> None:
    with pytest.raises(FileRefusedError):
        prepare("photo.jpg", b"<html><script>alert(1)</script></html>")
    assert prepare("notes.txt", b"<script>alert(1)</script>").kind.mimetype == "text/plain"


def test_a_photo_loses_its_place_and_stands_upright() -> None:
    kept = prepare("IMG 0001.JPG", photo((60, 40)))
    assert (kept.width, kept.height) == (40, 60)
    opened = Image.open(io.BytesIO(kept.data))
    assert not opened.getexif()
    assert b"Telephone maker" not in kept.data
    assert kept.small is not None
    assert Image.open(io.BytesIO(kept.small)).format == "JPEG"


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("WEBP", "a.webp"), ("JPEG", "a.jpg")])
def test_large_pictures_are_made_smaller_and_keep_their_kind(kind: str, name: str) -> None:
    kept = prepare(name, picture(kind, (3000, 1500)))
    assert (kept.width, kept.height) == (2400, 1200)
    assert Image.open(io.BytesIO(kept.data)).format == kind


def test_a_see_through_picture_has_a_small_one_on_white_paper() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    kept = prepare("logo.png", out.getvalue())
    assert Image.open(io.BytesIO(kept.data)).mode == "RGBA"
    assert Image.open(io.BytesIO(kept.small or b"")).convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_a_picture_that_unpacks_to_gigabytes_is_refused_before_it_is_read() -> None:
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    with pytest.raises(FileRefusedError, match="million pixels"):
        prepare("bomb.png", out.getvalue())


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(FileRefusedError, match="15 MB"):
        prepare("long.pdf", PDF + b"0" * MOST_BYTES)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("patients.csv", b"name,number\nA,943 476 5919\n"),
        ("patients.xlsx", workbook("12", "9434765919")),
        ("letter.docx", word("<w:r><w:t>NHS 943 476 </w:t></w:r><w:r><w:t>5919</w:t></w:r>")),
        ("letter.odt", archive(ODT | {"content.xml": "<text:p>943 476 5919</text:p>"})),
        ("9434765919.pdf", PDF),
    ],
)
def test_an_nhs_number_in_a_document_or_its_name_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(FileRefusedError, match="NHS number") as refused:
        prepare(name, data)
    assert "476" not in str(refused.value).replace(name, ""), "it is shown masked"


def test_digits_of_neighbouring_cells_are_no_number() -> None:
    assert prepare("audit.xlsx", workbook("943", "476", "5919")).kind.words == "Excel workbook"
    assert words_of("<w:p><w:r><w:t>943</w:t></w:r></w:p><w:p><w:r><w:t>476</w:t></w:r></w:p>").split() == ["943", "476"]


def test_a_document_that_unpacks_too_far_is_refused() -> None:
    with pytest.raises(FileRefusedError, match="unpacked"):
        prepare("bomb.docx", word("<w:t>" + "0 " * 31_000_000 + "</w:t>"))


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\ana\\Audit of notes.PDF", "Audit of notes.pdf"),
        ("report.exe", "report.pdf"),
        ("\u202egnp.pdf", "gnp.pdf"),
        ("   ", "file.pdf"),
        ("x" * 300 + ".pdf", "x" * 112 + ".pdf"),
        ("Version 2.1 final", "Version 2.1 final.pdf"),
    ],
)
def test_names_are_tidied(name: str, kept_as: str) -> None:
    assert tidy_name(name, PDF_KIND) == kept_as


def test_every_kind_has_a_name_and_a_media_type_of_its_own() -> None:
    assert len({kind.mimetype for kind in KINDS}) == len(KINDS)
    assert recognise("a.pdf", PDF) is PDF_KIND
