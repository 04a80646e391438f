"""A second opinion on every figure, written from the county's text alone: it shares no code and no data with the engine."""
