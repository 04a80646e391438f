"""Reading a county's folder: its files as tables, and what only several tables together can have wrong.

The shape of each file is checked by its JSON Schema, which `python3 -m scripts check` does.
"""
