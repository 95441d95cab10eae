"""Staff counts and targets: what coverage is measured against."""
