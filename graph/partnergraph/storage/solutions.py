"""Solutions: a live answer of the engine, handed from one process to another, or cut after so many rows.

Between processes SELECT and ASK go as SPARQL 1.1 results in TSV and JSON, which the engine writes and reads quickest
(150,000 rows of three terms: 0.8 s there and back), graphs as N-Triples.
"""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import IO

import pyoxigraph as ox

from partnergraph.values.term import Term

Solutions = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_TSV, _JSON = ox.QueryResultsFormat.TSV, ox.QueryResultsFormat.JSON
_EVERYTHING = "CONSTRUCT WHERE { ?s ?p ?o }"


def pack(answer: Solutions, stream: IO[bytes]) -> None:
    """Write an answer so that ``unpack`` gives the same.

    >>> import io
    >>> stream = io.BytesIO()
    >>> pack(ox.Store().query("ASK {}"), stream)
    >>> bool(unpack(stream.getvalue()))
    True
    """
    if isinstance(answer, ox.QueryTriples):
        stream.write(b"<")
        answer.serialize(stream, ox.RdfFormat.N_TRIPLES)
    else:
        answer.serialize(stream, _TSV if isinstance(answer, ox.QuerySolutions) else _JSON)


def unpack(content: bytes) -> Solutions:
    """Give the answer that ``pack`` has written.

    >>> bool(unpack(b'{"head":{},"boolean":true}'))
    True
    """
    if content.startswith(b"<"):
        return of_triples(quad.triple for quad in ox.parse(content[1:], ox.RdfFormat.N_TRIPLES))
    return ox.parse_query_results(content, _JSON if content.startswith(b"{") else _TSV)


def of_triples(triples: Iterable[ox.Triple]) -> ox.QueryTriples:
    """Give triples as the answer to a CONSTRUCT query.

    >>> len(list(of_triples([ox.Triple(ox.BlankNode(), ox.NamedNode("urn:p"), ox.Literal("o"))])))
    1
    """
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in triples)
    answer = store.query(_EVERYTHING)
    if not isinstance(answer, ox.QueryTriples):
        raise TypeError(f"CONSTRUCT answered with {type(answer).__name__}")
    return answer


def of_rows(columns: Sequence[str], rows: Iterable[Sequence[Term | None]]) -> ox.QuerySolutions:
    """Give rows of terms as the answer to a SELECT query.

    >>> [row["n"].value for row in of_rows(["n"], [[ox.Literal(5)]])]
    ['5']
    """
    lines = ["\t".join(f"?{column}" for column in columns)]
    lines += ["\t".join("" if term is None else _written(term) for term in row) for row in rows]
    answer = ox.parse_query_results("".join(f"{line}\n" for line in lines), _TSV)
    if not isinstance(answer, ox.QuerySolutions):
        raise TypeError(f"a table was read as {type(answer).__name__}")
    return answer


def _written(term: Term) -> str:
    return f"<<( {' '.join(map(_written, term))} )>>" if isinstance(term, ox.Triple) else str(term)


def first(answer: Solutions, most: int) -> tuple[Solutions, bool]:
    """Give at most the first ``most`` rows or triples of an answer, and whether there are more.

    >>> answer, more = first(ox.Store().query("SELECT * { VALUES ?n { 1 2 3 } }"), 2)
    >>> len(list(answer)), more
    (2, True)
    """
    if isinstance(answer, ox.QueryBoolean):
        return answer, False
    if isinstance(answer, ox.QueryTriples):
        triples = list(islice(answer, most))
        return of_triples(triples), next(answer, None) is not None
    rows = list(islice(answer, most))
    return of_rows([variable.value for variable in answer.variables], map(tuple, rows)), next(answer, None) is not None
