"""``partnergraph view``: the network as one interactive page."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from partnergraph.cli import wish
from partnergraph.cli.opening import opened, source
from partnergraph.cli.parameter import OUTPUT, WORDS

if TYPE_CHECKING:
    import networkx as nx

    from partnergraph.knowledge import KnowledgeGraph
    from partnergraph.networks.wish import Wishes

_MOST = 60_000  # entities up to which a page opens and moves without delay
_LONE = 1_000  # bodies and events without a tie that are drawn beside the others


@click.command()
@source
@click.option("-o", "--output", type=OUTPUT, help="The HTML file to write; - for stdout.")
@wish.around
@wish.choosing
@wish.forming
@wish.grouping
@click.option(
    "--all", "whole", is_flag=True, help=f"Draw everything, also more than {_MOST:,} entities; the page is slow then."
)
@click.option("--title", type=WORDS, help="The heading of the page.")
@click.option("--lang", default="en", show_default=True, metavar="LANG", help="The language of the page: en, de or fr.")
@click.option(
    "--theme", default="auto", show_default=True, metavar="THEME", help="How the page opens: auto, light or dark."
)
@click.option(
    "--renderer",
    default="auto",
    show_default=True,
    metavar="RENDERER",
    help="What draws: vis (all at once), canvas (groups first), or auto: vis while that is quick.",
)
@click.option("--open", "opening", is_flag=True, help="Open the page in the browser.")
@click.pass_context
def view(
    context: click.Context,
    files: tuple[Path, ...],
    store: Path | None,
    output: Path | None,
    about: str | None,
    hops: int,
    whole: bool,
    title: str | None,
    lang: str,
    theme: str,
    renderer: str,
    opening: bool,
) -> None:
    """Draw the network as one page that works offline.

    The page is one HTML file that holds all it needs; without -o it goes to network.html in this folder. It shows the
    whole network, a large one as groups, which open when one comes near. Of more than 60,000 entities it shows what
    lies beside the one with the most relations, unless --about or --all says otherwise. Bodies and events that nothing
    ties are in the whole network too, without --as-of and what chooses ties; more than 1,000 of them with --all alone.

    Without --projection what ties bodies (an agreement, a project) is drawn between them. Options of one kind are
    alternatives, and all kinds have to hold. Where nothing is left, nothing is written, and the exit code is 1.

    \b
    Example:
      partnergraph view -o network.html --open
      partnergraph view -o eiball.html --about EIBALL --hops 1
      partnergraph view -o 2015.html --as-of 2015-12-31 --lang de --theme dark
      partnergraph view -o austria.html --kind project --country AT --from 2015 --to 2020
      partnergraph view -o bodies.html --projection --min-weight 1 --group-by country
    """
    from partnergraph import view as page
    from partnergraph.cli.delivery import deliver, reserve
    from partnergraph.networks import network

    target, wanted = reserve(output or Path("network.html")), wish.wishes()
    wish.check_hops(about)
    with opened(files, store) as graph:
        found = (
            graph.network(about, hops=hops if about else None, **wanted)
            if about is not None
            else _whole(graph, wanted, whole=whole)
        )
        wish.tell(found)
        if wish.nothing(found):
            context.exit(1)
        shown = found if whole or about is not None else network.core(found, _MOST)
        if shown is not found:
            click.echo(
                f"{len(found):,} entities are too many for one picture: {shown.graph['title']}; see --all", err=True
            )
        written = deliver(page.html(shown, title=title, lang=lang, theme=theme, renderer=renderer), target)
    if opening and written:
        click.launch(written.absolute().as_uri())


def _whole(graph: "KnowledgeGraph", wanted: "Wishes", *, whole: bool) -> "nx.MultiGraph[str]":
    """Give the network that is asked for, with bodies and events that nothing ties where nothing chooses among ties."""
    from partnergraph.networks import network

    if graph.as_of or set(wanted) - {"group_by"}:
        return graph.network(**wanted)
    found = graph.network(group_by=wanted.get("group_by"), lone=True)
    tied = network.tied(found)
    lone = len(found) - len(tied)
    if whole or lone <= _LONE or not len(tied):
        return found
    click.echo(f"{lone:,} bodies and events that nothing ties are left out; see --all", err=True)
    return tied
