"""Taking a project over to another unit, and following how each adoption went."""
