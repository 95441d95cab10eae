"""Every project at once: for those who look after many."""
