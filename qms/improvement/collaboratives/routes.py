"""Every view module of collaboratives, imported so that its routes are on the Blueprint."""

from qms.improvement.collaboratives import views as collaborative_views
from qms.improvement.collaboratives.calendar import attendance_views as calendar_attendance_views
from qms.improvement.collaboratives.calendar import views as calendar_views
from qms.improvement.collaboratives.invitations import views as invitations_views
from qms.improvement.collaboratives.measures import views as measures_views
from qms.improvement.collaboratives.package import views as package_views
from qms.improvement.collaboratives.programmes import views as programmes_views
from qms.improvement.collaboratives.results import views as results_views
from qms.improvement.collaboratives.spread import views as spread_views
from qms.improvement.collaboratives.storyboards import views as storyboards_views
from qms.improvement.collaboratives.teams import starting_views as teams_starting_views
from qms.improvement.collaboratives.teams import views as teams_views

__all__ = [
    "calendar_attendance_views",
    "calendar_views",
    "collaborative_views",
    "invitations_views",
    "measures_views",
    "package_views",
    "programmes_views",
    "results_views",
    "spread_views",
    "storyboards_views",
    "teams_starting_views",
    "teams_views",
]
