"""Tells where a sentence ends: at its mark, or without one at what stands in a line of its own."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from rashomon.records import Token
from rashomon.resources import read_list

_OPENING = frozenset("“«„‘")
_ENDS = frozenset(".!?…。؟")
_CLOSERS = frozenset("\"'”’»)]''")
_GLUED = re.compile(r"[A-Z“\"‘]?[A-Z][a-z]|[A-Z]\s")
_EMOTICON = re.compile(r"[:;=8]-?[()DP]+")
_ADDRESS = re.compile(r"(?:https?://|www\.).+|[\w.+-]+@[\w-]+\.[\w.-]+")
_FILE = re.compile(r".+\.(?:pdf|docx?|xlsx?|jpe?g|png|gif|html?|txt|pptx?|zip|mp[34])", re.IGNORECASE)
_RULE = re.compile(r"[-_=*~#+]{5,}|>>")
# a stamp of date and hour, as mail programs and feeds put it between a name and the text: 03/26/2001 07:17 AM
_STAMP = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/\d{2,4}\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?\b")
_DASHES = frozenset("-–—*•")
_BRACKETS = frozenset("([")


def cut(tokens: list[Token], text: str) -> Iterator[list[Token]]:
    """Yield the sentences of a stretch, each with the closing quotes and brackets that belong to it."""
    cased = any(letter.isupper() for token in tokens for letter in token.text)
    apart = _stamp_bounds(tokens, text)
    begin = 0
    index = 0
    while index + 1 < len(tokens):
        last = index
        if _may_end(tokens[index]):
            last = _with_closers(tokens, index)
            ends = last + 1 < len(tokens) and _ends_here(tokens, begin, index, last, text, cased)
        else:
            ends = _ends_unmarked(tokens, begin, index, apart)
        if ends:
            yield tokens[begin : last + 1]
            begin = last + 1
        index = last + 1
    if begin < len(tokens):
        yield tokens[begin:]


# -- at a mark ------------------------------------------------------------------------------------


def _may_end(token: Token) -> bool:
    return token.text[-1] in _ENDS


def _with_closers(tokens: list[Token], index: int) -> int:
    """Return the index of the last closing mark that stands directly after tokens[index]; an emoticon may stand off."""
    while index + 1 < len(tokens):
        following = tokens[index + 1]
        closes = following.text in _CLOSERS or _may_end(following)
        if not (closes and following.start == tokens[index].end) and not _EMOTICON.fullmatch(following.text):
            break
        index += 1
    return index


def _ends_here(tokens: list[Token], begin: int, index: int, last: int, text: str, cased: bool) -> bool:
    """Return whether the sentence from tokens[begin] ends after tokens[last], whose mark is tokens[index]."""
    following = tokens[last + 1]
    if following.start == tokens[last].end and not _glued(tokens, index, text):
        return False
    word = _first_word(tokens, last + 1)
    mark = tokens[index].text
    if len(mark) > 1 and mark[0].isalnum():
        return _after_abbreviation(mark, word)
    if _is_number_of_item(tokens, begin, index) or following.text == ".":
        return False
    if cased and word[:1].islower() and last > index:
        return following.text in _OPENING
    if cased and word[:1].islower():
        stops = mark == "." and tokens[index - 1].text != "."
        return mark[-1] in "!?" or (stops and (following.text == word or following.text in _BRACKETS))
    return mark[-1] in "!?。؟" or word[:1] != "" or following.text not in {",", ";", ":"}


def _is_number_of_item(tokens: list[Token], begin: int, index: int) -> bool:
    """Return whether the mark follows the number of a list's item ("4. Alan Green"), which opens what follows."""
    number = tokens[index - 1].text if index else ""
    return index - 1 == begin and tokens[index].text == "." and number.isdigit() and len(number) < 3


def _glued(tokens: list[Token], index: int, text: str) -> bool:
    """Return whether a sentence ends though no space follows: "Russia.The"."""
    before = tokens[index - 1].text if index else ""
    after = tokens[index].end
    return len(before) > 1 and before[-1:].islower() and bool(_GLUED.match(text, after))


@functools.cache
def _words_of(name: str) -> frozenset[str]:
    return frozenset(read_list("abbreviations.yaml")[name].split())


def _after_abbreviation(mark: str, word: str) -> bool:
    """Return whether a sentence ends after an abbreviation, by the word that follows."""
    bare = mark.rstrip(".").lower()
    if bare in _words_of("before") or (len(bare) == 1 and mark[0].isupper()):
        return False
    return word[:1].isupper() and word.lower() in _words_of("openers")


def _first_word(tokens: list[Token], index: int) -> str:
    """Return the first token from `index` on that has a letter or digit; quotes and brackets are passed over."""
    for token in tokens[index : index + 4]:
        if token.text[0].isalnum():
            return token.text
    return ""


# -- without a mark -------------------------------------------------------------------------------


def _stamp_bounds(tokens: Sequence[Token], text: str) -> frozenset[int]:
    """Return the offsets where stamps of date and hour begin and end in the stretch."""
    if not tokens:
        return frozenset()
    stamps = _STAMP.finditer(text, tokens[0].start, tokens[-1].end)
    return frozenset(offset for stamp in stamps for offset in stamp.span())


def _ends_unmarked(tokens: list[Token], begin: int, index: int, apart: frozenset[int]) -> bool:
    """Return whether a sentence ends after a token that is no mark, because of what stands on either side."""
    token, following = tokens[index], tokens[index + 1]
    if following.start == token.end:
        return False
    capital = following.text[0].isupper()
    if token.end in apart:
        return capital or following.start in apart
    if following.start in apart:
        return not token.text.islower() and token.text != ","
    if _EMOTICON.fullmatch(token.text) or _RULE.fullmatch(token.text):
        return capital
    if _ADDRESS.fullmatch(token.text):
        return capital or bool(_ADDRESS.fullmatch(following.text))
    if _FILE.fullmatch(token.text):
        return following.text in _DASHES
    return capital and token.text == "," and _is_courtesy([one.text.lower() for one in tokens[begin:index]])


def _is_courtesy(words: Sequence[str]) -> bool:
    """Return whether the words before a comma are a letter's greeting or its ending ("Best regards")."""
    if not 0 < len(words) <= 4:
        return False
    return words[0] in _words_of("greetings") or words[-1] in _words_of("farewells")
