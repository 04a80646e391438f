"""Load a county's folder: its files, the types of their values, and the checks between files.

`python3 -m scripts check` also validates each file with its JSON Schema.
"""
