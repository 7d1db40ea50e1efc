"""Query files: SPARQL in a ``.rq`` file, under a header of ``#+`` lines that hold YAML.

grlc reads the same header (``summary``, ``description``, ``tags``, ``defaults``, ``enumerate``); ours adds ``params``,
``columns`` and what rules and networks need. The text is kept as it is: a header is a comment to SPARQL. Every scalar
of a header is text, whatever YAML would make of it (``no``, ``2017``, ``2018-06-30``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnergraph.errors import InputError

if TYPE_CHECKING:
    import yaml


@dataclass(frozen=True, slots=True)
class QueryFile:
    """A named query: the file's stem, its header and its text.

    >>> from partnergraph import resource
    >>> read(resource.queries("questions")[0]).name
    'agreement-scope'
    """

    name: str
    path: Path
    header: Mapping[str, Any]
    text: str

    @property
    def summary(self) -> str:
        """What the query is for, in one line."""
        return str(self.header["summary"])

    def line(self, *keys: str | int) -> int:
        r"""Give the line of an entry of the header, or of the nearest one above it that is there, counted from 1.

        >>> QueryFile("x", Path("x.rq"), {}, "#+ summary: s\n#+ params:\n#+   - name: n").line("params", 0, "type")
        3
        """
        node, found = _composed(self.text), 1
        for key in keys:
            node, below = _below(node, key)
            if node is None:
                break
            found = below
        return found

    def wrong(self, complaint: str, *keys: str | int) -> InputError:
        """Give the error that says what is wrong with an entry of the header, and in which line."""
        return InputError(f"{self.path}:{self.line(*keys)}: {complaint}")


def read(path: Path) -> QueryFile:
    """Give the query in a file; ``InputError`` names file and line where the header is broken.

    >>> from partnergraph import resource
    >>> read(resource.queries("networks")[0]).header["draw"]
    'node'
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    return QueryFile(path.stem, path, _header(path, text), text)


def _header(path: Path, text: str) -> Mapping[str, Any]:
    import yaml

    try:
        node = _composed(text)
        header = yaml.BaseLoader("").construct_document(node) if node is not None else None
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise InputError(f"{path}:{line}: the #+ header is not YAML: {getattr(error, 'problem', error)}") from error
    if not isinstance(header, dict) or not header.get("summary"):
        raise InputError(f"{path}:1: the #+ header says no summary; begin with the line '#+ summary: …'")
    return header


def _composed(text: str) -> "yaml.Node | None":
    """Give the header as YAML nodes, which know their lines."""
    import yaml

    lines = [line[2:].removeprefix(" ") if line.startswith("#+") else "" for line in text.split("\n")]
    # libyaml, where PyYAML was built with it, reads what is shipped in a fifth of the time
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    found: yaml.Node | None = yaml.compose("\n".join(lines), Loader=loader)
    return found


def _below(node: "yaml.Node | None", key: str | int) -> "tuple[yaml.Node | None, int]":
    """Give what stands under a key or in a place of a list, and its line."""
    import yaml

    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == key:
                return value, name.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key], node.value[key].start_mark.line + 1
    return None, 0
