"""Explain why a file cannot be parsed, and what to type instead."""
