"""Evidence: what a statement rests on, as it is shown to a reader.

In the graph a ``pg:Evidence`` node names a document, a place in it and the day it was read. This record is the same for
people: it travels with every node and every tie of a network.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """One place in one source document.

    >>> Evidence("https://example.org/source/page", "A page", "section “Aims”, paragraph 2", read="2026-11-23").title
    'A page'
    """

    source: str  # IRI of the document
    title: str  # title of the document
    place: str  # where in the document, in words; empty if unknown
    url: str = ""  # address of the document; empty if unknown
    read: str = ""  # day of reading, ISO 8601; empty if unknown
    quote: str = ""  # words quoted from it; empty if none
