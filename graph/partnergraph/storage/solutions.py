"""Solutions: a live answer of the engine, handed from one process to another, or cut after so many rows.

Between processes SELECT and ASK go as SPARQL 1.1 results in TSV and JSON, which the engine writes and reads quickest
(150,000 rows of three terms: 0.8 s there and back), graphs as N-Triples. Columns are cut from TSV too, in which no term
has a tab or a line end: a term made for each cell takes three times as long.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import IO

import pyoxigraph as ox

from partnergraph.values.column import Column
from partnergraph.values.term import Term, key

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


def cells(answer: ox.QuerySolutions) -> list[list[str]]:
    """Give the columns of an answer: each cell as TSV writes a term, empty where there is none.

    >>> cells(of_rows(["a", "b"], [[ox.NamedNode("urn:a"), None]]))
    [['<urn:a>'], ['']]
    """
    width = len(answer.variables)
    text = (answer.serialize(format=_TSV) or b"").decode()
    flat = text.replace("\n", "\t").split("\t")
    return [flat[width + place : -1 : width] for place in range(width)]


def columns(answer: ox.QuerySolutions) -> dict[str, Column]:
    """Give the columns of an answer by name, the cells as ``cells`` gives them.

    >>> columns(of_rows(["a"], [[ox.NamedNode("urn:a")], [ox.NamedNode("urn:a")]]))["a"].texts
    ('<urn:a>',)
    """
    names = [variable.value for variable in answer.variables]
    return dict(zip(names, map(Column.of, cells(answer)), strict=True))


def plain(column: Column) -> Column:
    r"""Give a column of such cells as texts: an IRI whole, a blank node with ``_:``, the words of a literal.

    >>> list(plain(Column.of(["<urn:a>", '"two\\twords"', "5", "", "_:b"])))
    ['urn:a', 'two\twords', '5', '', '_:b']
    """
    told, odd = list(column.texts), list[int]()
    for place, text in enumerate(column.texts):
        if text[:1] == "<" != text[1:2]:
            told[place] = text[1:-1]
        elif text[:1] == '"' and "\\" not in text:
            told[place] = text[1 : text.rindex('"')]
        elif text and text[:2] != "_:":
            odd.append(place)
    for place, term in zip(odd, _read([told[place] for place in odd]), strict=True):
        told[place] = term.value if isinstance(term, ox.Literal) else key(term)
    return Column(told, column.places)


def _read(texts: Sequence[str]) -> Iterator[Term]:
    answer = ox.parse_query_results("".join(f"{text}\n" for text in ("?term", *texts)), _TSV)
    return (row[0] for row in answer if row[0] is not None) if isinstance(answer, ox.QuerySolutions) else iter(())


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
