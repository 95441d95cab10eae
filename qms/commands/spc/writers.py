"""Which form of output is written by what, and the writing of one batch while the next one is read and charted."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import BinaryIO

from qms.commands.spc import advice, csv_text, json_text, table
from qms.commands.spc.charting import Charted
from qms.commands.spc.request import Request

Write = Callable[[Charted, BinaryIO], None]


def writer(form: str, request: Request, *, recommend: bool, suggest: bool) -> tuple[str, Write]:
    """What stands at the beginning of the output, and what writes the charts of a batch."""
    if recommend:
        return "", _lines(advice.recommended_json if form == "json" else advice.recommended)
    if form == "csv":
        return csv_text.points_head(request), csv_text.write_points
    if form == "summary":
        return csv_text.summary_head(request), csv_text.write_summary
    if form == "json" and request.columns.by and not suggest:
        return "", json_text.write_lines
    if form == "json":
        return "", _lines(lambda charted: table.documents(charted, suggest=suggest))
    return "", _lines(lambda charted: table.lines(charted, suggest=suggest))


def write_charts(charts: Iterator[Charted], head: str, write: Write, stream: BinaryIO) -> None:
    """The whole output, from the beginning of the stream."""
    stream.seek(0)
    stream.truncate()
    stream.write(head.encode())
    busy: Future[None] | None = None
    with ThreadPoolExecutor(1) as other:
        for charted in charts:
            if busy is not None:
                busy.result()
            busy = other.submit(write, charted, stream)
        if busy is not None:
            busy.result()


def _lines(of: Callable[[Charted], Iterable[str]]) -> Write:
    def write(charted: Charted, stream: BinaryIO) -> None:
        stream.writelines(f"{line}\n".encode() for line in of(charted))

    return write
