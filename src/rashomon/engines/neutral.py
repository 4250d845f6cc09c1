"""States made equal before the model reads them, so that a sentence parses the same whichever state it is about.

The model learned what it knows of states from its data: swapping two of them moved heads and names here and there.
So the model reads one state, one adjective and one capital in place of all; tokens, offsets and texts stay as they are.
"""

from __future__ import annotations

import functools

from rashomon.known import State, states

STATE, ADJECTIVE, PEOPLE, CAPITAL, ACRONYM = "Norway", "Norwegian", "Norwegians", "Oslo", "US"

# also names of persons or of other places, which would be lost
AMBIGUOUS = frozenset({"Chad", "Georgia", "Jordan", "Hamilton", "Kingston", "Lima", "Nassau", "Santiago", "Stanley"})


@functools.cache
def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for state in states():
        for word, stand_in in _words_of(state):
            if " " not in word and word not in AMBIGUOUS:
                table.setdefault(word, stand_in)
    possessives = {f"{word}s": f"{to}s" for word, to in table.items() if to in (STATE, CAPITAL)}
    mixed = possessives | table
    return {word.upper(): to.upper() for word, to in mixed.items() if not word.isupper()} | mixed


def _words_of(state: State) -> list[tuple[str, str]]:
    """Return the words for one state with what stands in for each."""
    names = [(name, ACRONYM if name.isupper() else STATE) for name in (state.name, *state.aliases)]
    people = [(word, PEOPLE if word[:-1] in state.demonyms else ADJECTIVE) for word in state.demonyms]
    return [*names, *people, *((capital, CAPITAL) for capital in state.capital)]


@functools.lru_cache(maxsize=65536)
def neutral(word: str) -> str:
    """Return what the model reads for a word: "Russian-backed" -> "Norwegian-backed", "army" -> "army"."""
    table = _table()
    if word in table:
        return table[word]
    first, hyphen, rest = word.partition("-")
    return f"{table[first]}-{rest}" if hyphen and rest and first in table else word
