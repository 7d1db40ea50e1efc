#!/usr/bin/env python3
"""Measure how fast it is, beside what a user would run instead, and say which aims are reached.

Needs the project installed, as in the environment that scripts/test.py makes. The graphs are made in build/bench/.
With --write the tables take the places of those of before in docs/benchmarks.md; the others there stay.

Example:
  build/env/test/bin/python scripts/benchmark.py query load --size S
"""

import argparse
import datetime as dt
import os
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from bench import chain, command, derive, importing, load, network, path, query, questions, recommend, view
from bench.section import Section
from environment import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
_LIBRARIES = ("pyoxigraph", "rdflib")
_AIM = 4  # columns of a table of aims, the last of which says whether it is reached
_HEAD = """\
# Benchmarks

Made by `python scripts/benchmark.py`, each table on the day that it says: {processor}, {cores} cores; Python {python},
{libraries}.

The graphs are made by `scripts/bench/corpus.py` in the shape of CORDIS (bodies of which few take part often and most
seldom, projects, participations, agreements, memberships, sessions, each with its evidence), in the terms of the
ontology and the same for everybody: S, M and L have 2,000, 20,000 and 60,000 projects. What is compared gives the same
answers, or the run ends with a message.
"""


def main() -> None:
    """Run what is asked for, print the tables, and write them where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"what to measure: {', '.join(BENCHMARKS)} (all)")
    parser.add_argument("--size", nargs="+", default=["M"], help="sizes of the graph: S, M, L or so many projects (M)")
    parser.add_argument(
        "--rdflib", nargs="*", default=[], metavar="SIZE", help="sizes at which rdflib or networkx runs too (none)"
    )
    parser.add_argument("--limit", type=float, default=120, help="seconds that rdflib may take for a question (120)")
    parser.add_argument(
        "--cordis", type=Path, metavar="ZIP", help="a CSV archive of CORDIS, for recommend, view and chain"
    )
    parser.add_argument("--tables", type=Path, help="an archive of CORDIS to import instead of one that is made")
    parser.add_argument("--store", type=Path, help="the folder of a kept store, for chain, which takes --cordis else")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    given = parser.parse_args()
    names = given.names or list(BENCHMARKS)
    if not set(names) <= set(BENCHMARKS):
        parser.error(f"the benchmarks are {', '.join(BENCHMARKS)}")
    found = []
    for name in names:
        for section in BENCHMARKS[name](given):
            found.append(section)
            print(f"{section.markdown()}\n", flush=True)
    if given.write:
        before = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""
        PAGE.write_text(page(before, found, _asked(sys.argv[1:])), encoding="utf-8", newline="\n")


def page(before: str, found: Iterable[Section], words: str) -> str:
    """Give the page with what was found in the places of the tables of before; ``words`` asked for it."""
    day = dt.datetime.now(dt.UTC).date().isoformat()
    tables = dict(each.split("\n", 1) for each in before.split("\n## ")[1:])
    for section in found:
        made = f"{section.words} Made on {day} by `benchmark.py {words}`."
        title, text = replace(section, words=made).markdown().removeprefix("## ").split("\n", 1)
        tables[title] = f"{text}\n"
    return "\n## ".join([head() + missed(tables), *map("\n".join, tables.items())])


def missed(tables: Mapping[str, str]) -> str:
    r"""Give the list of the aims that are not reached, from the tables of aims by title, as it ends the head.

    >>> table = "\n| what | measured | aim | reached |\n|---|---:|---:|---:|\n| load | 2 x | ≤ 1.1 x | no |\n"
    >>> print(missed({"Loading: aims, size S": table}))
    <BLANKLINE>
    Of the aims below, these are not reached:
    <BLANKLINE>
    - [Loading: aims, size S](#loading-aims-size-s): load, 2 x (aim: ≤ 1.1 x)
    <BLANKLINE>
    """
    found = []
    for title, text in tables.items():
        anchor = "".join(sign for sign in title.lower().replace(" ", "-") if sign.isalnum() or sign in "-_")
        for line in text.splitlines():
            cells = line.strip("| ").split(" | ")
            if len(cells) == _AIM and cells[-1] == "no":
                found.append(f"- [{title}](#{anchor}): {cells[0]}, {cells[1]} (aim: {cells[2]})")
    return "\n".join(["", "Of the aims below, these are not reached:", "", *found, ""]) if found else ""


def _query(given: argparse.Namespace) -> Iterator[Section]:
    for size in given.size:
        yield from query.sections(size, plain=size in given.rdflib, limit=given.limit)


def _load(given: argparse.Namespace) -> Iterator[Section]:
    for size in given.size:
        yield from load.sections(size, plain=size in given.rdflib)


def _import(given: argparse.Namespace) -> Iterator[Section]:
    for size in given.size:
        yield from importing.sections(size, plain=size in given.rdflib, file=given.tables)


def _questions(given: argparse.Namespace) -> Iterator[Section]:
    for size in given.size:
        yield from questions.sections(size)


def _command(given: argparse.Namespace) -> Iterator[Section]:
    return command.sections()


def _derive(given: argparse.Namespace) -> Iterator[Section]:
    return derive.sections()


def _network(given: argparse.Namespace) -> Iterator[Section]:
    for size in given.size:
        yield from network.sections(size, plain=size in given.rdflib)


def _path(given: argparse.Namespace) -> Iterator[Section]:
    for size in given.size:
        yield from path.sections(size, plain=size in given.rdflib)


def _recommend(given: argparse.Namespace) -> Iterator[Section]:
    for number, size in enumerate(given.size):
        yield from recommend.sections(size, None if number else given.cordis)


def _chain(given: argparse.Namespace) -> Iterator[Section]:
    source = given.store or given.cordis
    return iter(()) if source is None else chain.sections(source)


def _view(given: argparse.Namespace) -> Iterator[Section]:
    return view.sections(cordis=given.cordis)


BENCHMARKS: Mapping[str, Callable[[argparse.Namespace], Iterator[Section]]] = {
    "query": _query,
    "load": _load,
    "import": _import,
    "questions": _questions,
    "command": _command,
    "derive": _derive,
    "network": _network,
    "path": _path,
    "recommend": _recommend,
    "chain": _chain,
    "view": _view,
}


def head() -> str:
    """Give the head of the page: how it was made, and on what."""
    return _HEAD.format(
        processor=_processor(),
        cores=os.cpu_count(),
        python=platform.python_version(),
        libraries=", ".join(f"{name} {version(name)}" for name in _LIBRARIES),
    )


def _asked(words: Sequence[str]) -> str:
    """Give what was asked for, files by their names alone: where they lie is nobody's concern."""
    return " ".join(Path(word).name if os.sep in word else word for word in words if word != "--write")


def _processor() -> str:
    """Give the model of the processor as the system tells it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.is_file() else []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.processor() or platform.machine())


if __name__ == "__main__":
    main()
