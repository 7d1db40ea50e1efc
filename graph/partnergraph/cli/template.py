"""``partnergraph template``: an empty workbook for the sheets of a partnership office."""

from pathlib import Path

import click

from partnergraph.cli.delivery import deliver, reserve
from partnergraph.cli.parameter import OUTPUT


@click.command()
@click.argument("file", type=OUTPUT)
def template(file: Path) -> None:
    """Write an empty workbook with the sheets and columns that `import tables` reads.

    Each column has a note that says what goes into it, and a drop-down where there is something to choose from; the
    columns that a row needs are coloured. FILE ends in .xlsx, which Excel, LibreOffice and others open; - is stdout.

    \b
    Example:
      partnergraph template partners.xlsx
      partnergraph import tables partners.xlsx --store office
    """
    from partnergraph.sources.sheets import workbook
    from partnergraph.writing import format

    if str(file) != "-":
        format.of_path(file, (format.XLSX,))
    deliver(workbook.template(), reserve(file, book=True))
