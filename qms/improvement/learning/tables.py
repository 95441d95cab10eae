"""The tables of learning, with what each database needs for full-text search made beside them."""

from qms.improvement.learning.adopting import models as adoptions
from qms.improvement.learning.celebrating import models as readers
from qms.improvement.learning.library import models as library
from qms.improvement.learning.library import words_postgresql, words_sqlite

__all__ = ["adoptions", "library", "readers", "words_postgresql", "words_sqlite"]
