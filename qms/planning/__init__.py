"""Quality planning: plans and driver diagrams."""
