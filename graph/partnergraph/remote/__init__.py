"""Remote: graphs on other machines, asked by the SPARQL 1.1 Protocol."""
