"""One measurement's replaced values: who, when, why; restoring and removing."""
