"""The rules for a host of the site as one table, and its settings for each kind of host."""
