"""A store on disk as a machine of states, held against a Python set."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from partnergraph.errors import EmptyError, PartnergraphError
from partnergraph.loading import load
from partnergraph.storage import folder, update, upkeep
from partnergraph.storage.store import Store
from tests.stores import derived, stated

TRIPLES = st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=6)
UNIT_OF = "<http://www.w3.org/ns/org#unitOf>"
MEMORY = Path("/dev/shm")  # noqa: S108 - mkdtemp makes names of its own; a disk would be waited for at every step
GRAPHS = st.sampled_from(["", "<urn:g>"])


def text(triples: set[tuple[int, int]]) -> str:
    """Give triples that say which unit is of which, as N-Triples."""
    return "".join(f"<urn:u{one}> {UNIT_OF} <urn:u{other}> .\n" for one, other in sorted(triples))


def quads(triples: set[tuple[int, int]], graph: str) -> set[str]:
    """Give them as the quads of a graph."""
    return {f"<urn:u{one}> {UNIT_OF} <urn:u{other}>{f' {graph}' if graph else ''}" for one, other in triples}


class Machine(RuleBasedStateMachine):
    """Loads, updates, backups, compactions, failures; after each the store states what the set holds."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.office = self.home / "office"
        load.files(self.office, [])
        self.model = set[str]()
        self.copy: set[str] | None = None
        self.reader: Store | None = None
        self.read = set[str]()

    def teardown(self) -> None:
        """Remove what was made, once it was looked through."""
        assert upkeep.check(self.office).damage == ()
        if self.reader:
            self.reader.close()
        shutil.rmtree(self.home)

    @rule(triples=TRIPLES, graph=GRAPHS)
    def load(self, triples: set[tuple[int, int]], graph: str) -> None:
        """Load a file into the default graph or into one of its own."""
        path = self.home / "a.trig"
        path.write_text(f"{graph} {{ {text(triples)} }}" if graph else text(triples))
        new = quads(triples, graph)
        if not triples:
            with pytest.raises(EmptyError):
                load.files(self.office, [path])
            return
        assert load.files(self.office, [path]).new == len(new - self.model)
        self.model |= new

    @rule(triples=TRIPLES, graph=GRAPHS, insert=st.booleans())
    def update(self, triples: set[tuple[int, int]], graph: str, insert: bool) -> None:
        """Insert or delete, in one graph."""
        body = f"GRAPH {graph} {{ {text(triples)} }}" if graph else text(triples)
        named = quads(triples, graph)
        done = update.apply(self.office, f"{'INSERT' if insert else 'DELETE'} DATA {{ {body} }}")
        after = self.model | named if insert else self.model - named
        assert (done.came, done.went) == (len(after - self.model), len(self.model - after))
        self.model = after

    @rule(graph=GRAPHS)
    def clear(self, graph: str) -> None:
        """Remove all of one graph by a pattern."""
        pattern = f"GRAPH {graph} {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
        update.apply(self.office, f"DELETE WHERE {{ {pattern} }}")
        self.model = {quad for quad in self.model if quad.endswith("<urn:g>") != bool(graph)}

    @rule(content=st.sampled_from(["<urn:a> <urn:b> 1 . <urn:a>", "<urn:a> <urn:b> 'x"]))
    def fail(self, content: str) -> None:
        """Load a broken file, and update with a broken text."""
        (self.home / "broken.ttl").write_text(content)
        with pytest.raises(PartnergraphError):
            load.files(self.office, [self.home / "broken.ttl"])
        with pytest.raises(PartnergraphError):
            update.apply(self.office, "CLEAR ALL ; DROP GRAPH <urn:none>")

    @rule()
    def compact(self) -> None:
        """Compact it."""
        upkeep.compact(self.office)

    @rule()
    def back_up(self) -> None:
        """Make a backup in place of the last one."""
        shutil.rmtree(self.home / "copy", ignore_errors=True)
        upkeep.backup(self.office, self.home / "copy")
        self.copy = set(self.model)

    @precondition(lambda self: self.copy is not None)
    @rule()
    def restore(self) -> None:
        """Go on with the backup."""
        assert self.copy is not None
        self.drop_reader()
        shutil.rmtree(self.office)
        (self.home / "copy").rename(self.office)
        self.model, self.copy = self.copy, None

    @rule()
    def read_on(self) -> None:
        """Open it and keep it open, whatever follows."""
        self.drop_reader()
        self.reader, self.read = Store.open(self.office), set(self.model)

    @rule()
    def drop_reader(self) -> None:
        """Close what is open."""
        if self.reader:
            self.reader.close()
            self.reader = None

    @invariant()
    def holds(self) -> None:
        """Both are the same, and an open reader sees what it opened."""
        assert stated(self.office) == self.model
        if self.reader:
            triples = {str(quad) for quad in self.reader.quads() if "unitOf" in quad.predicate.value}
            assert triples == self.read
        assert len(folder.editions(self.office)) <= 2
        assert bool(derived(self.office)) <= bool(self.model)


Machine.TestCase.settings = settings(max_examples=6, stateful_step_count=15, deadline=None)
TestMachine = Machine.TestCase
