"""Compositions: a network put together as it is asked for - which ties, whose answer, in full or as pairs, around what.

What is asked and contradicts itself is refused before the graph is read; what was left after each step is kept with the
network as its ``trail``, so that an empty one can say why.
"""

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypedDict

from partnergraph.errors import ChoiceError
from partnergraph.networks import bond, choice, direction, grouping, network, projection, sketch
from partnergraph.networks.choice import Choice
from partnergraph.networks.projection import Pair
from partnergraph.networks.sketch import Sketch
from partnergraph.networks.wish import By, Weight, Wishes
from partnergraph.profiles import disagreement, profile
from partnergraph.questions.result import Result
from partnergraph.storage.queryable import Queryable
from partnergraph.ties import identity, selection
from partnergraph.ties.incidence import Incidence
from partnergraph.ties.selection import Sifted, Trail
from partnergraph.values import span
from partnergraph.values.heap import uncollected

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Form:
    """How a network is put together, beside which ties are chosen.

    ``query`` is SPARQL whose answer is drawn instead of the networks of the ontology
    (``partnergraph.networks.sketch``). ``projection`` gives bodies alone, tied in pairs; ``weight`` is their ``newman``
    weight, as without it, or their ``count`` (``partnergraph.networks.projection``). Pairs and weighted lines below
    ``min_weight`` are left out. ``group_by`` is ``country``, ``type`` or ``community``, which is a group of ``groups``.
    ``lone`` adds the bodies and
    events that nothing ties, to the full picture of all ties alone.
    """

    query: str | None = None
    projection: bool = False
    weight: Weight | None = None
    min_weight: float = 0.0
    group_by: By | None = None
    lone: bool = False

    @property
    def weighed(self) -> Weight:
        """The weight that pairs have."""
        return self.weight or projection.USUAL

    def check(self, chosen: Choice, as_of: dt.date | None) -> None:
        """Raise ``ChoiceError`` where what is asked is unknown or contradicts itself."""
        chosen.check()
        if self.query is not None:
            choice.check_source(chosen)
        projection.check(self.weighed)
        if self.weight is not None and not self.projection:
            raise ChoiceError("weight is that of pairs; give it with projection")
        if not math.isfinite(self.min_weight) or self.min_weight < 0:
            raise ChoiceError(f"the least weight must be a number, 0 or more, and not {self.min_weight}")
        if self.min_weight and not self.projection and self.query is None:
            raise ChoiceError("in the full picture all lines weigh the same; a least weight needs the projection")
        if self.group_by is not None and self.group_by not in grouping.WAYS:
            raise ChoiceError(f"there is no grouping by {self.group_by!r}; there are {', '.join(grouping.WAYS)}")
        if self.lone and (chosen != Choice() or self.query is not None or self.projection):
            raise ChoiceError("what nothing ties can stand in the full picture of all ties alone; ask for nothing else")
        if as_of and chosen.start is not None and (since := span.parse(str(chosen.start)).first) > as_of:
            raise ChoiceError(f"what is in force from {since} on is later than the graph, which is as of {as_of}")


def asked(wishes: Wishes) -> tuple[Choice, Form]:
    """Give wishes apart: which ties are chosen, and the form.

    >>> asked({"kinds": ["agreement"], "projection": True})[1].projection
    True
    """
    form = {field.name for field in fields(Form)}
    given: dict[str, Any] = dict(wishes)
    chosen = {name: value for name, value in given.items() if name not in form}
    return choice.of(**chosen), Form(**{name: value for name, value in given.items() if name in form})


class Heading(TypedDict, total=False):
    """What a network says of itself."""

    title: str
    licence: str
    as_of: str


@uncollected()
def compose(
    store: Queryable,
    chosen: Choice,
    form: Form,
    heading: Heading,
    communities: Mapping[str, int] = MappingProxyType({}),
) -> "nx.MultiGraph[str]":
    """Give a network as it is asked for; its ``trail`` tells how many ties were left after each step.

    ``communities`` are the groups of bodies, where it is laid out by these (``partnergraph.networks.grouping``).

    >>> from partnergraph.storage.store import Store
    >>> compose(Store(), Choice(networks=["agreements"]), Form(), {}).graph["trail"]
    (('ties in the network', 0),)
    """
    known = profile.read(store)
    disputed = disagreement.claims(disagreement.read(store, known))
    drawn = None if form.query is None else sketch.of(Result(store.query(form.query)).table(), known)
    profiles = known if drawn is None else drawn.profiles
    sifted = choice.made(store, chosen, bodies=form.projection) if drawn is None else _drawn(store, drawn, chosen, form)
    if form.projection:
        pairs, parties, trail = _pairs(sifted, form)
        if drawn is None:
            profiles = known.among({*parties, *(node for pair in pairs for node in (pair.one, pair.other, *pair.via))})
        counted = partial(selection.counted, sifted.incidences)
        graph = network.projected(pairs, profiles, parties=parties, weight=form.weighed, disputed=disputed, **heading)
    else:
        trail = sifted.trail
        lone = map(identity.read(store).one, choice.things(store, "body", "event")) if form.lone else ()
        graph = network.build(sifted.incidences, profiles, lone=lone, disputed=disputed, **heading)
        counted = partial(bond.dated, graph)
    graph.graph.update(
        description=_described(trail, chosen, form),
        wishes=_wished(chosen, form),
        weight=form.weighed if form.projection else "",
        whole=heading.get("title", ""),
        trail=trail,
        undated=counted(selection.dateless) if sifted.timed or heading.get("as_of") else 0,
        unbegun=0 if chosen.end is None else counted(selection.unbegun),
        skipped=0 if drawn is None else drawn.skipped,
    )
    return grouping.group(graph, form.group_by, communities) if form.group_by else graph


