"""Every view module of the room, imported so that its routes are on the Blueprint."""

from qms.planning.blueprint import blueprint
from qms.planning.drivers import box_views, file_views
from qms.planning.drivers import views as drivers_views
from qms.planning.plans import edit_views, edition_views, life_views, list_views
from qms.planning.plans import views as plans_views

__all__ = [
    "blueprint",
    "box_views",
    "drivers_views",
    "edit_views",
    "edition_views",
    "file_views",
    "life_views",
    "list_views",
    "plans_views",
]
