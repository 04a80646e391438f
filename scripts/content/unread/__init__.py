"""What makes a policy file unreadable when people write it by hand, and what to type there instead."""
