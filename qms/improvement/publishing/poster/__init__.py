"""A project as a poster: PDF at A1 and A4, and a slide with charts that can be edited."""
