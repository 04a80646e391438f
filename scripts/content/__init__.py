"""Load the county's folder with the texts of the pages, and check every file."""
