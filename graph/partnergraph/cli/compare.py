"""``partnergraph compare``: two bodies, two days or two networks side by side."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from partnergraph.cli import candidate
from partnergraph.cli.shared import (
    OUTPUT,
    PLACE,
    REPORTED,
    deliver,
    opened,
    print_table,
    report,
    reserve,
    split,
    standing,
)

if TYPE_CHECKING:
    from partnergraph.knowledge import KnowledgeGraph
    from partnergraph.readings.comparison import Comparison
    from partnergraph.writing.format import Format


@click.command()
@click.argument("words", metavar="[NAME [NAME]] [FILES]...", nargs=-1, shell_complete=candidate.names_or_files)
@standing
@click.option("--since", metavar="DATE", help="Compare this day with that of --as-of.")
@click.option("--against", multiple=True, type=PLACE, help="Compare with the network in this file.")
@click.option("--as-of", metavar="DATE", help="The day, of two the later; today without it.")
@click.option("--lapsed", is_flag=True, help="Count ties that have lapsed too, the less the longer ago they ended.")
@click.option(
    "--by",
    "measures",
    multiple=True,
    metavar="MEASURE",
    shell_complete=candidate.MEASURE,
    help="Compare the places by this measure, as in 'partnergraph rank'; repeatable.",
)
@click.option("-o", "--output", type=OUTPUT, help="The file to write: .html is a page with the joint picture.")
@REPORTED
def compare(words: tuple[str, ...], store: Path | None, against: tuple[Path, ...], **given: Any) -> None:  # noqa: ANN401 - click's own
    """Show what two bodies have in common and apart, or what a network or a body gained and lost.

    Two names compare the partners of two bodies. With --since two days are compared, with --against two networks: the
    partners of one body where one is named, else all pairs. Each is told with its strength and its place by strength on
    either side (docs/reading.md). With --by the places of bodies are compared instead.

    In a pipe the answer is JSON: an object with first, second, of, overtime, both, only_first, only_second, alike,
    tied, rows and bodies; with --by a list of objects. CSV has a row for each partner or pair, the greatest
    change first, Markdown the page.

    \b
    Example:
      partnergraph compare ESR EORTC
      partnergraph compare ESR EORTC -o both.html
      partnergraph compare EORTC --since 2014 --as-of 2018
      partnergraph compare --since 2015 --by pagerank -f csv
    """
    from partnergraph.opening import open

    names, files = split(words, 2)
    target = reserve(given["output"]) if given["output"] else None
    if target and target.suffix.lower() == ".html" and given["measures"]:
        raise click.UsageError("the page shows ties; give --by without it, or another file")
    asked = {name: given[name] for name in ("since", "as_of", "lapsed")}
    with opened(files, store, derive=False) as graph:
        if against:
            with open(*against, derive=False) as other:
                _answer(graph, names, {**asked, "against": other}, given, target)
        else:
            _answer(graph, names, asked, given, target)


def _answer(
    graph: "KnowledgeGraph", names: list[str], asked: dict[str, Any], given: dict[str, Any], target: Path | None
) -> None:
    """Compare, and show that or write it to a file."""
    from partnergraph.cli import page
    from partnergraph.readings import contrast
    from partnergraph.writing import sheet

    if given["measures"]:
        table = graph.compare_ranks(*names, by=given["measures"], **asked)
        _show(
            lambda each: sheet.write(table, each), lambda: print_table(table.pick(*table.columns[:-1])), given, target
        )
        return
    found = graph.compare(*names, **asked)
    if target and target.suffix.lower() == ".html":
        deliver(_page(found, graph, asked.get("against")), target)
    else:
        _show(lambda each: contrast.write(found, each), lambda: page.show(contrast.told(found)), given, target)


def _show(
    text: "Callable[[Format], str]", page: "Callable[[], None]", given: dict[str, Any], target: Path | None
) -> None:
    from partnergraph.writing import format

    if target is None:
        report(given["form"], "json", text, page)
        return
    known = format.SHEETS
    chosen = format.find(given["form"], known) if given["form"] else format.of_path(target, known)
    deliver(text(chosen), target)


def _page(found: "Comparison", graph: "KnowledgeGraph", other: "KnowledgeGraph | None") -> str:
    """Give the page with the joint picture."""
    from partnergraph import view
    from partnergraph.profiles import profile
    from partnergraph.readings import joint

    sides = [each for each in (other, graph) if each]
    return view.html(joint.drawn(found, *(profile.read(each.store) for each in sides)))
