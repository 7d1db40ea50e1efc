"""Queries: the text of SPARQL, read, refused where it would harm, explained where it is wrong, made ready."""
