"""Compares spellings of one name across transliterations: a folded form, a consonant skeleton, a scored judgement."""

from __future__ import annotations

import functools
import itertools
import operator
import re
import unicodedata
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler


class Similarity(NamedTuple):
    """How alike two spellings are, 0..1, and the reason in words."""

    score: float
    reason: str


# Written variants of one sound in Latin transliterations from Arabic, Persian, Turkish, Russian, Ukrainian and French
# usage; the longest is tried first. English names pass through the same table, which does them no harm.
_SOUNDS = {
    "sch": "sh",
    "tch": "ch",
    "dzh": "j",
    "dsch": "j",
    "dj": "j",
    "zh": "j",
    "ph": "f",
    "ck": "k",
    "ou": "u",
    "oo": "u",
    "ee": "i",
    "tz": "ts",
    "iy": "i",
    "yi": "i",
    "y": "i",
    "w": "v",
    "q": "k",
    "x": "ks",
}
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_HARD_C = re.compile(r"c(?!h)")
_DOUBLED = re.compile(r"(.)\1+")
_SILENT = re.compile(r"[\u02b0-\u02ff\u0300-\u036f'’‘`´ʿʾ]")
_GAP = re.compile(r"[^a-z0-9]+")
_FINAL_H = re.compile(r"(?<=[aeiou])h$")
_DIGRAPHS = {"kh": "h", "sh": "s", "ch": "s", "gh": "g", "dh": "d", "th": "t", "ts": "s"}
_DIGRAPH = re.compile("|".join(_DIGRAPHS))
_VOWELS = str.maketrans("", "", "aeiou ")
_ARTICLES = frozenset({"al", "el", "ul", "il"})
_SUN_ARTICLES = re.compile(r"^[aeu](?:sh|dh|th|[dnrstzlj])$")


@functools.lru_cache(maxsize=32768)
def plain(name: str) -> str:
    """Return the name in lower-case ASCII words: no marks, no apostrophes, other scripts romanised."""
    text = name.lower()
    if not text.isascii():
        text = _SILENT.sub("", unicodedata.normalize("NFKD", text))
        if not text.isascii():
            text = anyascii(text).lower()
    text = text.replace("'", "").replace("`", "")
    return _GAP.sub(" ", text).strip()


def _without_articles(words: list[str]) -> list[str]:
    """Drop the Arabic article before another word, also where it takes on the next letter (ash-Sham, ad-Din)."""
    if len(words) < 2:
        return words
    kept = [
        word
        for word, after in itertools.pairwise(words)
        if word not in _ARTICLES and not (_SUN_ARTICLES.match(word) and after.startswith(word[1:]))
    ]
    return [*kept, words[-1]]


def fold_plain(text: str) -> str:
    """Fold a name that `plain` has already cleaned."""
    text = " ".join(_without_articles(text.split(" ")))
    text = _SOUND.sub(lambda found: _SOUNDS[found.group()], text)
    text = _singled(_HARD_C.sub("k", text))
    return _FINAL_H.sub("", text)


@functools.lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return a form that is equal for most spellings of one name: "Al-Foua", "Fuaa" and "Fua" all give "fua"."""
    return fold_plain(plain(name))


def skeleton_folded(text: str) -> str:
    """Return the consonants of a name that is already folded."""
    text = text.replace(" ", "")
    bones = _DIGRAPH.sub(lambda found: _DIGRAPHS[found.group()], text).translate(_VOWELS)
    return _singled("a" + bones if text[:1] in "aeiou" else bones)


def _singled(text: str) -> str:
    """Write doubled letters once; asking first whether there are any saves half of the time that a fold takes."""
    return _DOUBLED.sub(r"\1", text) if True in map(operator.eq, text, text[1:]) else text


@functools.lru_cache(maxsize=100_000)
def name_keys(name: str) -> tuple[str, str]:
    """Return the folded form and the consonants of a name that `plain` has cleaned; many places share a name."""
    folded = fold_plain(name)
    return folded, sounds(skeleton_folded(folded))


@functools.lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """Return the consonants of the folded name, a leading vowel as "a": "Esabia" and "Al-Asaba" both give "asb"."""
    return skeleton_folded(fold(name))


_CLASSES = str.maketrans("gz", "hs")
_CLASSES_INSIDE = str.maketrans("gz", "hs", "j")


def sounds(bones: str) -> str:
    """Return a skeleton with sounds that transliterations mix made one: g and h (Luhansk), s and z, the j of "ja"."""
    return bones[:1].translate(_CLASSES) + bones[1:].translate(_CLASSES_INSIDE)


def similarity(first: str, second: str) -> Similarity:
    """Judge two spellings: equal letters, fold or consonants, else Jaro-Winkler of the folded forms."""
    one, other = fold(first).replace(" ", ""), fold(second).replace(" ", "")
    if not one or not other:
        return Similarity(0.0, "one of them has no letters")
    if plain(first) == plain(second):
        return Similarity(1.0, f"{first!r} and {second!r} are the same letters")
    if one == other:
        return Similarity(0.97, f"{first!r} and {second!r} are alike once transliteration is folded ({one})")
    near = JaroWinkler.similarity(one, other)
    bones = skeleton(first)
    if bones == skeleton(second) and len(bones) > 1:
        return Similarity(0.8 + 0.15 * near, f"{first!r} and {second!r} have the same consonants ({bones})")
    return Similarity(0.9 * near, f"{first!r} and {second!r} are spelled {near:.0%} alike")
