"""Drawing: where the nodes of a network are drawn, and what of it, whatever its size."""
