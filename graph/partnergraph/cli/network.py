"""``partnergraph network``: the network as a file for other programs."""

from pathlib import Path

import click

from partnergraph.cli import candidate, wish
from partnergraph.cli.delivery import deliver, reserve
from partnergraph.cli.opening import opened, source
from partnergraph.cli.option import written
from partnergraph.cli.printed import counted


@click.command()
@click.pass_context
@source
@written(
    "graphml, gexf, cytoscape, vosviewer, vosviewer-map, vosviewer-network, pajek, edges, nodes", candidate.NETWORK
)
@wish.around
@wish.choosing
@wish.forming
@wish.marking
def network(
    context: click.Context,
    files: tuple[Path, ...],
    store: Path | None,
    output: Path | None,
    form: str | None,
    about: str | None,
    hops: int,
) -> None:
    """Write the network for Gephi, Cytoscape, VOSviewer, Pajek and others, the same bytes every time.

    Formats by extension: .graphml, .gexf (with the days on which each line was in force), .cyjs, .net, and .csv for the
    edges; VOSviewer's JSON, its older pair of text files (map and network) and the CSV of nodes are asked for with -f.
    Clusters of VOSviewer are the groups of 'partnergraph groups' unless --group-by says otherwise. Without -o the edges
    go to stdout. The options that say which ties there are are those of 'partnergraph view'. Where
    nothing is left, nothing is written, and the exit code is 1.

    \b
    Example:
      partnergraph network -o partners.gexf
      partnergraph network -o pairs.graphml --projection --kind project
      partnergraph network -o map.json -f vosviewer --projection --min-weight 1
    """
    from partnergraph.networks import exchange
    from partnergraph.ties import selection
    from partnergraph.writing import format

    target, wanted = reserve(output or Path("-")), wish.wishes()
    wish.check_hops(about)
    word = "edges" if form is None and str(target) == "-" else form
    chosen = format.find(word, format.NETWORKS) if word else format.of_path(target, format.NETWORKS)
    if chosen in {format.VOSVIEWER, format.VOSVIEWER_MAP}:
        wanted.setdefault("group_by", "community")
    with opened(files, store) as graph:
        found = graph.network(about, hops=hops if about else None, **wanted)
    wish.tell(found)
    if not found.number_of_edges():
        around = f"nothing ties {found.graph['about']} here; " if about else ""
        click.echo(f"nothing is left: {around}{selection.told(found.graph['trail'])}", err=True)
        context.exit(1)
    lone = 0 if chosen is not format.EDGES else sum(not degree for _, degree in found.degree())
    if lone:
        has = "is tied to nobody and has" if lone == 1 else "are tied to nobody and have"
        click.echo(f"{counted(lone, 'body', 'bodies')} {has} no row among the edges; see -f nodes", err=True)
    deliver(exchange.text(found, chosen), target)
