"""What is kept, and as what: pure, without a database."""

import io
import subprocess
import sys

import pytest
from PIL import Image

from qms.improvement.files.kinds import KINDS, FileRefusedError, recognise, tidy_name
from qms.improvement.files.kinds import PDF as PDF_KIND
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
        ("talk.pptx", archive({"[Content_Types].xml": "", "ppt/presentation.xml": "<p:presentation/>"}), "PowerPoint slides"),
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
    runs = [f"<w:r><w:t>{each} </w:t></w:r>" for each in ("943", "476", "5919")]
    assert prepare("lines.docx", word(*runs)).kind.words == "Word document"
    tabs = "<w:r><w:t>943</w:t><w:tab/><w:t>476</w:t><w:br/><w:t>5919</w:t></w:r>"
    assert prepare("tabs.docx", word(tabs)).kind.words == "Word document"


def test_a_document_that_unpacks_too_far_is_refused() -> None:
    with pytest.raises(FileRefusedError, match="unpacked"):
        prepare("bomb.docx", word("<w:t>" + "0 " * 31_000_000 + "</w:t>"))


@pytest.mark.parametrize(
    "part",
    [
        "<w:d><w:t>" + "<" * 200_000,
        "<w:d><w:t>943 476 5919",
        "not XML at all",
        '<?xml version="1.0" encoding="nobodys"?><w:d/>',
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>',
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]><d>&a;</d>',
    ],
    ids=["brackets", "cut off", "text", "encoding", "entities", "outside entity"],
)
def test_a_part_that_no_office_program_wrote_is_refused_unread(part: str) -> None:
    with pytest.raises(FileRefusedError, match="Save it anew"):
        prepare("minutes.docx", word(**{"word/header1.xml": part}))


@pytest.mark.parametrize(
    "part",
    [
        "<w:d><![CDATA[" + "<" * 2_000_000 + "]]></w:d>",
        "<w:d><!--" + "<br " * 500_000 + "--></w:d>",
        "<w:d>" + "<br/>" * 300_000 + "</w:d>",
        "<w:d " + " ".join(f"a{each}='>'" for each in range(20_000)) + "/>",
        '<!DOCTYPE manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd"><manifest/>',
        "",
    ],
    ids=["brackets", "comment", "breaks", "attributes", "doctype", "empty"],
)
def test_odd_parts_are_read_once_from_begin_to_end(part: str) -> None:
    """Looked at anew from every bracket, the first two would take hours."""
    assert prepare("minutes.docx", word(**{"word/header1.xml": part})).kind.words == "Word document"


def test_a_number_is_found_wherever_the_stream_was_cut() -> None:
    for filling in range(1_048_500, 1_048_580, 7):
        with pytest.raises(FileRefusedError, match="NHS number"):
            prepare("long.docx", word(f"<w:r><w:t>{'x' * filling} 943 476 </w:t></w:r><w:r><w:t>5919</w:t></w:r>"))


def chart(book: bytes, name: str = "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx") -> bytes:
    """Slides with a chart, whose figures lie in a workbook within."""
    return archive({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p:p/>", name: book})


def test_a_workbook_within_is_looked_into_as_one_alone() -> None:
    assert prepare("talk.pptx", chart(workbook("12"))).kind.words == "PowerPoint slides"
    with pytest.raises(FileRefusedError, match="NHS number"):
        prepare("talk.pptx", chart(workbook("9434765919")))
    with pytest.raises(FileRefusedError, match="unpacked"):
        prepare("talk.pptx", chart(workbook("0" * 61_000_000)))


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word/embeddings/oleObject1.bin", b"anything"),
        ("word/embeddings/list.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 40),
        ("Object 1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 40),
        ("xl/workbook.bin", b"\x83\x01"),
        ("xl/model/item.data", b"x"),
        ("word/afchunk.mht", b"943 476 5919"),
        ("word/embeddings/outer.docx", word(**{"word/embeddings/inner.xlsx": workbook("1")})),
        ("word/embeddings/outer.docx", word(**{"word/embeddings/oleObject1.bin": b"x"})),
        ("word/media/renamed.png", archive({"a.zip": archive({"b.txt": "943 476 5919"})})),
    ],
)
def test_what_lies_within_and_cannot_be_read_is_refused_by_its_name(part: str, content: bytes) -> None:
    with pytest.raises(FileRefusedError, match="lies within this one") as refused:
        prepare("minutes.docx", word(**{part: content}))
    assert "save the whole as PDF" in str(refused.value)


def test_a_workbook_in_the_binary_form_is_none_under_another_name() -> None:
    binary = archive({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"\x83", "xl/sharedStrings.bin": b"9434765919"})
    with pytest.raises(FileRefusedError, match="lies within this one"):
        prepare("list.xlsx", binary)


def test_pictures_fonts_and_what_a_printer_was_told_are_nothing_to_read() -> None:
    parts = {"xl/printerSettings/printerSettings1.bin": b"x", "xl/media/image1.png": picture(), "word/fonts/f.odttf": b"x"}
    assert prepare("minutes.docx", word(**parts)).kind.words == "Word document"


def test_a_photo_that_must_be_held_whole_has_fewer_pixels() -> None:
    big = (6_000, 4_500)
    assert prepare("plain.jpg", picture("JPEG", big)).width == 2400
    with pytest.raises(FileRefusedError, match="25 million pixels"):
        prepare("passes.jpg", picture("JPEG", big, progressive=True))
    assert prepare("small.jpg", picture("JPEG", (3_000, 2_000), progressive=True)).width == 2400


READ_FOUR_AT_ONCE = """
import io, resource, threading
from PIL import Image
from qms.improvement.files.pictures import clean_picture
out = io.BytesIO()
Image.new("RGBA", (5_000, 4_000), (9, 9, 9, 200)).save(out, "PNG", compress_level=1)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
threads = [threading.Thread(target=clean_picture, args=(out.getvalue(),)) for _ in range(4)]
for each in threads: each.start()
for each in threads: each.join()
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_pictures_that_come_at_once_are_read_one_after_another() -> None:
    """Each takes 80 MB; together they would take four times that, and twice that again for their copies."""
    said = subprocess.run([sys.executable, "-c", READ_FOUR_AT_ONCE], capture_output=True, text=True, check=True)
    assert int(said.stdout) < 160, "megabytes"


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
