"""Network files: GraphML, and CSV with a line for each edge, as networkx graphs.

GraphML that ``partnergraph network`` wrote holds all that ``partnergraph.networks.given`` takes over; other GraphML has
its nodes, edges and what attributes have the same names. CSV, with commas, semicolons, tabs or bars between its cells,
has the columns ``Source`` and ``Target``, in any letters, and may have ``Weight``, ``Kind``, ``Start``, ``End``, and
``Label``, ``Acronym``, ``Iri``, ``Type`` and ``Country`` of each end (``Source Label``). That of ``partnergraph
network`` holds the same network but for what has no edge.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from partnergraph import country
from partnergraph.errors import FormatError, InputError

if TYPE_CHECKING:
    import networkx as nx

EXTENSIONS = (".graphml", ".csv")
OTHERS = {".gexf": "GEXF", ".cyjs": "Cytoscape JSON", ".net": "Pajek"}
"""The endings of networks that are written, and not read."""

_ENDS = ("source", "target")
_ASKED = ("weight", "count", "newman", "kind", "start", "end", "spells", "role")
_NUMBERS = frozenset({"weight", "count", "newman"})
_OF_ENDS = ("label", "acronym", "type", "country")
_READ = {
    *(*_ENDS, *_ASKED, "moment", "via", "via iri", "last day"),
    *(f"{end} {told}" for end in _ENDS for told in (*_OF_ENDS, "iri")),
}
_SEPARATORS = ",;\t|"
_MARKED = frozenset("=+-@\t\r＝＋－＠")
_VOSVIEWER = re.compile(rb'(\xef\xbb\xbf)?\s*\{\s*"(network|config|info)"\s*:')
_GRAPH = re.compile(r"<(?:[\w.-]+:)?graph[\s/>]")
_MOST = 100_000_000  # bytes

_Said = dict[tuple[str, str], dict[str, int]]
"""What the rows say of each node: each word, with the line in which it stands first."""


def read(path: Path) -> "nx.Graph[Any]":
    r"""Give the network in a file; ``InputError`` says what is wrong with it, and where.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "ties.csv")
    ...     _ = file.write_text("Source,Target,Weight\na,b,2\n", encoding="utf-8")
    ...     list(read(file).edges(data="weight"))
    [('a', 'b', 2.0)]
    """
    try:
        if path.stat().st_size > _MOST:
            raise InputError(f"{path}: has more than {_MOST:,} bytes; too large for a network file")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not in UTF-8; write it anew in that encoding") from error
    return _csv(path, text) if path.suffix.lower() == ".csv" else _graphml(path, text)


def refuse(paths: Iterable[Path]) -> None:
    """Raise ``InputError`` where a file is a network in a format that is written, and not read.

    >>> refuse([Path("network.ttl")])
    """
    for path in paths:
        if form := _other(path):
            raise InputError(f"{path}: is a network as {form}; networks are read as GraphML or as a CSV of edges")


def _other(path: Path) -> str:
    """Give the name of the format of a network that is not read; VOSviewer's has no ending of its own."""
    if path.suffix.lower() != ".json" or not path.is_file():
        return OTHERS.get(path.suffix.lower(), "")
    with path.open("rb") as stream:
        return "VOSviewer JSON" if _VOSVIEWER.match(stream.read(200)) else ""


def _graphml(path: Path, text: str) -> "nx.MultiGraph[str]":
    import networkx as nx

    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise InputError(f"{path}: has a document type, which a network file has no need of; take it out")
    try:
        if (graphs := _graphs(text)) > 1:
            raise InputError(f"{path}: has {graphs} graphs, and a network file has one; give each a file of its own")
        found: Any = nx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True)
    except (nx.NetworkXException, SyntaxError, LookupError, ValueError, AttributeError) as error:
        raise InputError(f"{path}: is no GraphML: {' '.join(str(error).split())}") from error
    iris = {node: str(data.get("iri") or node) for node, data in found.nodes(data=True)}
    if len(set(iris.values())) < len(iris):
        raise InputError(f"{path}: two nodes have one iri; give each its own")
    graph: nx.MultiGraph[str] = nx.MultiGraph(**found.graph)
    graph.add_nodes_from((iris[node], data) for node, data in found.nodes(data=True))
    for one, other, key, data in found.edges(data=True, keys=True):
        called = f"{key!r}, " if isinstance(key, str) else ""
        _check(data, f"{path}: the edge {called}{iris[one]!r} - {iris[other]!r}")
        graph.add_edge(iris[one], iris[other], **_line(data))
    return graph


