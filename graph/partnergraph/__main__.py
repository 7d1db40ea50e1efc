"""``python -m partnergraph``: the command line."""

from partnergraph.cli import run

run()
