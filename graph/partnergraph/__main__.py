"""``python -m partnergraph``: the command line."""

from partnergraph.cli import main

main(prog_name="partnergraph")
