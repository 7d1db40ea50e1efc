"""Saved queries: a query written down as a question, to be asked again by its name."""

from collections.abc import Mapping, Sequence

from partnergraph.errors import QueryError
from partnergraph.query import sparql
from partnergraph.questions import argument
from partnergraph.values.term import Term


def text(query: str, columns: Sequence[str], values: Mapping[str, str | Term], prefixes: Mapping[str, str]) -> str:
    r"""Give the text of a ``.rq`` file that asks a SELECT query, under a header that says what it needs.

    Its purpose is the query's first comment. What stood for a variable that grlc takes for a parameter becomes its
    default; other values are put into the query. ``columns`` are those of the answer.

    >>> print(text("# Years of an agreement\nSELECT ?y { ?mou pg:signedOn ?y }", ["y"], {}, {}), end="")
    #+ summary: Years of an agreement
    #+ params: []
    #+ columns:
    #+ - name: y
    #+   description: y
    # Years of an agreement
    SELECT ?y { ?mou pg:signedOn ?y }
    """
    import yaml

    params, fixed = [], {}
    for name, value in values.items():
        found = argument.parameter(name, sparql.variables(query))
        if found is None:
            fixed[name] = argument.term(value, prefixes) if isinstance(value, str) else value
        else:
            params.append({"name": name, "type": found.type, "default": str(value)})
    if not columns:
        raise QueryError("only the query of a table (SELECT) can be saved as a question")
    header = {
        "summary": _purpose(query),
        "params": params,
        "columns": [{"name": column, "description": column.replace("_", " ")} for column in columns],
    }
    readable = all(str(value).isprintable() for value in values.values())  # YAML loses odd line ends as they are
    lines = yaml.safe_dump(header, sort_keys=False, allow_unicode=readable, width=110).splitlines()
    declared = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(prefixes.items()))
    return "".join(f"#+ {line}\n" for line in lines) + declared + sparql.bind(query, fixed).strip() + "\n"


def _purpose(query: str) -> str:
    """Give the first comment of a query, in one line."""
    lines = (line.strip() for line in query.splitlines())
    comment = next((line.lstrip("#+ ") for line in lines if line.startswith("#") and line.strip("#+ ")), "")
    return comment[:110] or "A saved query"
