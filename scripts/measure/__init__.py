"""Measurements of speed and memory, and the states the page is pictured in."""
