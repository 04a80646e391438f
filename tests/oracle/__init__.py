"""A second opinion on every figure, from the county's text alone: no code and no data of the engine's."""
