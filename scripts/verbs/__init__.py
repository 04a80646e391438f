"""One file a verb of `python3 -m scripts`; the work is done in the other rooms."""
