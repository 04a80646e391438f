"""What the handbook is handed on as, beside the site itself."""
