"""Every view module of the impact log, imported so that its routes are on the Blueprint."""

from qms.improvement.impact import list_views, views
from qms.improvement.impact.agreed import views as agreed_views
from qms.improvement.impact.attached import views as attached_views
from qms.improvement.impact.editions import views as edition_views
from qms.improvement.impact.yearly import views as yearly_views

__all__ = ["agreed_views", "attached_views", "edition_views", "list_views", "views", "yearly_views"]
