"""Stand in for importlib.resources: importlib.abc needs its abstract classes, and nobody reads resources."""
