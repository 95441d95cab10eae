"""Every view module of the room, imported so that its routes are on the Blueprint."""

from qms.improvement.approvals import views as approvals_views
from qms.improvement.benefits import list_views as benefits_list_views
from qms.improvement.benefits import views as benefits_views
from qms.improvement.blueprint import blueprint
from qms.improvement.capability import routes as capability_routes
from qms.improvement.collaboratives import routes as collaboratives_routes
from qms.improvement.conversation import comment_views as conversation_comment_views
from qms.improvement.conversation import notice_views as conversation_notice_views
from qms.improvement.files import views as files_views
from qms.improvement.impact import routes as impact_routes
from qms.improvement.learning import routes as learning_routes
from qms.improvement.log import views as log_views
from qms.improvement.measures import views as measures_views
from qms.improvement.pdsa import plan_views as pdsa_plan_views
from qms.improvement.pdsa import views as pdsa_views
from qms.improvement.portfolio import bulk_views as portfolio_bulk_views
from qms.improvement.portfolio import caseload_views as portfolio_caseload_views
from qms.improvement.portfolio import picture_views as portfolio_picture_views
from qms.improvement.portfolio import views as portfolio_views
from qms.improvement.portfolio.contacts import views as portfolio_contact_views
from qms.improvement.portfolio.saved import views as portfolio_saved_views
from qms.improvement.progress import views as progress_views
from qms.improvement.projects import charter_views, serves_views
from qms.improvement.projects import views as projects_views
from qms.improvement.publishing import routes as publishing_routes
from qms.improvement.team import views as team_views
from qms.improvement.watches import views as watches_views
from qms.improvement.work import milestone_views as work_milestone_views
from qms.improvement.work import risk_views as work_risk_views
from qms.improvement.work import task_views as work_task_views

__all__ = [
    "approvals_views",
    "benefits_list_views",
    "benefits_views",
    "blueprint",
    "capability_routes",
    "charter_views",
    "collaboratives_routes",
    "conversation_comment_views",
    "conversation_notice_views",
    "files_views",
    "impact_routes",
    "learning_routes",
    "log_views",
    "measures_views",
    "pdsa_plan_views",
    "pdsa_views",
    "portfolio_bulk_views",
    "portfolio_caseload_views",
    "portfolio_contact_views",
    "portfolio_picture_views",
    "portfolio_saved_views",
    "portfolio_views",
    "progress_views",
    "projects_views",
    "publishing_routes",
    "serves_views",
    "team_views",
    "watches_views",
    "work_milestone_views",
    "work_risk_views",
    "work_task_views",
]
