"""The geometry of pictures; the SVG itself is in templates/."""
