"""``partnergraph compare``: two bodies, two days or two networks side by side."""

from collections.abc import Callable, Sized
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from partnergraph.cli import candidate, wish
from partnergraph.cli.delivery import deliver, report, reserve
from partnergraph.cli.opening import opened, split, standing
from partnergraph.cli.option import written
from partnergraph.cli.parameter import PLACE
from partnergraph.cli.printed import print_first

if TYPE_CHECKING:
    from partnergraph.knowledge import KnowledgeGraph
    from partnergraph.readings.comparison import Comparison
    from partnergraph.writing.format import Format


_HEADINGS = {"first_place": "first", "second_place": "second", "first_value": "1st value", "second_value": "2nd value"}
"""Of places on either side, as short as they have to be beside a name on a terminal."""


@click.command()
@click.argument("words", metavar="[NAME [NAME]] [FILES]...", nargs=-1, shell_complete=candidate.names_or_files)
@standing
@click.option("--since", metavar="DATE", help="Compare this day with that of --as-of.")
@click.option("--against", multiple=True, type=PLACE, help="Compare with the network in this file; repeatable.")
@click.option("--as-of", metavar="DATE", help="The day, of two the later; today without it.")
@click.option("--lapsed", is_flag=True, help="Count ties that have lapsed too, the less the longer ago they ended.")
@click.option(
    "--by",
    "measures",
    multiple=True,
    metavar="MEASURE",
    shell_complete=candidate.MEASURE,
    help="Compare the places by this measure, of ties as strong as they are on the day; repeatable.",
)
@click.option("--lang", default="en", show_default=True, metavar="LANG", help="The language of the page: en, de or fr.")
@written("table, csv, json, md, html (the page with the joint picture)", candidate.COMPARISON)
def compare(words: tuple[str, ...], store: Path | None, against: tuple[Path, ...], **given: Any) -> None:  # noqa: ANN401 - click's own
    """Show what two bodies have in common and apart, or what a network or a body gained and lost.

    Two names compare the partners of two bodies. With --since two days are compared, with --against two networks: the
    partners of one body where one is named, else all pairs. Each is told with its strength and its place by strength on
    either side (docs/reading.md). With --by the places of bodies are compared instead: by the measures of
    'partnergraph rank', but of the ties in force alone and, where weights count, of strengths, which fade with age.

    In a pipe the answer is JSON: an object with first, second, of, overtime, both, only_first, only_second, alike,
    tied, rows and bodies; with --by a list of objects. CSV has a row for each partner or pair, the greatest
    change first, Markdown the page. Where no two bodies are tied in either of two networks the exit code is 1.

    \b
    Example:
      partnergraph compare ESR EORTC
      partnergraph compare ESR EORTC -o both.html
      partnergraph compare EORTC --since 2014 --as-of 2018
      partnergraph compare --since 2015 --by pagerank -f csv
    """
    from partnergraph.opening import open
    from partnergraph.writing import format

    names, files = split(words, 2)
    given["target"], given["chosen"] = _place(given["output"], given["form"])
    if given["measures"] and given["chosen"] is format.HTML:
        raise click.UsageError("the page shows ties; give --by without it, or another format")
    asked = {name: given[name] for name in ("since", "as_of", "lapsed")}
    with opened(files, store, derive=False) as graph:
        if against:
            with open(*against, derive=False) as other:
                _answer(graph, names, {**asked, "against": other}, given)
        else:
            _answer(graph, names, asked, given)


def _place(output: Path | None, form: str | None) -> "tuple[Path | None, Format | None]":
    """Give the file to write, None for stdout, and the format, None for what is usual there."""
    from partnergraph.writing import format

    target = None if output is None or str(output) == "-" else reserve(output)
    if form and (form != "table" or target):
        return target, format.find(form, format.COMPARISONS, *(() if target else ("table",)))
    return target, format.of_path(target, format.COMPARISONS) if target else None


def _answer(graph: "KnowledgeGraph", names: list[str], asked: dict[str, Any], given: dict[str, Any]) -> None:
    """Compare, and show that or write it to a file."""
    from partnergraph.cli import page
    from partnergraph.readings import contrast
    from partnergraph.writing import format, sheet

    if given["measures"]:
        table = graph.compare_ranks(*names, by=given["measures"], **asked)
        _tell(graph, asked)
        _check(table, names)
        headings = {} if "first" in table.columns else _HEADINGS
        _show(lambda each: sheet.write(table, each), lambda: print_first(table, headings), given)
        return
    found = graph.compare(*names, **asked)
    _tell(graph, asked)
    _check(found.rows, names)
    if given["chosen"] is format.HTML:
        deliver(_page(found, graph, asked.get("against"), given["lang"]), given["target"] or Path("-"))
    else:
        _show(lambda each: contrast.write(found, each), lambda: page.show(contrast.told(found)), given)


def _check(rows: Sized, names: list[str]) -> None:
    """End with 1 where there is nobody to compare in either of two networks."""
    if not names and not len(rows):
        click.echo("nothing is left: no two bodies are tied on either side", err=True)
        click.get_current_context().exit(1)


def _tell(graph: "KnowledgeGraph", asked: dict[str, Any]) -> None:
    """Say how many ties have no date, where a day was asked for."""
    if asked["since"] or asked["as_of"]:
        wish.tell_undated(*(each for each in (graph, asked.get("against")) if each))


def _show(text: "Callable[[Format], str]", page: "Callable[[], None]", given: dict[str, Any]) -> None:
    if given["target"] is None:
        report(given["form"], "json", text, page)
    else:
        deliver(text(given["chosen"]), given["target"])


def _page(found: "Comparison", graph: "KnowledgeGraph", other: "KnowledgeGraph | None", lang: str) -> str:
    """Give the page with the joint picture."""
    from partnergraph import view
    from partnergraph.profiles import profile
    from partnergraph.readings import joint

    sides = [each for each in (other, graph) if each]
    return view.html(joint.drawn(found, *(profile.read(each.store) for each in sides), lang=lang), lang=lang)