def _described(trail: Trail, chosen: Choice, form: Form) -> str:
    """Say what is shown, where that is not all."""
    of = [f"of the network {' or '.join(_named(chosen.networks))}"] if chosen.networks else []
    steps = ", ".join([*of, *(words for words, _ in trail[1:] if words not in {"pairs", "between bodies"})])
    shown = "the answer to a query" if form.query is not None else "bodies tied in pairs" if form.projection else "ties"
    return f"Shows {shown} {steps}".strip() if steps or form.projection or form.query is not None else ""


def told(wishes: Wishes) -> dict[str, Any]:
    """Give what is asked as plain values, as a network keeps it as its ``wishes``.

    >>> told({"kinds": ["agreement"], "dated": False})
    {'kinds': ('agreement',)}
    """
    return _wished(*asked(wishes))


def _wished(chosen: Choice, form: Form) -> dict[str, Any]:
    """Give what was asked, as plain values: what chooses and what is drawn, without what was not asked for."""
    words = ("kinds", "types", "countries", "topics", "programmes")
    given: dict[str, Any] = {"networks": _named(chosen.networks), "query": form.query is not None}
    given.update((name, tuple(getattr(chosen, name))) for name in words)
    given.update((name, str(getattr(chosen, name) or "")) for name in ("start", "end"))
    given.update(dated=chosen.dated, projection=form.projection, min_weight=form.min_weight)
    return {name: value for name, value in given.items() if value}


def _named(networks: Sequence[str | Path]) -> tuple[str, ...]:
    return tuple(Path(each).stem if isinstance(each, Path) else each for each in networks)


def _drawn(store: Queryable, drawn: Sketch, chosen: Choice, form: Form) -> Sifted:
    """Give what is left of the ties of an answer."""
    if not form.min_weight or form.projection:
        return _answered(choice.sifted(store, [drawn.incidence], chosen, bodies=form.projection))
    if not drawn.weighted:
        raise ChoiceError("the query gives no weights; a least weight needs a column ?weight, or the projection")
    least = selection.of_weight(form.min_weight, f"of weight {form.min_weight:g} or more")
    return _answered(choice.sifted(store, [drawn.incidence], chosen, besides=[least]))


def _answered(sifted: Sifted) -> Sifted:
    """Say of what is left that it comes from an answer."""
    (_, found), *rest = sifted.stages
    return replace(sifted, stages=(("ties in the answer to the query", found), *rest))


def _pairs(sifted: Sifted, form: Form) -> tuple[list[Pair], Sequence[str], Trail]:
    """Give the pairs of each kind of tie, who is there without one, and the trail.

    The least weight is that of all kinds together; where it is asked for, or there is no pair, nobody else is there.
    """
    whole = projection.of(sifted.incidences)
    least = form.min_weight - min(5e-10, form.min_weight * 1e-9)  # 49 times 1/49 is 1
    heavy = whole.weight(form.weighed) >= least
    kept = {(whole.parties[one], whole.parties[other]) for one, other in zip(*whole.ends(heavy), strict=True)}
    trail = (*sifted.trail, ("pairs", len(whole)))
    if form.min_weight:
        trail = (*trail, (f"of weight {form.min_weight:g} or more", len(kept)))
    parts = (projection.of(each) for each in _by_kind(sifted.incidences))
    leading = direction.subjects(sifted.incidences)
    moments = selection.moments(sifted.incidences)
    pairs = (direction.told(pair, leading) for part in parts for pair in part.pairs(part.places(kept)))
    found = [replace(pair, moment=pair.kinds[0] in moments) for pair in pairs]
    return found, () if form.min_weight or not found else whole.parties, trail


def _by_kind(incidences: Sequence[Incidence]) -> Iterator[list[Incidence]]:
    for kind in sorted({kind for each in incidences for kind in each.column("kind").texts}):
        yield [each.kept(each.column("kind").passing(kind.__eq__)) for each in incidences]
