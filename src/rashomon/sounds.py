"""A coarse key of how a written name sounds, so that spellings of one name from any transliteration come near."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Any

from rapidfuzz.distance import Levenshtein

from rashomon.spelling import fold, plain

# Letters and groups that transliterations interchange; the longest is tried first, capitals are the classes.
_CLASSES = {
    **{"tsch": "C", "tch": "C", "ch": "C", "sch": "S", "sh": "S"},
    **{"dzh": "G", "dj": "G", "dg": "G", "zh": "G", "j": "G"},  # Gamal and Jamal are one name
    **{"kh": "K", "ck": "K", "k": "K", "q": "K", "qu": "KU", "x": "KS"},
    **{"gh": "G", "g": "G", "ph": "F", "f": "F", "v": "F", "b": "B", "p": "B"},
    **{"th": "T", "tz": "TZ", "ts": "TZ", "t": "T", "dh": "D", "d": "D", "s": "Z", "z": "Z"},
    **{"wh": "U", "w": "U", "h": "H", "l": "L", "m": "M", "n": "N", "r": "R"},
}
_CLASS = re.compile("|".join(sorted(_CLASSES, key=len, reverse=True)))
_SOFT_C, _HARD_C = re.compile(r"c(?=[eiy])"), re.compile(r"c(?!h)")
_MC = re.compile(r"^mc")
_FRONT = re.compile(r"ee|ea|ie|ey|ei|iy|yi|y")
_BACK = re.compile(r"oo|ou|oe|o|U|u")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiu]")
_WEIGHTS = (0.3, 0.5, 0.2)  # the best of a grid on half of the spellings of ANETAC; rerun: rashomon score names


@functools.lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """Return the classes of consonants and of vowels that the name is heard as: "Qaddafi" and "Gadhafi" come near."""
    text = _MC.sub("mak", plain(name).replace(" ", ""))
    text = _HARD_C.sub("k", _SOFT_C.sub("s", text))
    text = _CLASS.sub(lambda found: _CLASSES[found.group()], text)
    text = _BACK.sub("u", _FRONT.sub("i", text)).replace("ai", "i").replace("au", "u")
    text = _DOUBLED.sub(r"\1", text).removesuffix("e").replace("e", "i")  # e and i are one in Arabic script
    return _DOUBLED.sub(r"\1", text)


@functools.lru_cache(maxsize=65536)
def sound_bones(name: str) -> str:
    """Return the consonant classes alone, a leading vowel kept, a last h left out."""
    text = sound(name)
    bones = text[:1] + _VOWELS.sub("", text[1:])
    return bones[:-1] if len(bones) > 1 and bones.endswith("H") else bones


def _keys(name: str) -> tuple[str, str, str]:
    return fold(name).replace(" ", ""), sound(name), sound_bones(name)


def likeness(one: str, other: str) -> float:
    """Return how near two names are in 0..1: their folded letters, their sounds and their consonants together."""
    pairs = zip(_WEIGHTS, _keys(one), _keys(other), strict=True)
    return sum(weight * Levenshtein.normalized_similarity(a, b) for weight, a, b in pairs)


def sound_matrix(some: Sequence[str], names: Sequence[str]) -> Any:
    """Return the likeness of each of some names (rows) to each of all names (columns), as a numpy array."""
    from rapidfuzz.process import cdist

    ours, theirs = [_keys(name) for name in some], [_keys(name) for name in names]
    score = Levenshtein.normalized_similarity
    parts = (
        weight * cdist([key[at] for key in ours], [key[at] for key in theirs], scorer=score)
        for at, weight in enumerate(_WEIGHTS)
    )
    return sum(parts)
