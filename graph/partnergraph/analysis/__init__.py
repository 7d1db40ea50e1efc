"""Analysis of weighted graphs whose nodes are numbers: their communities, and how well a division fits."""
