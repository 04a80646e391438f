"""The months a worker has written down: rows read and checked, their files, and the year they make."""
