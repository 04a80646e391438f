"""What keeps a slip of the hand in the county's folder from passing: texts, editions, dates, files."""
