"""Reach: what one comes to from some things, step by step, in a tree or in any other relation."""

from collections.abc import Collection, Iterable, Mapping


def of(starts: Iterable[str], steps: Mapping[str, Collection[str]]) -> set[str]:
    """Give some things and all that their steps lead to, at any distance; a circle is gone round once.

    >>> sorted(of(["a"], {"a": ["b"], "b": ["c", "a"], "d": ["a"]}))
    ['a', 'b', 'c']
    """
    reached = set(starts)
    waiting = list(reached)
    while waiting:
        fresh = {*steps.get(waiting.pop(), ())} - reached
        reached |= fresh
        waiting += fresh
    return reached
