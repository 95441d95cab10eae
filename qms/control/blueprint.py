"""The Blueprint of the room; views import it and add their routes."""

from flask import Blueprint

blueprint = Blueprint("control", __name__, url_prefix="/control")
