"""Names in Arabic and Cyrillic letters: towns as a list has them, case endings and prefixes taken off, consonants."""

from __future__ import annotations

import functools
import re

from rashomon.known import in_other_script
from rashomon.resources import read_lines, read_list
from rashomon.spelling import skeleton

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# "and", "in", "to" and the article are written together with an Arabic name
_PREFIX = re.compile(r"^(?:[وف]?[بلك]?ال|لل|[وفبلك](?=\w{4}))")
_LONG = re.compile(r"(?<=\w)[اويىةأإآئؤء]")
_ALIKE = str.maketrans("أإآىة", "ااايه")
# an Arabic word has no capital: a town's name is taken for one after a word that calls for a place
_CALLING = re.compile(
    r"(?:مدينة|بلدة|قرية|محافظة|ضاحية|منطقة|مطار|ميناء|ريف|شمال|جنوب|شرق|غرب|شرقي|غربي|شمالي|جنوبي|قرب|وسط|في|على|من|إلى)\s+$"
)
LEAST = 4  # consonants that tell a name


def is_arabic(text: str) -> bool:
    """Tell whether a text has Arabic letters."""
    return bool(_ARABIC.search(text))


def uninflected(word: str) -> str:
    """Return a word without its case ending (Cyrillic) or its prefixes (Arabic), as far as rules tell."""
    if _CYRILLIC.search(word):
        return _ending().sub("", word)
    return _PREFIX.sub("", word).translate(_ALIKE) if is_arabic(word) else word


@functools.cache
def _ending() -> re.Pattern[str]:
    """Return what matches a case ending, the longest, behind three letters."""
    return re.compile(rf"(?<=\w{{3}})(?:{'|'.join(read_list('case_endings.yaml')['stem'])})$", re.IGNORECASE)


def town(words: str) -> str:
    """Return the town that words in another script name, in the form of the list ("Харькове" is Харьков), or ""."""
    if not in_other_script(words):
        return ""
    return _towns().get(words) or _stems().get(_stem(words), "")


def names_a_town(text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end] is a town's name and stands as one: capitalised, or after a word for a place."""
    name = text[start:end]
    if not town(name) or _CALLING.match(name + " "):
        return False
    return bool(_CALLING.search(text, max(0, start - 12), start)) if is_arabic(name) else name[:1].isupper()


def bones(name: str) -> str:
    """Return the consonants of a name in another script as those of a Latin spelling would be, without inflection."""
    parts = [re.sub("ه$", "", word) for word in name.translate(_ALIKE).split()] if is_arabic(name) else name.split()
    parts = [_LONG.sub("", uninflected(word)) if is_arabic(word) else uninflected(word) for word in parts]
    return skeleton(" ".join(parts))


def _stem(words: str) -> str:
    return " ".join(uninflected(word) for word in words.split()).lower()


@functools.cache
def _towns() -> dict[str, str]:
    return {line: line for line in read_lines("foreign_cities.txt")}


@functools.cache
def _stems() -> dict[str, str]:
    """The stems of the towns, of two alike the larger."""
    return {_stem(name): name for name in reversed(_towns())}
