"""The words in a part of an Office document, read as a stream: time grows with its size alone, whatever is in it."""

from collections.abc import Iterator
from typing import IO, Any
from xml.parsers.expat import ParserCreate

from qms.improvement.files.kinds import FileRefusedError

_CHUNK = 1 << 20  # bytes
# Elements, without their prefix, that end a word where they end, and those that stand for a blank or a new line.
_ENDS = frozenset(("p", "v", "t", "si", "tc", "h", "table-cell", "c", "is"))
_BREAKS = frozenset(("tab", "br", "s", "cr", "line-break"))
# Within a paragraph of Word or PowerPoint, what was typed in one go may lie in several runs: their texts are joined.
_RUNS = frozenset(("w:t", "a:t"))


class _Words:
    """What a parser has told so far."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.parser: Any = ParserCreate()
        self.parser.buffer_text = True
        self.parser.CharacterDataHandler = self._pieces.append
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.EntityDeclHandler = _refuse

    def _begin(self, name: str, _attributes: object) -> None:
        if name.rpartition(":")[2] in _BREAKS:
            self._pieces.append("\n")

    def _end(self, name: str) -> None:
        if name not in _RUNS and name.rpartition(":")[2] in _ENDS:
            self._pieces.append("\n")

    def whole(self) -> str:
        """The words since the last call, but for those of a line that may go on."""
        told, _, begun = "".join(self._pieces).rpartition("\n")
        self._pieces[:] = [begun]
        return told

    def rest(self) -> str:
        """What is left."""
        return "".join(self._pieces)


def words_in(stream: IO[bytes]) -> Iterator[tuple[int, str]]:
    """(bytes read, words in them), with a new line where words end and nothing within a run of them. An empty part has none.

    Raises ExpatError where it is no XML, FileRefusedError where it declares entities, which no Office program writes and
    which can stand for gigabytes; LookupError or ValueError for a script that is not known."""
    words, size = _Words(), 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        words.parser.Parse(chunk, False)
        yield len(chunk), words.whole()
    if size:
        words.parser.Parse(b"", True)
        yield 0, words.rest()


def _refuse(*_declared: object) -> None:
    raise FileRefusedError("This file is not written as Office programs write. Save it anew, or as PDF, and choose that.")
