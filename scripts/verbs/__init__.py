"""One file a verb of `python3 -m scripts`; what a verb does lies in the other rooms."""
