"""Print the handbook's pages from the texts and the engine's results."""
