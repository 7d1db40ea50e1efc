"""The words of the page: the same in every language, each of them used, dates and numbers said as people do."""

import inspect
import re
from collections import defaultdict

import networkx as nx
import pyoxigraph as ox
import pytest

import partnergraph as pg
from partnergraph import view
from partnergraph.errors import ChoiceError
from partnergraph.ontology import triples
from partnergraph.readings import joint
from partnergraph.view import asset, words
from tests import synthetic

EN = words.of()


def test_every_word_is_used() -> None:
    """Every message of the word list is said by the template, a script or the program, and none is missing."""
    templates = ["template/page.html", "template/tables.html"]
    source = "".join(map(asset.text, [*templates, *(f"static/{name}.js" for name in asset.modules())]))
    python = "".join(asset.text(name) for name in ("__init__.py", "page.py", "record.py", "scope.py", "words.py"))
    python += inspect.getsource(joint)
    said = set(re.findall(r"""\b(?:say|sayCounts|sayAround)\(\s*["'](\w+)["']""", source + python))
    named = set(re.findall(r"""["'](\w+)["']|words\.(\w+)""", source + python))
    assert said <= set(EN.table)
    assert set(EN.table) - {name for names in named for name in names} == set()


@pytest.mark.parametrize("language", words.languages())
def test_languages_say_the_same(language: str) -> None:
    """Every language has the keys of English in the same order, with the same places for values and as many months."""

    def places(message: object) -> object:
        if isinstance(message, dict):
            return {form: places(text) for form, text in message.items()}
        if isinstance(message, list):
            return [places(each) for each in message if not isinstance(each, int)]
        return sorted(re.findall(r"\{\w+\}", str(message)))

    own = words.of(language).table
    assert list(own) == list(EN.table)
    assert {key: places(message) for key, message in own.items()} == {
        key: places(message) for key, message in EN.table.items()
    }
    assert own["language"] == language
    assert [key for key, message in own.items() if not message] == []


def test_languages_differ() -> None:
    """No more than names and single words are the same in German or French as in English."""
    same = {
        language: [key for key, message in words.of(language).table.items() if message == EN.table[key]]
        for language in ("de", "fr")
    }
    assert all(len(keys) < 26 for keys in same.values()), same


@pytest.mark.parametrize("language", words.languages())
def test_terms_are_those_of_the_ontology(language: str) -> None:
    """Types, kinds and roles are called as the ontology calls them, and every role has a word."""
    found = defaultdict[str, set[str]](set)
    texts = [
        (str(each.subject), each.object) for each in triples() if each.predicate.value.endswith(("prefLabel", "#label"))
    ]
    labels = [(subject, text) for subject, text in texts if isinstance(text, ox.Literal)]
    english = {subject: text.value for subject, text in labels if text.language == "en"}
    for subject, text in labels:
        if text.language == language and subject in english:
            found[english[subject]].add(text.value)
    terms = words.of(language).table["terms"]
    assert {key: word for key, word in terms.items() if found[key] and word not in found[key]} == {}
    assert {label for subject, label in english.items() if "#role-" in subject} - set(terms) == set()


PERIODS = [
    ("fr", "2019-10-01", "2022-09-30", "du 1er octobre 2019 au 30 septembre 2022"),
    ("fr", "2019-10", "2022-09-30", "octobre 2019 – 30 septembre 2022"),
    ("fr", "2019", "2022-09", "2019 à septembre 2022"),
    ("de", "2019-10-01", "2022", "1. Oktober 2019 bis 2022"),
]


@pytest.mark.parametrize(("language", "start", "end", "said"), PERIODS)
def test_periods_are_said_as_the_language_does(language: str, start: str, end: str, said: str) -> None:
    """French has other words between two days than between two years."""
    assert words.of(language).period(start, end) == said


PLACES = [
    ("section “participants”, paragraph 2, characters 4–9", "section « participants », paragraphe 2, caractères 4–9"),
    ("section “rows 2, “row 3” and on”, row 4", "section « rows 2, “row 3” and on », ligne 4"),
    ("section “T, rows 4–9”", "section « T, rows 4–9 »"),
    ("rows 4–9", "lignes 4–9"),
    ("on the cover, row 4 or so", "on the cover, row 4 or so"),
    ("", ""),
]


@pytest.mark.parametrize(("told", "said"), PLACES)
def test_places_are_said_and_what_they_quote_is_not(told: str, said: str) -> None:
    """Where evidence stands is said in the language of the page; the title of a section stays as it is."""
    assert words.of("fr").place(told) == said
    assert words.of("en").place(told) == told


def test_page_in_another_language() -> None:
    """A page in German says its words, dates and numbers as German does; a country's German is German."""
    text = view.html(synthetic.network(20), lang="de-CH")
    assert '<html lang="de" dir="ltr" data-theme="auto">' in text
    assert "gelesen am 23. November 2026" in text
    assert view.html(nx.MultiGraph(), lang="fr").count("Réseau de partenaires") == 2
    assert words.of("fr").say("entityCount", n=0) == "0 entité"
    assert words.of("de").say("entityCount", n=1234) == "1.234 Einträgen"
    assert words.of("fr").period("2014-03-01", "") == "depuis le 1er mars 2014"
    assert words.of("de").period("", "2014-03-01") == "bis zum 1. März 2014"


def test_what_the_page_does_not_know_is_refused() -> None:
    """A language or a theme that there is not is refused with those that there are."""
    with pytest.raises(ChoiceError, match="no words in 'xx'; it speaks de, en, fr"):
        view.html(nx.MultiGraph(), lang="xx")
    with pytest.raises(ChoiceError, match="no theme 'pink'; the page knows auto, light, dark"):
        view.html(nx.MultiGraph(), theme="pink")


def test_periods_are_said_as_known() -> None:
    """Dates are said as exactly as they are known; what is no date stays as it is."""
    assert EN.period("2014", "") == "since 2014"
    assert EN.period("", "2017-09-30") == "until 30 September 2017"
    assert EN.period("2017-23", "2017-23") == "autumn 2017"
    assert EN.period("2014-13", "<b>") == "2014-13 to <b>"
    assert EN.date("2017-99-99") == "2017-99-99"


def test_page_in_another_language_says_what_it_shows(shipped: pg.KnowledgeGraph) -> None:
    """Heading, types, kinds, roles and what was asked are German; a title that a graph has of its own stays."""
    graph = shipped.network("EIBALL", hops=1, kinds=["agreement"], start="2015-06")
    text = view.html(graph, lang="de")
    part = "der Art agreement, in Kraft ab Juni 2015"
    assert f"<title>Das Netz um European Imaging Biomarkers Alliance: {part}</title>" in text
    assert f"<bdi>Zeigt Beziehungen {part}</bdi>" in text
    assert '<bdi class="name">Unterausschuss</bdi>' in text
    assert '<bdi class="name">Partei einer Vereinbarung</bdi>' in text
    assert '<span class="clip">mitwirkend</span>' in text
    graph.graph.update(title="My own", about="")
    assert "<title>My own</title>" in view.html(graph, lang="fr")
