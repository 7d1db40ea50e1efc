"""What can be asked of a network: the options of the commands that draw, write and measure one."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from partnergraph.cli import candidate
from partnergraph.cli.guard import heed
from partnergraph.cli.option import Command
from partnergraph.cli.parameter import PLACE, WORDS, Count

if TYPE_CHECKING:
    import networkx as nx

    from partnergraph.knowledge import KnowledgeGraph
    from partnergraph.networks.wish import Wishes

_KEPT = "partnergraph.wishes"


def _wish(context: click.Context, option: click.Parameter, value: Any) -> None:  # noqa: ANN401 - click's own
    """Keep the value of an option for ``wishes``, where it was given."""
    if value not in (None, (), False):
        context.meta.setdefault(_KEPT, {})[option.name] = value


def _option(*names: str, **settings: Any) -> Any:  # noqa: ANN401 - click's own
    return click.option(*names, expose_value=False, callback=_wish, **settings)


def _word(flag: str, name: str, words: str) -> Any:  # noqa: ANN401 - click's own
    return _option(flag, name, type=WORDS, multiple=True, metavar="WORD", help=words)


_CHOOSING = (
    _option(
        "--network",
        "networks",
        type=WORDS,
        multiple=True,
        metavar="NAME",
        shell_complete=candidate.networks,
        help="Only this network: a name, or a .rq file of your own; repeatable, as the next five are.",
    ),
    _word("--kind", "kinds", "Only ties of this kind: agreement, project, …"),
    _word("--type", "types", "Only parties of this type, as in 'partnergraph list'."),
    _word("--country", "countries", "Only parties in this country, by code or name."),
    _word("--topic", "topics", "Only what concerns this topic or one below it."),
    _word("--programme", "programmes", "Only what belongs to this programme or to a part of it."),
    _option("--from", "start", metavar="DATE", help="Only what was in force on that day or later."),
    _option("--to", "end", metavar="DATE", help="Only what was in force on that day or earlier."),
    _option(
        "--dated", "dated", is_flag=True, help="Only what has a date, start or end; without it that counts as in force."
    ),
    _option(
        "--query",
        "query",
        type=PLACE,
        metavar="FILE",
        help="Take the ties from the answer to the SELECT or CONSTRUCT query in this file; - for stdin.",
    ),
)
_WEIGHT = _option(
    "--weight",
    "weight",
    metavar="WEIGHT",
    shell_complete=candidate.formats("newman", "count"),
    help="Of pairs: newman (1/(n-1) for each node of n parties, as without it), or count.",
)
_FORMING = (
    _option(
        "--projection",
        "projection",
        is_flag=True,
        help="Bodies alone, tied in pairs by what they have in common: a line for each pair and kind of tie.",
    ),
    _WEIGHT,
    _option("--min-weight", "min_weight", type=float, metavar="NUMBER", help="Only pairs of this weight or more."),
)


def _grouping(words: str) -> Any:  # noqa: ANN401 - click's own
    known = candidate.formats("country", "type", "community")
    return _option("--group-by", "group_by", metavar="WAY", shell_complete=known, help=words)


_ABOUT = click.option(
    "--about",
    type=WORDS,
    metavar="NAME",
    shell_complete=candidate.names,
    help="Only what lies around one thing: a name, acronym, prefixed name or IRI.",
)
_HOPS = click.option(
    "--hops",
    type=Count(0),
    default=2,
    show_default=True,
    help="How many lines away, with --about.",
)


def around(command: Command) -> Command:
    """Add the options that say around what the network is."""
    placed: Command = _ABOUT(_HOPS(command))
    return placed


def check_hops(about: str | None) -> None:
    """Refuse a number of lines from nothing."""
    told = click.get_current_context().get_parameter_source("hops")
    if about is None and told is ParameterSource.COMMANDLINE:
        raise click.UsageError("--hops counts from a thing; give --about NAME too")


def choosing(command: Command) -> Command:
    """Add the options that say which ties of a network there are."""
    return _with(command, *_CHOOSING)


def forming(command: Command) -> Command:
    """Add the options that say whether a network is given in full or as pairs."""
    return _with(command, *_FORMING)


def weighing(command: Command) -> Command:
    """Add the option that says how pairs are weighed."""
    return _with(command, _WEIGHT)


def _with(command: Command, *options: Any) -> Command:  # noqa: ANN401 - click's own
    for option in reversed(options):
        command = option(command)
    return command


def grouping(command: Command) -> Command:
    """Add the option that says by what a picture is laid out."""
    grouped: Command = _grouping("Lay out by country, type or community, as 'partnergraph groups' has it.")(command)
    return grouped


def marking(command: Command) -> Command:
    """Add the option that says which groups a file tells of."""
    grouped: Command = _grouping(
        "Write with each node its group: country, type or community, as 'partnergraph groups' has it."
    )(command)
    return grouped


def spreading(command: Command) -> Command:
    """Add the option that says over which groups participation is spread."""
    told = (
        "The groups of --by participation: country, type or community (as without it; those of 'partnergraph groups')."
    )
    grouped: Command = _grouping(told)(command)
    return grouped


def mixing(command: Command) -> Command:
    """Add the option that says which groups a matrix has."""
    grouped: Command = _grouping("The groups: country, type or community (as without it).")(command)
    return grouped


def wishes() -> "Wishes":
    """Give what was asked of the network, as ``KnowledgeGraph.network`` takes it; the query is read."""
    found: Wishes = _given()  # type: ignore[assignment]
    return found


def ranking(by: str) -> dict[str, Any]:
    """Give what was asked of a ranking by a measure, as ``KnowledgeGraph.rank`` takes it; the query is read."""
    given = {"by": by, **_given()}
    if "group_by" in given:
        if by != "participation":
            raise click.UsageError("--group-by says over which groups participation is spread; give --by participation")
        given["groups"] = given.pop("group_by")
    return given


def taken() -> dict[str, Any]:
    """Give all that was asked of the network, as it was given; the query is read."""
    return _given()


def chosen() -> "Wishes":
    """Give the same but for the way of grouping, which is that of a chart and no wish of its network."""
    given = _given()
    given.pop("group_by", None)
    found: Wishes = given  # type: ignore[assignment]
    return found


def _given() -> dict[str, Any]:
    from partnergraph.cli import text

    given: dict[str, Any] = dict(click.get_current_context().meta.get(_KEPT, {}))
    if "networks" in given:
        given["networks"] = [heed(Path(word)) if word.endswith(".rq") else word for word in given["networks"]]
    if "query" in given:
        given["query"] = text.read("-" if str(given["query"]) == "-" else f"@{given['query']}")
    return given


def tell(graph: "nx.MultiGraph[str]", *, counting: bool = True) -> None:
    """Say on stderr what counts without a date or a start, unless nothing does, and which rows draw nothing."""
    if counting and (undated := graph.graph.get("undated")):
        tell_dateless(undated)
    if unbegun := graph.graph.get("unbegun"):
        last = graph.graph["wishes"]["end"]
        told = (
            "tie tells an end and no start, and counts" if unbegun == 1 else "ties tell an end and no start, and count"
        )
        click.echo(f"{unbegun:,} {told} as begun by {last}", err=True)
    if skipped := graph.graph.get("skipped"):
        told = "row or triple of the answer ties" if skipped == 1 else "rows or triples of the answer tie"
        click.echo(f"{skipped:,} {told} no two things", err=True)


def tell_dateless(ties: int) -> None:
    """Say on stderr how many ties have no date, of those that are shown."""
    told = "tie has no date and counts" if ties == 1 else "ties have no date and count"
    click.echo(f"{ties:,} {told} as in force; see --dated", err=True)


def when(graph: "KnowledgeGraph") -> str:
    """Say of which time the ties are that were asked for."""
    asked = taken()
    told = [f"as of {graph.as_of}"] if graph.as_of else []
    told += ["in force"] if {"start", "end"} & asked.keys() else []
    told += [f"{word} {asked[name]}" for word, name in (("from", "start"), ("to", "end")) if name in asked]
    return f"ties {' '.join(told)}" if told else "ties of all times"


def tell_undated(*graphs: "KnowledgeGraph", **asked: Any) -> None:  # noqa: ANN401 - as KnowledgeGraph.groups has it
    """Say on stderr how many ties have no date, of those that paths, groups and comparisons go by, unless all have."""
    if found := sum(graph.undated(acquaintances=True, **asked) for graph in graphs):
        told = "tie has no date and counts" if found == 1 else "ties have no date and count"
        click.echo(f"{found:,} {told} as in force on every day", err=True)


def nothing(graph: "nx.MultiGraph[str]") -> bool:
    """Say whether nothing is left of a network; then stderr tells why."""
    from partnergraph.ties import selection

    if len(graph):
        return False
    click.echo(f"nothing is left: {selection.told(graph.graph['trail'])}", err=True)
    return True
