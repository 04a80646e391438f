"""One worker's month beside the official slip: what differs, and what would explain just that much."""
