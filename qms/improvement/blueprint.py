"""The Blueprint of the room; views import it and add their routes."""

from flask import Blueprint

blueprint = Blueprint("improvement", __name__, url_prefix="/improvement")
