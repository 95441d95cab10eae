"""Every view module of capability, imported so that its routes are on the Blueprint."""

from qms.improvement.capability.coaches import views as coaches_views
from qms.improvement.capability.coverage import views as coverage_views
from qms.improvement.capability.imports import step_views as imports_step_views
from qms.improvement.capability.imports import views as imports_views
from qms.improvement.capability.involvement import views as involvement_views
from qms.improvement.capability.learners import views as learners_views
from qms.improvement.capability.programmes import views as programmes_views
from qms.improvement.capability.refreshers import views as refreshers_views
from qms.improvement.capability.staffing import views as staffing_views
from qms.improvement.capability.trainings import views as trainings_views

__all__ = [
    "coaches_views",
    "coverage_views",
    "imports_step_views",
    "imports_views",
    "involvement_views",
    "learners_views",
    "programmes_views",
    "refreshers_views",
    "staffing_views",
    "trainings_views",
]
