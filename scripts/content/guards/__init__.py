"""Find typing mistakes in the county's folder: compare with the text, the editions and worked months."""
