"""`bench`: the calculator page beside others that do the same sum, measured in one run, taking turns."""
