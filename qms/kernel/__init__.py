"""The kernel: what every web application needs, with no word about quality in it."""
