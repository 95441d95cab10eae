"""Where people work: units in a tree, from the system to the ward."""
