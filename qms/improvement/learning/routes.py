"""Every view module of learning, and what listens to what is stored: findings first, which the library tells of."""

from qms.improvement.evidence import keeping as findings_keeping
from qms.improvement.learning.adopting import views as adopting_views
from qms.improvement.learning.celebrating import views as celebrating_views
from qms.improvement.learning.library import keeping as library_keeping
from qms.improvement.learning.library import views as library_views

__all__ = ["adopting_views", "celebrating_views", "findings_keeping", "library_keeping", "library_views"]
