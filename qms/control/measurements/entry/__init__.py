"""The grid in which a unit types its figures."""
