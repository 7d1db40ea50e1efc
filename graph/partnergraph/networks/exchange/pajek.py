"""Pajek .net: vertices by number with their labels, and weighted edges named by their kinds.

Pajek knows no escape within quotation marks, so a label has ' for " and / for a backslash; a label that occurs twice
bears the number of its vertex.
"""

from collections import Counter

from partnergraph.networks.exchange.roll import Roll


def text(roll: Roll) -> str:
    r"""Give a network as a Pajek file.

    >>> text(Roll("", "", "", "", "", (), ()))
    '*Vertices 0\n*Edges\n'
    """
    labels = [_quoted(node.label) for node in roll.nodes]
    counts = Counter(labels)
    place = {node.id: number for number, node in enumerate(roll.nodes, start=1)}
    named = [label if counts[label] == 1 else f"{label} ({number})" for number, label in enumerate(labels, start=1)]
    vertices = [f'{number} "{label}"\n' for number, label in enumerate(named, start=1)]
    edges = [
        f'{place[line.source]} {place[line.target]} {line.weight} l "{_quoted(line.kind)}"\n' for line in roll.lines
    ]
    return "".join([f"*Vertices {len(vertices)}\n", *vertices, "*Edges\n", *edges])


def _quoted(words: str) -> str:
    return " ".join(words.replace('"', "'").replace("\\", "/").split())
