"""Keeps what was made of each thing in a run, so that the next makes only what changed anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

Made = TypeVar("Made")
_NOTHING = (None, None)


class Kept:
    """What was made in the last run, with what it was made from; it is made anew when that is another.

    What is made must depend on what is given, on the lists and on the gazetteer alone. Nothing that is kept may be
    changed by those to whom it is given. What a run does not ask for is forgotten at its end.
    """

    def __init__(self) -> None:
        self._before: dict[str, dict[Hashable, tuple[Any, Any]]] = {}
        self._now: dict[str, dict[Hashable, tuple[Any, Any]]] = defaultdict(dict)

    def begin(self) -> None:
        """Begin a run."""
        self._now = defaultdict(dict)

    def end(self) -> None:
        """End a run."""
        self._before, self._now = dict(self._now), defaultdict(dict)

    def of(
        self, what: str, key: Hashable, given: tuple[Any, ...], make: Callable[[], Made], *, anew: bool = False
    ) -> Made:
        """Return what `make` returns, or what it returned for the key when the same was given.

        What is made `anew`, or of something else, and is equal to what was, is what was.
        """
        found = self.held(what, key)
        if anew or found[0] != given:
            made = make()
            found = (given, found[1] if found[0] is not None and found[1] == made else made)
        self.hold(what, key, found)
        return cast(Made, found[1])

    def held(self, what: str, key: Hashable) -> tuple[Any, Any]:
        """Return what is held of a key, with what it was made from; a pair of None where nothing is."""
        found = self._now[what].get(key)
        return found or self._before.get(what, {}).get(key, _NOTHING)

    def hold(self, what: str, key: Hashable, made: tuple[Any, Any]) -> None:
        """Hold something with what it was made from; whoever asks for it by `held` sees whether it still holds."""
        self._now[what][key] = made
