"""``partnergraph query``: SPARQL over the graph."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from partnergraph.cli import remedy
from partnergraph.cli.answer import answering, give, manner
from partnergraph.cli.delivery import report
from partnergraph.cli.opening import opened, source
from partnergraph.cli.option import VALUES
from partnergraph.cli.parameter import PLACE, WORDS
from partnergraph.cli.printed import print_table
from partnergraph.cli.text import read
from partnergraph.storage.worker import confined

if TYPE_CHECKING:
    from partnergraph.knowledge import KnowledgeGraph
    from partnergraph.storage.queryable import Scope


@click.command()
@click.argument("text", metavar="QUERY", type=WORDS)
@source
@VALUES
@click.option(
    "--graph", "graphs", type=WORDS, multiple=True, metavar="IRI", help="Look at this named graph alone; repeatable."
)
@click.option("--prefixes", type=PLACE, help="A file with more prefixes, in Turtle.")
@click.option("--explain", is_flag=True, help="Show how the query is read and what its patterns find.")
@click.option(
    "--save",
    type=PLACE,
    metavar="FILE.rq",
    help="Also write the query down as a question, for ask --questions.",
)
@answering
def query(
    text: str,
    files: tuple[Path, ...],
    store: Path | None,
    values: dict[str, str],
    graphs: tuple[str, ...],
    prefixes: Path | None,
    explain: bool,
    save: Path | None,
) -> None:
    """Ask the graph in SPARQL 1.1.

    QUERY is a SELECT, ASK, CONSTRUCT or DESCRIBE: the text itself, @FILE, or - for stdin. FILES are RDF files to ask
    instead of the shipped network. The standard prefixes (pg, org, skos, schema, prov, dcterms, body, agreement, …) are
    known. On a terminal the answer is a table, in a pipe CSV; graphs are Turtle.

    -p sets the variable ?NAME to a term as SPARQL writes it (body:esr, <https://…>, 5, true, "2014"^^xsd:gYear) and
    else to plain text; a variable ?_NAME_iri takes the name of a thing, ?_NAME_date a date. With --save these become
    the parameters of a question, and the query's first comment its purpose.

    \b
    Example:
      partnergraph query 'SELECT ?name { ?body a pg:Society ; skos:prefLabel ?name }'
      partnergraph query 'SELECT ?mou { ?mou pg:party ?_body_iri }' -p body EORTC
      partnergraph query 'SELECT * { ?mou pg:renews ?earlier }' -o renewals.csv --timeout 5
    """
    wanted, scope = read(text), _scope(graphs, prefixes)
    if save and save.suffix != ".rq":
        raise click.UsageError(f"--save {save}: give a name that ends in .rq")
    with opened(files, store) as graph:
        if explain:
            _explain(graph, wanted, values, scope)
            return
        if save:
            _save(graph, save, wanted, values, scope)
        give(lambda most: graph.stream(wanted, values, scope=scope, most=most))


def _scope(graphs: tuple[str, ...], prefixes: Path | None) -> "Scope":
    from partnergraph.storage.queryable import EVERYTHING, Scope

    if not graphs and not prefixes:
        return EVERYTHING
    from partnergraph.storage import prefix

    known = prefix.read(prefixes) if prefixes else {}
    return Scope(known, tuple(prefix.graph(each, known) for each in graphs))


def _save(graph: "KnowledgeGraph", target: Path, text: str, values: dict[str, str], scope: "Scope") -> None:
    from partnergraph.errors import OutputError
    from partnergraph.questions import saved
    from partnergraph.writing import output

    if target.exists():
        raise OutputError(f"{target}: exists; choose another name")
    with confined(manner().limits, remedy.told):
        result = graph.stream(text, values, scope=scope, most=0)
        columns = result.table().columns if result.form == "SELECT" else ()
    output.write(target, saved.text(text, columns, values, scope.prefixes).encode())
    click.echo(f"{target}: partnergraph ask {target.stem} --questions {target.parent}", err=True)


def _explain(graph: "KnowledgeGraph", text: str, values: dict[str, str], scope: "Scope") -> None:
    from partnergraph.questions import argument, plan
    from partnergraph.writing import sheet

    how = manner()
    bound = argument.bound(graph.store, text, values, scope.prefixes)
    with confined(how.limits, remedy.told):
        table = plan.table(plan.read(graph.store, bound, scope))
    report(how.form, "csv", lambda each: sheet.write(table, each), lambda: print_table(table))
