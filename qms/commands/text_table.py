"""Tables for reading in a terminal."""

from collections.abc import Collection, Iterator, Sequence


def aligned(rows: Sequence[Sequence[str]], *, left: Collection[int]) -> Iterator[str]:
    """The rows as lines, two spaces between columns. Cells of the columns in `left` begin together, others end so."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            cell.ljust(width) if place in left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


def words(cell: object, yes: str) -> str:
    """A cell as it is read: nothing for no value and for no, numbers to six figures."""
    if cell is None or cell is False:
        return ""
    if cell is True:
        return yes
    return f"{cell:.6g}" if isinstance(cell, float) else str(cell)
