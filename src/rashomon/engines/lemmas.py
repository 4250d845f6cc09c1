"""Base forms of words by a list of the irregular and rules for the rest; the tag decides which rules."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from rashomon.resources import read_list

_VOWELS = frozenset("aeiouy")
# stems of -ed and -ing that take an e where the verb is not in the list: "liberat" -> liberate, "patroll" does not
_WANTS_E = re.compile(r"(?:[^aeo]at|[aeiou]v|lv|rv|[cszu]|[rln]g|dg|[bdfgkptzc]l|[^aeo]iz|ys|is|[^o]ur|ir|[^e]ar|or)$")
_SHORT = re.compile(r"[^aeiou]*[aeiou][bcdfgklmnprstvz]$")  # "hop" would double: "hoping" is of "hope"
_NO_E = re.compile(r"(?:ss|x|zz|cus|gas|[aeiou]ur|ing|ang|ong)$")
_CONTRACTIONS = {"n't": "not", "n’t": "not", "nt": "not", "'s": "'s", "’s": "'s"}


@functools.cache
def _table(name: str) -> dict[str, str]:
    return dict(read_list("lemmas.yaml")[name])


@functools.cache
def _verbs() -> frozenset[str]:
    return frozenset(read_list("lemmas.yaml")["verbs"].split())


@functools.lru_cache(maxsize=65536)
def lemma_of(word: str, upos: str) -> str:
    """Return the base form: "shelled" VERB -> "shell", "militias" NOUN -> "militia"; other words in lower case."""
    lower = word.lower()
    if upos in ("VERB", "AUX"):
        return _verb(lower)
    if upos == "NOUN":
        return _table("irregular_nouns").get(lower) or _noun(lower)
    if upos in ("ADJ", "ADV"):
        return _table("irregular_degrees").get(lower, lower)
    if upos == "PROPN":
        return word
    return _CONTRACTIONS.get(lower, lower) if upos == "PART" else lower


def _verb(form: str) -> str:
    """Return the base of a verb form: from the list of the irregular, else the best guess at its stem."""
    listed = _table("irregular_verbs").get(form)
    if listed:
        return listed
    prefix, hyphen, rest = form.rpartition("-")
    if hyphen and rest:
        return f"{prefix}-{_verb(rest)}"
    if form in _verbs():
        return form
    guesses = list(_guesses(form))
    known = next((guess for guess in guesses if guess in _verbs()), None)
    return known or (_prefixed(form) or guesses[0] if guesses else form)


def _prefixed(form: str) -> str | None:
    """Return the base of a verb with a prefix from the base of the verb without it: "re-took", "outfought"."""
    for prefix in ("re", "un", "dis", "mis", "over", "out", "under", "pre", "counter"):
        rest = form.removeprefix(prefix)
        if rest == form or len(rest) < 4:
            continue
        base = _table("irregular_verbs").get(rest) or next((g for g in _guesses(rest) if g in _verbs()), None)
        if base and len(base) > 2:
            return prefix + base
    return None


def _guesses(form: str) -> Iterator[str]:
    """Yield possible bases, the likeliest first."""
    if (form.endswith("ies") and len(form) > 4) or (form.endswith("ied") and len(form) > 4):
        yield form[:-3] + "y"
    elif form.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        yield form[:-2]
        yield form[:-1]
    elif form.endswith("s") and not form.endswith(("ss", "us", "is")):
        yield form[:-1]
        if form.endswith("es"):
            yield form[:-2]
    elif form.endswith("ed") and len(form) > 3:
        yield from _stems(form[:-2])
    elif form.endswith("ing") and len(form) > 4 and _VOWELS & set(form[:-3]):
        yield from _stems(form[:-3])


def _stems(stem: str) -> Iterator[str]:
    """Yield what a stem before -ed or -ing may be the stem of, the likeliest first."""
    doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiou"
    if doubled and stem[-1] not in "lsfz":
        yield stem[:-1]
        yield stem
    elif doubled:
        yield stem
        yield stem[:-1]
    elif _SHORT.match(stem):
        yield stem + "e"
        yield stem
    elif stem.endswith("e") or _NO_E.search(stem) or not _WANTS_E.search(stem):
        yield stem
        yield stem + "e"
    else:
        yield stem + "e"
        yield stem
    if stem.endswith("ck"):
        yield stem[:-1]


def _noun(form: str) -> str:
    """Return the singular of a noun by rule."""
    prefix, hyphen, rest = form.rpartition("-")
    if hyphen and len(rest) > 3:
        return f"{prefix}-{_table('irregular_nouns').get(rest) or _noun(rest)}"
    if form.endswith("men") and len(form) > 5:
        return form[:-2] + "an"
    if len(form) < 4 or not form.endswith("s") or form.endswith(("ss", "us", "is", "ics")):
        return form
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("sses", "shes", "ches", "xes", "zzes", "uses")):
        return form[:-2]
    return form[:-1]
