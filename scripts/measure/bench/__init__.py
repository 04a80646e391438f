"""`bench`: compare the calculator page with stock Pyodide and an older build; time a month and a build."""
