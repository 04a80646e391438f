"""The handbook's pages, printed from the content and the engine's answers."""
