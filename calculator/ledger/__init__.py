"""The months that a worker recorded: their rows, their files, and the sums of a year."""
