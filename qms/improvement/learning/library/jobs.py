"""The library written anew."""

from qms.improvement.learning.library.keeping import rebuild
from qms.kernel.formats import count


def rebuild_library() -> str:
    """Bring the library up to date with what was written past it, such as in bulk, and after an upgrade."""
    different = rebuild()
    return f"{count(different, 'text')} brought up to date." if different else "The library was up to date."
