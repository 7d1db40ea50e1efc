"""Query files: SPARQL in a ``.rq`` file, under a header of ``#+`` lines that hold YAML.

grlc reads the same header (``summary``, ``description``, ``tags``, ``defaults``); ours adds ``params``, ``columns`` and
what rules and networks need. The text is kept as it is: a header is a comment to SPARQL.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from partnergraph.errors import InputError


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


def read(path: Path) -> QueryFile:
    """Give the query in a file; ``InputError`` names file and line where the header is broken.

    >>> from partnergraph import resource
    >>> read(resource.queries("networks")[0]).header["draw"]
    'node'
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    return QueryFile(path.stem, path, _header(path, text), text)


def _header(path: Path, text: str) -> Mapping[str, Any]:
    import yaml

    lines = [line[2:].removeprefix(" ") if line.startswith("#+") else "" for line in text.splitlines()]
    try:
        header = yaml.safe_load("\n".join(lines))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise InputError(f"{path}:{line}: the #+ header is not YAML: {getattr(error, 'problem', error)}") from error
    if not isinstance(header, dict) or not header.get("summary"):
        raise InputError(f"{path}:1: the #+ header says no summary; begin with the line '#+ summary: …'")
    return header
