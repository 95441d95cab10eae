"""Control charts: limits recalculated, notes and exclusions."""
