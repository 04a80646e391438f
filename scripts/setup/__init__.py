"""What must be on the machine: the environment, Node.js, a browser; and writing a file whole."""
