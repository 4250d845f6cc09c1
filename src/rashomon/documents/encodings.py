"""Turns bytes into text: UTF-8 first, then UTF-16, then a careful guess among the Windows code pages."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import NamedTuple

TRIED = "UTF-8, UTF-16, Windows-1251, Windows-1252, Windows-1256"

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

# What no text file begins with: PDF, ZIP (also docx, odt, epub), gzip, images, executables, old Office, SQLite, audio.
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"MZ\x90",
    b"\xd0\xcf\x11\xe0",
    b"SQLite format 3\x00",
    b"RIFF",
    b"OggS",
    b"ID3",
    b"BZh",
    b"\xfd7zXZ",
    b"7z\xbc\xaf",
)

# The ten commonest letters of running Russian and Arabic: a right guess finds most letters among them.
_COMMON = {"cp1251": "оеаинтсрвл", "cp1256": "اليمونرتبة"}
_LEAST_COMMON_SHARE = 0.45
_SAMPLE = 20_000


class Decoded(NamedTuple):
    """A text, the encoding that gave it, and how many characters could not be read (they stand as U+FFFD)."""

    text: str
    encoding: str
    lost: int = 0


def decode(data: bytes) -> Decoded | None:
    """Return the text of the bytes, or None where no known encoding gives one; the caller asks `is_binary` first."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _with_losses(data[len(bom) :], encoding)
    wide = _utf16_without_mark(data)
    if wide is not None:
        return wide
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _code_page(data)


def is_binary(data: bytes) -> bool:
    """Tell whether the bytes are an image, an archive, a program or other data rather than text."""
    head = data[:_SAMPLE]
    if head.startswith(_MAGIC):
        return True
    if head.startswith(tuple(bom for bom, _ in _BOMS)) or _utf16_without_mark(data) is not None:
        return False
    if b"\x00" in head:
        return True
    odd = sum(byte < 32 and byte not in (9, 10, 11, 12, 13, 27) for byte in head)
    return odd > len(head) / 50


def _with_losses(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, text.count("�") - data.decode(encoding, errors="ignore").count("�"))


def _utf16_without_mark(data: bytes) -> Decoded | None:
    """UTF-16 without its mark shows NUL bytes; running text has blanks and line ends and no control characters."""
    if b"\x00" not in data[:_SAMPLE]:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        sample = data[: _SAMPLE - _SAMPLE % 2].decode(encoding, errors="replace")
        if _looks_written(sample):
            return _with_losses(data, encoding)
    return None


def _looks_written(sample: str) -> bool:
    kinds = Counter(unicodedata.category(char) for char in sample if char not in "\t\n\r")
    blanks = sum(char in " \n" for char in sample)
    return blanks * 25 >= len(sample) and kinds["Cc"] + kinds["Cn"] + kinds["Co"] + kinds["Cs"] == 0


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes still has most of its many-byte characters right."""
    decoded = _with_losses(data, "utf-8")
    right = sum(char > "\x7f" for char in decoded.text) - decoded.text.count("�")
    return decoded if right > 2 * decoded.lost else None


def _code_page(data: bytes) -> Decoded | None:
    high = sum(byte >= 0xC0 for byte in data[:_SAMPLE])
    latin = sum(chr(byte).isalpha() for byte in data[:_SAMPLE] if byte < 0x80)
    if high > latin:
        share, encoding = max((_common_share(data[:_SAMPLE], name), name) for name in _COMMON)
        return _with_losses(data, encoding) if share >= _LEAST_COMMON_SHARE else None
    decoded = _with_losses(data, "cp1252")
    return decoded if high * 4 <= latin or not high else None


def _common_share(sample: bytes, encoding: str) -> float:
    letters = [char for char in sample.decode(encoding, errors="ignore").lower() if char > "\x7f" and char.isalpha()]
    return sum(char in _COMMON[encoding] for char in letters) / max(1, len(letters))
