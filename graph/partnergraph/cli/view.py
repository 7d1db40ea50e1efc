"""``partnergraph view``: the network as one interactive page."""

from pathlib import Path

import click

from partnergraph.cli.shared import WORDS, opened, source


@click.command()
@source
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, readable=False), help="The HTML file to write; - for stdout."
)
@click.option(
    "--about",
    type=WORDS,
    metavar="NAME",
    help="Only what lies around one thing: a name, acronym, prefixed name or IRI.",
)
@click.option("--hops", type=click.IntRange(0), default=2, show_default=True, help="How many lines away, with --about.")
@click.option("--title", type=WORDS, help="The heading of the page.")
@click.option("--open", "opening", is_flag=True, help="Open the page in the browser.")
def view(
    files: tuple[Path, ...],
    store: Path | None,
    output: Path | None,
    about: str | None,
    hops: int,
    title: str | None,
    opening: bool,
) -> None:
    """Draw the network as one page that works offline.

    The page is one HTML file that holds all it needs.

    Without -o the page goes to network.html in this folder.

    \b
    Example:
      partnergraph view -o network.html --open
      partnergraph view -o eiball.html --about EIBALL --hops 1
      partnergraph view -o 2015.html --as-of 2015-12-31
    """
    from partnergraph import view as page
    from partnergraph.cli.shared import deliver

    with opened(files, store) as graph:
        text = page.html(graph.network(about, hops=hops), title=title)
    target = deliver(text, output or Path("network.html"))
    if opening and target:
        click.launch(target.absolute().as_uri())
