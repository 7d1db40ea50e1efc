"""Storage: the embedded engine, the folder that keeps a graph, and what changes it whole or not at all."""
