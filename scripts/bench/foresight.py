"""How well recommendations foretell new partners: what was known until a day, held against what came after it.

A body is asked about if it got new partners among the bodies that were known; of the ranked others the first 10 and 50
are looked at. Beside our score stand those of the literature (D. Liben-Nowell and J. Kleinberg, "The link-prediction
problem for social networks", JASIST 58, 1019-1031, 2007): common neighbours, Adamic and Adar's, preferential attachment
(here the number of partners of the candidate), and chance.
"""

import csv
import datetime as dt
import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from partnergraph import resource
from partnergraph.knowledge import KnowledgeGraph
from partnergraph.readings.affinity import Affinities
from partnergraph.ties import incidence

Real: TypeAlias = NDArray[np.float64]
Score: TypeAlias = Callable[[int], Real]
SCORES = ("ours", "common neighbours", "Adamic-Adar", "preferential attachment", "random")
MEASURES = ("precision at 10", "precision at 50", "recall at 50", "MRR")
_FIRST, _MANY = 10, 50
_CODE = re.compile(r"-?\d.*")


@dataclass(frozen=True, slots=True)
class History:
    """Who took part in which project, when each began (ISO 8601), and what each was about."""

    rows: tuple[tuple[str, str], ...]
    began: Mapping[str, str]
    topics: Mapping[str, frozenset[str]]


def of_graph(kg: KnowledgeGraph) -> History:
    """Give the history of the projects of a graph; those without a start are left out.

    >>> import partnergraph
    >>> with partnergraph.open() as kg:
    ...     len(of_graph(kg).rows) > 500
    True
    """
    paths = {path.stem: path for path in resource.queries("networks")}
    projects, topics = (incidence.read(kg.store, paths[name]) for name in ("projects", "topics"))
    began = {tie.via: tie.start for tie in projects.ties if tie.start}
    about: dict[str, set[str]] = {}
    for tie in topics.ties:
        about.setdefault(tie.party, set()).add(tie.via)
    rows = sorted({(tie.party, tie.via) for tie in projects.ties if tie.via in began})
    return History(tuple(rows), began, {thing: frozenset(each) for thing, each in about.items()})


def of_cordis(path: Path) -> History:
    """Give the history in a CSV archive of CORDIS; a topic is what the code of a call has before its first digit."""
    with zipfile.ZipFile(path) as archive:
        began = {row["id"]: row["startDate"][:10] for row in _rows(archive, "project.csv") if row["startDate"]}
        about: dict[str, set[str]] = {}
        for row in _rows(archive, "topics.csv"):
            about.setdefault(row["projectID"], set()).add(_CODE.sub("", row["topic"]))
        every = ((row["organisationID"].strip(), row["projectID"]) for row in _rows(archive, "organization.csv"))
        rows = sorted({(body, project) for body, project in every if body and project in began})
    return History(tuple(rows), began, {thing: frozenset(each) for thing, each in about.items()})


def _rows(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    with archive.open(name) as file:
        return [*csv.DictReader(io.TextIOWrapper(file, "utf-8"), delimiter=";")]


class Trial:
    """What was known until a day, by number, and who became whose partner from that day on."""

    def __init__(self, history: History, day: dt.date) -> None:
        known = [row for row in history.rows if history.began[row[1]] < day.isoformat()]
        bodies = {body: number for number, body in enumerate(sorted({body for body, _ in known}))}
        later = [row for row in history.rows if row[0] in bodies and history.began[row[1]] >= day.isoformat()]
        self.before, projects = _incidence(known, bodies)
        self.after = _pairs(_incidence(later, bodies)[0])
        names = sorted({topic for each in projects for topic in history.topics.get(each, ())})
        place = {name: number for number, name in enumerate(names)}
        ends = [(row, place[topic]) for row, each in enumerate(projects) for topic in history.topics.get(each, ())]
        about = _matrix(ends, (len(projects), len(names)))
        pairs = _pairs(self.before).tocoo()
        upper = pairs.row < pairs.col
        one, other = pairs.row[upper].astype(np.int64), pairs.col[upper].astype(np.int64)
        self.affinities = Affinities(len(bodies), one, other, self.before @ about)

    def scores(self) -> Mapping[str, Score]:
        """Give each score as a function of a body."""
        tied = self.affinities.tied
        degree = np.asarray(tied.sum(axis=1)).ravel()
        chance = np.random.default_rng(1)
        return {
            "ours": lambda body: self.affinities.of(body).score,
            "common neighbours": lambda body: tied @ tied[[body]].toarray().ravel(),
            "Adamic-Adar": lambda body: self.affinities.of(body).partners,
            "preferential attachment": lambda _: degree,
            "random": lambda _: chance.random(len(degree)),
        }

    def asked(self, most: int) -> dict[int, NDArray[np.int64]]:
        """Give so many bodies, drawn evenly from those with new partners among the known, and these."""
        order = list(range(self.after.shape[0]))
        random.Random(1).shuffle(order)  # noqa: S311 (drawn to measure with, no secret)
        found: dict[int, NDArray[np.int64]] = {}
        for body in order:
            new = np.setdiff1d(_held(self.after, body), _held(self.affinities.tied, body))
            if len(new) and len(found) < most:
                found[body] = new
        return found


def measured(trial: Trial, most: int = 400) -> Mapping[str, tuple[float, ...]]:
    """Give the means of the measures for each score, in the order of ``MEASURES``."""
    found: dict[str, list[tuple[float, ...]]] = {name: [] for name in SCORES}
    scores = trial.scores()
    for body, new in trial.asked(most).items():
        for name, score in scores.items():
            values = np.array(score(body), dtype=np.float64)
            values[[*_held(trial.affinities.tied, body).tolist(), body]] = -np.inf
            found[name].append(judged(np.argsort(-values, kind="stable"), new))
    return {name: tuple(np.mean(each, axis=0).tolist()) for name, each in found.items()}


def judged(order: NDArray[np.int64], new: NDArray[np.int64]) -> tuple[float, ...]:
    """Give the measures of one ranking: precision at 10 and 50, recall at 50, and one by the place of the first hit.

    >>> judged(np.array([3, 1, 2]), np.array([1]))
    (0.1, 0.02, 1.0, 0.5)
    """
    hits = np.isin(order, new)
    first = 1 / (1 + int(np.argmax(hits))) if hits.any() else 0.0
    many = int(hits[:_MANY].sum())
    return int(hits[:_FIRST].sum()) / _FIRST, many / _MANY, many / len(new), first


def _incidence(rows: list[tuple[str, str]], bodies: Mapping[str, int]) -> tuple[csr_array, list[str]]:
    projects = sorted({project for _, project in rows})
    place = {project: number for number, project in enumerate(projects)}
    ends = [(bodies[body], place[project]) for body, project in rows]
    return _matrix(ends, (len(bodies), len(projects))), projects


def _matrix(ends: list[tuple[int, int]], shape: tuple[int, int]) -> csr_array:
    rows, columns = (np.array([end[side] for end in ends], dtype=np.int64) for side in (0, 1))
    return csr_array((np.ones(len(ends)), (rows, columns)), shape=shape)


def _pairs(incidence: csr_array) -> csr_array:
    """Give who shares a project with whom, as ones."""
    pairs = csr_array(incidence @ incidence.T)
    pairs.setdiag(0)
    pairs.eliminate_zeros()
    pairs.data[:] = 1
    return pairs


def _held(matrix: csr_array, number: int) -> NDArray[np.int64]:
    held: NDArray[np.int64] = matrix.indices[matrix.indptr[number] : matrix.indptr[number + 1]]
    return held
