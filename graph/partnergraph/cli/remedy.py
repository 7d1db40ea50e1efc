"""The next step after an error, in the words of the command line and of its shell."""

from collections.abc import Mapping
from types import MappingProxyType

from partnergraph.errors import PartnergraphError, Remedy

COMMAND: Mapping[Remedy, str] = MappingProxyType(
    {
        Remedy.AS_OF: "give its files, or choose ties by their time with --from {0} --to {0} where a command has these",
        Remedy.BOTH: (
            "give all these tables, or say with --release NAME that it is another source, or add to what is there "
            "with --add"
        ),
        Remedy.CHECK: "see partnergraph check-store --store {0}",
        Remedy.ENDPOINT: "ask that one with --endpoint URL, or wait until it has ended",
        Remedy.EXAMPLE: "give it one, for example -p {0} {1!r}",
        Remedy.FILE: "give the folder of a store, or the file without --store",
        Remedy.KINDS: "'partnergraph list' lists the kinds",
        Remedy.LIST: "'partnergraph list' tells what there is",
        Remedy.LIST_OF: "'partnergraph list {0}' tells what there is",
        Remedy.LOAD: "make one with partnergraph load FILES --store {0}",
        Remedy.MEMORY: "ask for less, or allow more with --max-memory",
        Remedy.QUERY: "ask it with partnergraph query",
        Remedy.QUESTIONS: "'partnergraph ask' tells what there is",
        Remedy.ROWS: "--max-rows 0 shows all of them",
        Remedy.TIME: "ask for less, or allow more with --timeout",
        Remedy.UNLOAD: "else take the old one out first: partnergraph unload {0}",
        Remedy.VALUE: "say -p {0} NAME",
    }
)
"""What one types after a command has failed."""

SHELL: Mapping[Remedy, str] = MappingProxyType(
    {
        **COMMAND,
        Remedy.EXAMPLE: "give it one, for example {0} {1!r}",
        Remedy.KINDS: "\\list lists the kinds",
        Remedy.LIST: "\\list tells what there is",
        Remedy.LIST_OF: "\\list {0} tells what there is",
        Remedy.QUESTIONS: "\\ask tells what there is",
        Remedy.ROWS: "\\rows 0 shows all of them",
        Remedy.TIME: "ask for less, or allow more with \\timeout",
        Remedy.VALUE: "say {0} NAME",
    }
)
"""What one types in the shell."""


def told(error: PartnergraphError) -> str:
    """Give what is wrong and what one may type then."""
    return error.told(COMMAND)
