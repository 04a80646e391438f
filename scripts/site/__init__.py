"""The finished site: made from the pages, joined, guarded, compressed, served."""
