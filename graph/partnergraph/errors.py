"""Every error that partnergraph raises on purpose.

    PartnergraphError            exit code 3 unless a subclass says otherwise
    ├── InputError               a file cannot be read or is not what it claims to be
    │   └── EmptyError           what was to come in holds nothing
    ├── OutputError              a file or folder cannot be written
    ├── QueryError         (2)   a query, its parameters or its form are wrong
    ├── UnknownNameError   (2)   nothing has this name: no thing, kind, network or question; the nearest are told
    ├── AmbiguousNameError (2)   several things have this name; all are told
    ├── FormatError        (2)   a format is unknown or does not fit the answer
    ├── ChoiceError        (2)   the value of an option is unknown or out of range, or two contradict each other
    ├── DateError          (2)   a date or a duration is not written as one
    ├── LimitError         (4)   a limit was reached: time, memory, or what the engine can bear
    ├── EndpointError      (5)   a SPARQL endpoint refused, failed or did not answer
    │   └── AddressError   (2)   the URL of an endpoint, or who asks there, is not written as it should be
    └── StoreError               a store cannot be opened, read or written

A message is one line that says what, where and the next step. Where the library, a command and the shell take that
step in different ways it is a ``Remedy``, which each of them words. Errors of the libraries underneath are translated
once, in the room that calls them, with ``from``.
"""

from collections.abc import Mapping, Sequence
from enum import Enum

_SHOWN = 20  # files of which is told what is wrong
_NAMED = 3  # files that are named where none says anything


class Remedy(Enum):
    """The next step after an error by its idea, and how it is taken in Python; {0} and {1} are what it is about."""

    AS_OF = "give its files, or choose ties by their time with start={0!r} and end={0!r}"
    BOTH = "give all these tables, or say with release=NAME that it is another source, or add to what is there with add"
    CHECK = "partnergraph.storage.upkeep.check({0}) tells what is damaged"
    ENDPOINT = "ask that one with open(endpoint=URL), or wait until it has ended"
    EXAMPLE = "give it one, for example {{{0!r}: {1!r}}}"
    FILE = "give the folder of a store, or to read the file open(FILE)"
    KINDS = "list() tells the kinds"
    LIST = "list() tells what there is"
    LIST_OF = "list({0!r}) tells what there is"
    LOAD = "make one with partnergraph.loading.load.files"
    MEMORY = "ask for less, or allow Limits of more memory"
    QUERY = "ask it with query()"
    QUESTIONS = "partnergraph.questions.question.listing() tells what there is"
    ROWS = "read on without a limit of rows"
    TIME = "ask for less, or allow Limits of more seconds"
    UNLOAD = "else take the old one out first: partnergraph.loading.withdrawal.out(FOLDER, [{0!r}])"
    VALUE = "give {{{0!r}: NAME}}"


class PartnergraphError(Exception):
    """The base of all errors of this package; ``exit_code`` is what the command ends with.

    >>> print(UnknownNameError("nothing is called 'X'", Remedy.LIST_OF, "body"))
    nothing is called 'X'; list('body') tells what there is
    """

    exit_code = 3

    def __init__(self, what: str, remedy: Remedy | None = None, *about: str) -> None:
        self.what, self.remedy, self.about = what, remedy, about
        super().__init__(self.told({}))

    def told(self, words: Mapping[Remedy, str]) -> str:
        """Give what is wrong and the next step, in other ``words`` where there are some for it.

        >>> QueryError("SELECT reads", Remedy.QUERY).told({Remedy.QUERY: "ask it with partnergraph query"})
        'SELECT reads; ask it with partnergraph query'
        """
        if self.remedy is None:
            return self.what
        return f"{self.what}; {words.get(self.remedy, self.remedy.value).format(*self.about)}"


class InputError(PartnergraphError):
    """A file cannot be read, or its content is not what its format asks for."""


class EmptyError(InputError):
    """Files were read, and hold nothing that could come in."""

    @classmethod
    def of(cls, names: Sequence[str]) -> "EmptyError":
        """Give the error of files or releases by their names.

        >>> print(EmptyError.of(["a.csv"]))
        nothing came in: a.csv holds nothing to take in; give a file with rows or triples
        """
        told = ", ".join(names[:_NAMED]) + (", ..." if len(names) > _NAMED else "")
        holds = f"{told} {'holds' if len(names) == 1 else 'hold'}" if names else "the files hold"
        return cls(f"nothing came in: {holds} nothing to take in; give a file with rows or triples")


class OutputError(PartnergraphError):
    """A file or folder cannot be written."""


def joined(errors: Sequence[InputError]) -> InputError:
    """Give what is wrong with several files as one error, a line each, as far as anybody would read it.

    >>> print(joined([InputError("a.csv: is empty"), InputError("b.csv: is empty")]))
    a.csv: is empty
    b.csv: is empty
    """
    more = [f"... and {len(errors) - _SHOWN:,} more files that cannot be read"] if len(errors) > _SHOWN else []
    return InputError("\n".join([*map(str, errors[:_SHOWN]), *more]))


class StoreError(PartnergraphError):
    """A store cannot be opened, read or written."""


class QueryError(PartnergraphError):
    """A query cannot be parsed or run; the message carries line, column and a caret."""

    exit_code = 2


class UnknownNameError(PartnergraphError):
    """Nothing has this name; ``in_graph`` says whether the graph was to have it, and not the program."""

    exit_code = 2

    def __init__(self, what: str, remedy: Remedy | None = None, *about: str, in_graph: bool = True) -> None:
        super().__init__(what, remedy, *about)
        self.in_graph = in_graph


class AmbiguousNameError(PartnergraphError):
    """More than one thing in the graph has this name."""

    exit_code = 2


class FormatError(PartnergraphError):
    """A format is unknown, or cannot hold this kind of answer."""

    exit_code = 2


class ChoiceError(PartnergraphError):
    """The value of an option is unknown or out of range, or it contradicts another."""

    exit_code = 2


class DateError(PartnergraphError):
    """A date or a duration is not written as one."""

    exit_code = 2


class LimitError(PartnergraphError):
    """A limit was reached before there was an answer: of time, of memory, or of what the engine can bear."""

    exit_code = 4


class EndpointError(PartnergraphError):
    """A SPARQL endpoint refused a request, failed, or gave what is no answer."""

    exit_code = 5


class AddressError(EndpointError):
    """The URL of an endpoint, or who asks there, is not written as it should be; nothing was sent."""

    exit_code = 2
