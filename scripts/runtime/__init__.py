"""What the page's Python is made of: its library, its wasm, and the rehearsal that finds what is used."""
