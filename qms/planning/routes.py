"""Every view module of the room, imported so that its routes are on the Blueprint."""

from qms.planning.blueprint import blueprint

__all__ = ["blueprint"]
