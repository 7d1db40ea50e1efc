"""Candidates: the words that a shell may complete an argument of a command to, for ``partnergraph completion``.

Names are read from the graph that the command line means so far, without the ties of rules, in a process of its own: a
file that cannot be read or that takes too long has no names, and nobody who presses a key is told why.
"""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import astuple
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click

from partnergraph import resource
from partnergraph.errors import PartnergraphError
from partnergraph.measures.wish import MEASURES
from partnergraph.storage import worker

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from partnergraph.questions.lexicon import Entry, Lexicon

Candidates = Callable[[click.Context, click.Parameter, str], "list[CompletionItem[str]]"]

_LIMITS = worker.Limits(seconds=5)  # longer than that nobody waits for a key
_PARAMETER = ("-p", "--param")
_STORE = "--store"
_QUESTIONS = "--questions"


def formats(*known: str) -> Candidates:
    """Give what completes to one of some words."""
    return lambda _context, _parameter, typed: _items([(word, "") for word in known if word.startswith(typed)])


REPORT = formats("table", "csv", "json", "md")
GRAPH = formats("ttl", "trig", "nt", "nq", "rdf", "jsonld", "xlsx", "csv")
NETWORK = formats(
    *("graphml", "gexf", "cytoscape", "vosviewer", "vosviewer-map", "vosviewer-network", "pajek", "edges", "nodes")
)
COMPARISON = formats("table", "csv", "json", "md", "html")
CHART = formats("svg", "csv", "json", "md", "table")
MEASURE = formats(*MEASURES)
ANSWER = formats("table", "json", "xml", "csv", "tsv", "md", "ttl", "trig", "nt", "nq", "rdf", "jsonld")
"""What -f takes for reports, graphs, networks, comparisons, charts and answers to queries, and what --by takes."""


def names(context: click.Context, _: click.Parameter, typed: str) -> "list[CompletionItem[str]]":
    """Complete the name, acronym or prefixed name of a thing."""
    return _items(_found(_words(context), lambda lexicon: lexicon.typed(typed)), typed)


def names_or_files(context: click.Context, _: click.Parameter, typed: str) -> "list[CompletionItem[str]]":
    """Complete a name, or the name of a file where no thing has such a name."""
    return names(context, _, typed) or _files(typed)


def kinds_or_files(context: click.Context, _: click.Parameter, typed: str) -> "list[CompletionItem[str]]":
    """Complete a kind of things, or the name of a file where no kind has such a name."""
    return _items(_found(_words(context), lambda lexicon: lexicon.kinds(typed)), typed) or _files(typed)


def networks(_context: click.Context, _: click.Parameter, typed: str) -> "list[CompletionItem[str]]":
    """Complete the name of a shipped network, or the name of a file."""
    found = [(path.stem, "") for path in resource.queries("networks") if path.stem.startswith(typed)]
    return _items(found) or _files(typed)


def questions(context: click.Context, _: click.Parameter, typed: str) -> "list[CompletionItem[str]]":
    """Complete the name of a question."""
    return _items(_found(_words(context), lambda lexicon: lexicon.questions(typed)))


def parameters(context: click.Context, _: click.Parameter, typed: str) -> "list[CompletionItem[str]]":
    """Complete the name of a parameter of the question, or behind it its value."""
    words = _words(context)
    if words[-1:] and words[-1] in _PARAMETER:
        return _items(_found(words, lambda lexicon: lexicon.parameters(_question(words, lexicon), typed)))
    return _items(_found(words, lambda lexicon: lexicon.values(_question(words, lexicon), words[-1], typed)), typed)


def _question(words: Sequence[str], lexicon: "Lexicon") -> str:
    known = {each.text for each in lexicon.questions("")}
    return next((word for word in words if word in known), "")


def _words(context: click.Context) -> Sequence[str]:
    """Give the words before the one that is completed, which ``completion`` keeps; an incomplete option hides them."""
    return context.find_root().obj or ()


def _found(words: Sequence[str], look: "Callable[[Lexicon], list[Entry]]") -> list[tuple[str, str]]:
    """Give what is found in the lexicon of the graph that the words mean."""

    def write(out: int) -> None:
        from partnergraph.opening import open
        from partnergraph.questions.lexicon import Lexicon

        files, store = _origin(words)
        with open(*files, store=store, derive=False) as graph, os.fdopen(out, "w", encoding="utf-8") as stream:
            lexicon = Lexicon(graph.store, tuple(map(Path, _given(words, _QUESTIONS))))
            json.dump([astuple(each) for each in look(lexicon)], stream)

    try:
        return [(text, meaning) for text, meaning in json.loads(worker.work(write, _LIMITS))]
    except PartnergraphError:
        return []


def _origin(words: Sequence[str]) -> tuple[list[str], str | None]:
    """Give the files and the store that a command line names."""
    from partnergraph.writing import format

    endings = tuple(f".{ending}" for each in format.GRAPHS for ending in each.extensions)
    files = [word for word in words if word.lower().endswith(endings) and Path(word).is_file()]
    given = _given(words, _STORE) or [os.environ.get("PARTNERGRAPH_STORE", "")]
    return files, None if files else given[-1] or None


def _given(words: Sequence[str], option: str) -> list[str]:
    """Give the values of an option on a command line."""
    given = [after for word, after in pairwise(words) if word == option]
    return given + [word.partition("=")[2] for word in words if word.startswith(f"{option}=")]


def _items(found: Sequence[tuple[str, str]], typed: str | None = None) -> "list[CompletionItem[str]]":
    """Give completions, each once; of names those alone that begin as what is typed, for shells know no others."""
    from click.shell_completion import CompletionItem

    begun = (each for each in found if typed is None or each[0].casefold().startswith(typed.casefold()))
    return [CompletionItem(text, help=meaning or None) for text, meaning in {each[0]: each for each in begun}.values()]


def _files(typed: str) -> "list[CompletionItem[str]]":
    from click.shell_completion import CompletionItem

    return [CompletionItem(typed, type="file")]