def _graphs(text: str) -> int:
    """Give how many graphs GraphML holds; those of the folded groups of yEd are parts of the one around them."""
    if len(_GRAPH.findall(text)) < 2:  # nearly always, and then nothing is parsed twice
        return 1
    root = ET.fromstring(text)  # noqa: S314 - what has a document type was refused before
    whole = (node for node in root.iter() if not node.get("yfiles.foldertype"))
    return sum(str(each.tag).rpartition("}")[2] == "graph" for node in whole for each in node)


def _check(edge: Mapping[str, Any], where: str) -> None:
    """Refuse an edge of which an attribute is none, and say where it is."""
    from partnergraph.networks import given, weight

    try:
        given.tie(edge, where)
        for name in sorted(_NUMBERS & edge.keys()):
            weight.read(edge[name], where, name)
    except FormatError as error:
        raise InputError(str(error)) from error


def _line(data: Mapping[str, Any]) -> dict[str, Any]:
    """Give the attributes of an edge as the library has them: what is called by name in a file has its IRI beside."""
    told = {"via": data.get("via_iri", data.get("via", "")), "via_label": data.get("via", "")}
    return {**data, **told, "kind": data.get("kind_iri") or data.get("kind", ""), "moment": _is_moment(data)}


def _csv(path: Path, text: str) -> "nx.MultiGraph[str]":
    import networkx as nx

    graph: nx.MultiGraph[str] = nx.MultiGraph()
    said: _Said = {}
    for number, row in _rows(path, text):
        ends = [row.get(f"{name} iri") or row.get(name, "") for name in _ENDS]
        if not all(ends):
            raise InputError(f"{path}:{number}: an edge without {_ENDS[bool(ends[0])]}; give both ends, or no row")
        for end, name in zip(ends, _ENDS, strict=True):
            told = {key: row[f"{name} {key}"] for key in _OF_ENDS if row.get(f"{name} {key}")}
            graph.add_node(end, **told)
            for key, word in told.items():
                said.setdefault((end, key), {}).setdefault(word, number)
        edge = _edge(row)
        _check(edge, f"{path}:{number}")
        graph.add_edge(*ends, **edge | {name: float(edge[name]) for name in _NUMBERS & edge.keys()})
    if not graph:
        raise InputError(f"{path}: has no row; give one for each edge, below the names of the columns")
    _agree(path, said)
    return graph


def _meant(key: str, word: str) -> str:
    """Give what a word about an end means, so that two words for one thing are one."""
    return (country.code(word) if key == "country" else "") or (word if key == "label" else word.casefold())


def _agree(path: Path, said: "_Said") -> None:
    """Refuse a node of which two rows say two things; which of them comes first does not matter."""
    from partnergraph.questions.name import shown

    for (end, key), words in sorted(each for each in said.items() if len(each[1]) > 1):
        apart = {_meant(key, word): word for word in sorted(words, reverse=True)}
        if len(apart) > 1:
            one, other = sorted(apart.values())[:2]
            raise InputError(
                f"{path}: the {key} of {shown(end)} is {shown(one)} in line {words[one]} and {shown(other)} in line "
                f"{words[other]}; give it one"
            )


def _edge(row: Mapping[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {name: row[name] for name in _ASKED if row.get(name)}
    if row.get("via iri"):
        told.update(via=row["via iri"], via_label=row.get("via", ""))
    return {**told, "moment": _is_moment({**row, "last": row.get("last day", "")})}


def _is_moment(edge: Mapping[str, Any]) -> bool:
    """Say whether an edge is over with its day, by what is said, or by a last day where no end is told."""
    said = edge.get("moment", "")
    return str(said).lower() == "true" if said != "" else bool(edge.get("last")) and not edge.get("end")


def _rows(path: Path, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Give each row with its line, by the names of its columns."""
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_SEPARATORS, key=first.count), strict=True)
    try:
        head = [name.strip().casefold() for name in next(reader, [])]
        if missing := [name.capitalize() for name in _ENDS if name not in head]:
            listed = " and ".join(missing)
            raise InputError(f"{path}:1: a network file has the columns Source and Target; missing: {listed}")
        if twice := [name.title() for name in dict.fromkeys(head) if name in _READ and head.count(name) > 1]:
            raise InputError(f"{path}:1: a column comes twice: {', '.join(twice)}; leave one of the two out")
        for cells in reader:
            if any(cells):
                yield reader.line_num, dict(zip(head, map(_plain, cells), strict=False))
    except csv.Error as error:
        raise InputError(f"{path}:{reader.line_num}: is no CSV: {error}") from error


def _plain(cell: str) -> str:
    """Give a cell without the sign that keeps a spreadsheet from calculating it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _MARKED else cell.strip()
