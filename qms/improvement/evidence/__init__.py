"""What the charts of a project's measures say of its change, and the progress score that they support."""
