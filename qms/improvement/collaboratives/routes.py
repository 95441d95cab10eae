"""Every view module of collaboratives, imported so that its routes are on the Blueprint."""

from qms.improvement.collaboratives import views as collaborative_views
from qms.improvement.collaboratives.programmes import views as programmes_views

__all__ = ["collaborative_views", "programmes_views"]
