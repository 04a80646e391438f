"""Compare a month with the official slip: what differs, and which causes give exactly the official amount."""
