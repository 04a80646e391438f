"""Build, serve and check the handbook: one module a verb, run as ``python3 -m scripts VERB``."""
