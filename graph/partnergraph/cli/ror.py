"""``partnergraph import ror``: the Research Organization Registry."""

from pathlib import Path
from typing import Any

import click

from partnergraph.cli.importing import releasing, take_in
from partnergraph.cli.parameter import PLACE


@click.command()
@click.argument("files", nargs=-1, required=True, type=PLACE)
@releasing
def ror(files: tuple[Path, ...], **given: Any) -> None:  # noqa: ANN401 - click's own
    """Import bodies from a dump of the Research Organization Registry (ROR), all of them or none.

    FILES are dumps of version 2 or 1: the zip file, or the JSON or CSV in it. Names come in all languages, with places,
    other identifiers, status, parents and successors. A body that the store knows by its identifier stays one.
    The data are in the public domain (CC0).

    A newer dump takes the place of the one before it: what it says no more goes, what is new comes, and both are told.
    What others say stays, as do your own edits and accepted matches.

    \b
    Example:
      partnergraph import ror v2.2-2026-10-ror-data.zip --store office
    """
    from partnergraph.sources import ror as importer

    take_in(importer.into, files, **given)
