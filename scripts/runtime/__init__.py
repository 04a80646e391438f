"""Build the Python that the page runs: its library, its wasm module and its memory snapshot."""
