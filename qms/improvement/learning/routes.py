"""Every view module of learning, and the library that listens to what is stored."""

from qms.improvement.learning.adopting import views as adopting_views
from qms.improvement.learning.celebrating import views as celebrating_views
from qms.improvement.learning.library import keeping as library_keeping
from qms.improvement.learning.library import views as library_views

__all__ = ["adopting_views", "celebrating_views", "library_keeping", "library_views"]
