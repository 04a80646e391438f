"""Replace importlib.resources: importlib.abc imports it, and the engine reads no package resources."""
