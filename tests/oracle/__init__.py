"""A second opinion on every figure, from the county's text alone, without the engine's code and data."""
