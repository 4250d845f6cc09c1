"""Decoding: the right text, or none; what is lost is counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.documents.encodings import decode, is_binary

ENGLISH = "The mayor – “a good man”, they say – left the café on Monday.\n" * 3
RUSSIAN = "Войска заняли город после тяжелых боев, сообщил представитель командования.\n" * 3
ARABIC = "سيطرت القوات على المدينة بعد معارك عنيفة مع المسلحين يوم الاثنين\n" * 3


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, ARABIC], ids=["en", "ru", "ar"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_in_every_dress(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert not is_binary(data)
    assert decode(data).text == text


@pytest.mark.parametrize(("text", "page"), [(ENGLISH, "cp1252"), (RUSSIAN, "cp1251"), (ARABIC, "cp1256")])
def test_code_pages_are_guessed(text: str, page: str) -> None:
    decoded = decode(text.encode(page))
    assert (decoded.text, decoded.encoding, decoded.lost) == (text, page, 0)


def test_a_few_broken_bytes_are_counted() -> None:
    decoded = decode(RUSSIAN.encode()[:100] + b"\xff\xfe" + RUSSIAN.encode()[100:])
    assert (decoded.encoding, decoded.lost) == ("utf-8", 2)


def test_what_is_in_no_encoding_gives_nothing() -> None:
    assert decode(bytes([0xE0, 0x81, 0xFF, 0x8D] * 200)) is None


@given(st.text())
def test_utf8_always_comes_back(text: str) -> None:
    data = text.encode()
    if data and not is_binary(data) and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe")) and b"\0" not in data:
        assert decode(data).text == text


@given(st.binary(max_size=400))
def test_no_bytes_break_it(data: bytes) -> None:
    is_binary(data)
    decode(data)
