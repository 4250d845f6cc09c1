"""Names the language of a text, loading the statistical identifier only where English words do not settle it."""

from __future__ import annotations

import re

# The commonest function words of English (any frequency list has them): a fifth of running text, and rare elsewhere.
_ENGLISH = re.compile(
    "the|of|and|to|in|a|that|is|was|for|on|with|as|by|at|from|had|were|are|be|it|this|which|an|said|has|not|have"
)
_WORDS = re.compile(r"[^\W\d_]+")
_FEWEST_LETTERS = 20
_SAMPLE = 4_000
_LONG = 500  # shorter lines may well be a table or a score
NO_WORDS = "zxx"  # ISO 639-2: no linguistic content


def language_of(text: str) -> str:
    """Return an ISO 639-1 code, or "und" where too few letters are there to tell."""
    words = _WORDS.findall(text[:_SAMPLE].lower())
    if sum(map(len, words)) < _FEWEST_LETTERS:
        return "und"
    common = sum(bool(_ENGLISH.fullmatch(word)) for word in words)
    if len(words) >= 12 and common * 6 >= len(words):
        return "en"
    return _identify(text[:_SAMPLE], words, common)


def has_words(text: str) -> bool:
    """Tell whether a long text is made of words: a tenth of what is not blank must be letters."""
    signs = "".join(text.split())
    return len(signs) < _LONG or sum(map(str.isalpha, signs)) * 10 >= len(signs)


def _identify(sample: str, words: list[str], common: int) -> str:
    """Ask py3langid; a few Latin words that it takes for an odd language stay undecided."""
    from py3langid import classify

    code = str(classify(sample)[0])
    latin = sum(char < "ɐ" for word in words for char in word) * 2 > sum(map(len, words))
    doubtful = latin and (len(words) < 12 or common * 8 >= len(words))
    return "und" if code != "en" and doubtful else code
