"""``partnergraph compare``: two bodies, two days or two networks side by side."""

from pathlib import Path

import click

from partnergraph.cli import candidate
from partnergraph.cli.shared import PLACE, REPORTED, opened, report, split, standing


@click.command()
@click.argument("words", metavar="[NAME [NAME]] [FILES]...", nargs=-1, shell_complete=candidate.names_or_files)
@standing
@click.option("--since", metavar="DATE", help="Compare this day with that of --as-of.")
@click.option("--against", multiple=True, type=PLACE, help="Compare with the network in this file.")
@click.option("--as-of", metavar="DATE", help="The day, of two the later; today without it.")
@click.option("--lapsed", is_flag=True, help="Count ties that have lapsed too, the less the longer ago they ended.")
@REPORTED
def compare(
    words: tuple[str, ...],
    store: Path | None,
    since: str | None,
    against: tuple[Path, ...],
    as_of: str | None,
    lapsed: bool,
    form: str | None,
) -> None:
    """Show what two bodies have in common and apart, or what a network or a body gained and lost.

    Two names compare the partners of two bodies. With --since two days are compared, with --against two networks: the
    partners of one body where one is named, else all pairs. Each is told with its strength and its place by strength on
    either side (docs/reading.md).

    In a pipe the answer is JSON: an object with first, second, of, overtime, both, only_first, only_second, alike, tied
    and rows. CSV has a row for each partner or pair, the greatest change first, Markdown the page.

    \b
    Example:
      partnergraph compare ESR EORTC
      partnergraph compare EORTC --since 2014 --as-of 2018
      partnergraph compare --since 2015 -f csv
    """
    from partnergraph import contrast
    from partnergraph.cli import page
    from partnergraph.opening import open

    names, files = split(words, 2)
    with opened(files, store, derive=False) as graph:
        if against:
            with open(*against, derive=False) as other:
                found = graph.compare(*names, since=since, against=other, as_of=as_of, lapsed=lapsed)
        else:
            found = graph.compare(*names, since=since, as_of=as_of, lapsed=lapsed)
    report(form, "json", lambda each: contrast.write(found, each), lambda: page.show(contrast.told(found)))
