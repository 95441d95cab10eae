"""Every view module of collaboratives, imported so that its routes are on the Blueprint."""

from qms.improvement.collaboratives import views as collaborative_views
from qms.improvement.collaboratives.measures import views as measures_views
from qms.improvement.collaboratives.programmes import views as programmes_views
from qms.improvement.collaboratives.results import views as results_views
from qms.improvement.collaboratives.teams import starting_views as teams_starting_views
from qms.improvement.collaboratives.teams import views as teams_views

__all__ = [
    "collaborative_views",
    "measures_views",
    "programmes_views",
    "results_views",
    "teams_starting_views",
    "teams_views",
]
