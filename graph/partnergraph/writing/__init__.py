"""Writing: RDF and tables as text and files, the same bytes every time."""
