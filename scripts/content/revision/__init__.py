"""A revision of the measures: the draft of the new edition, and what it changes from the edition before."""
