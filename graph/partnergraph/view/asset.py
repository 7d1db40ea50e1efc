"""The files that the page is made of: its words, its theme, its styles and scripts, and vis-network."""

import json
import re
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from partnergraph.errors import PartnergraphError

VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z]+)\.js";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:const|class|(?:async )?function) (\w+))", re.MULTILINE)


@cache
def text(name: str) -> str:
    """Read one file of this room, such as ``static/page.css``.

    >>> text("static/page.css").startswith(":root {")
    True
    """
    return (files(__package__) / name).read_text("utf-8").replace("\r\n", "\n")


@cache
def record(name: str) -> dict[str, Any]:
    """Read one JSON file of this room, such as ``theme.json``.

    >>> sorted(record("theme.json"))
    ['dashes', 'edge', 'fallback', 'kinds', 'marks', 'moments', 'shapes', 'types']
    """
    read: dict[str, Any] = json.loads(text(name))
    return read


@cache
def vis_network() -> str:
    """Read vis-network 9.1.2 as the installed pyvis ships it.

    >>> "@version 9.1.2" in vis_network()
    True
    """
    found = find_spec("pyvis")  # one file of it is read; to import it brings much that no page needs
    folders = found.submodule_search_locations if found else None
    if not folders:
        raise PartnergraphError("the page needs pyvis, which is not installed; install pyvis 0.3.2")
    script = Path(folders[0], VIS).read_text("utf-8").replace("\r\n", "\n")
    return inline(script, "pyvis/" + VIS)


@cache
def program() -> str:
    """Join the modules of ``static`` to one script: a module comes after those that it imports.

    Each module keeps a scope of its own and gives out what it exports; ``main`` comes last.

    >>> "import {" in program() or "export " in program()
    False
    """
    sources = {name: text(f"static/{name}.js") for name in modules()}
    imports = {name: sorted(IMPORT.findall(module)) for name, module in sources.items()}
    order = TopologicalSorter(imports).static_order()
    return inline("\n".join(_scoped(sources[name]) for name in order) + "\n", "static/*.js")


def _scoped(module: str) -> str:
    """Give a module as a scope of its own whose exports are known outside."""
    code = EXPORT.sub("", IMPORT.sub("", module)).strip()
    names = ", ".join(EXPORT.findall(module))
    return f"const {{ {names} }} = (() => {{\n{code}\nreturn {{ {names} }};\n}})();" if names else f"{{\n{code}\n}}"


def modules() -> list[str]:
    """Give the names of the modules of ``static``, sorted.

    >>> modules()[:2]
    ['address', 'aim']
    """
    found = (files(__package__) / "static").iterdir()
    return sorted(path.name.removesuffix(".js") for path in found if path.name.endswith(".js"))


def inline(script: str, name: str) -> str:
    """Give back a script that may stand inside a ``script`` element; refuse one that would end it.

    >>> inline("let a = 1;", "a.js")
    'let a = 1;'
    """
    if "</script" in script.lower() or "<!--" in script:
        raise PartnergraphError(
            f"{name} cannot stand inside a page: it holds '</script' or '<!--'; install pyvis 0.3.2"
        )
    return script
