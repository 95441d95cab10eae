"""The shared nouns that join planning, control and improvement."""
