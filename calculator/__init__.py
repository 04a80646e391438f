"""The rules engine: one worker's counts in, a statement with a clause beside every amount out."""
