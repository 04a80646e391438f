"""What the verbs need on the machine: the environment, Node.js, a browser; writing cached files."""
