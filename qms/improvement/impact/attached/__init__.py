"""Photos and documents of entries that belong to a unit alone; those of projects are kept with the project."""
