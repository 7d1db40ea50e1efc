"""Questions: what can be asked by name, with which parameters, and how the answer is read."""
