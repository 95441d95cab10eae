"""The driver diagram as a picture: pure code, boxes in and SVG out."""
