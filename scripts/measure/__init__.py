"""The benchmark, and the states of the calculator that `shots` takes pictures of."""
