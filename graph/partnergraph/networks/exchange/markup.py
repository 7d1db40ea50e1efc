"""XML as the formats of networks need it: text and attributes escaped, elements a line each."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def element(name: str, words: str | None = None, /, **attributes: str) -> str:
    r"""Give an element on a line of its own; attributes that are empty are left out, and a ``_`` ends a name of Python.

    >>> element("node", id="n0", class_="", label='"a" & b')
    '<node id="n0" label=\'"a" &amp; b\'/>\n'
    >>> element("data", "a < b", key="label")
    '<data key="label">a &lt; b</data>\n'
    """
    told = "".join(f" {key.removesuffix('_')}={quoteattr(value)}" for key, value in attributes.items() if value)
    return f"<{name}{told}/>\n" if words is None else f"<{name}{told}>{escape(words)}</{name}>\n"


def inside(name: str, children: Iterable[str], /, **attributes: str) -> str:
    r"""Give an element around others.

    >>> inside("nodes", [element("node", id="n0")])
    '<nodes>\n<node id="n0"/>\n</nodes>\n'
    """
    told = "".join(f" {key.removesuffix('_')}={quoteattr(value)}" for key, value in attributes.items() if value)
    return f"<{name}{told}>\n{''.join(children)}</{name}>\n"


def said(value: str | float | bool) -> str:
    """Give a value as XML Schema writes it.

    >>> said(True), said(1.5), said("Vienna")
    ('true', '1.5', 'Vienna')
    """
    return str(value).lower() if isinstance(value, bool) else str(value)
