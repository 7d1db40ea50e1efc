"""A session of the shell: one open graph, and how its answers are found and written."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from partnergraph.cli.answer import Manner, show
from partnergraph.cli.delivery import report
from partnergraph.cli.printed import print_table
from partnergraph.storage.worker import CAN_FORK

if TYPE_CHECKING:
    from partnergraph.knowledge import KnowledgeGraph
    from partnergraph.values.table import Table
    from partnergraph.writing.format import Format


@dataclass
class Session:
    """The graph that is asked, the manner in which it answers (``how``), and whether the user has left.

    ``folders`` hold questions beside the shipped ones.
    """

    graph: "KnowledgeGraph"
    how: Manner
    folders: tuple[Path, ...] = ()
    left: bool = False

    def query(self, text: str) -> None:
        """Answer a query in a process of its own, held to the limits; without fork here, and as long as it takes."""
        limits = self.how.limits if CAN_FORK else None
        show(lambda most: self.graph.stream(text, limits=limits, most=most), self.how, nullcontext())

    def tell(self, usual: str, text: "Callable[[Format], str]", page: Callable[[], None]) -> None:
        """Show a report, as ``delivery.report`` does, in the format of the session."""
        report(self.how.form, usual, text, page)

    def tabulate(self, table: "Table", shown: "Table | None" = None) -> None:
        """Show a table of the program's own; ``shown`` is what people see of it."""
        from partnergraph.writing import sheet

        self.tell("csv", lambda each: sheet.write(table, each), lambda: print_table(shown or table))
