"""The handbook as an app: what lets a device keep it, open it without a network, and renew it."""
