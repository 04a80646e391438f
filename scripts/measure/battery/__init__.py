"""The battery: what the handbook is tried on, how often, and what came of it."""
