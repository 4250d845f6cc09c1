"""Opens a user's file of places, plain or zipped, tells its form by what stands in it, and how far it is read."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, NamedTuple, TypeVar

from rashomon.errors import BadGazetteer, BadInput
from rashomon.gazetteers.build import Progress

_HEAD = 65_536
GEONAMES_COLUMNS = 19
ALTERNATE_COLUMNS = (8, 10)  # alternateNames.txt, alternateNamesV2.txt
_TELL_EVERY = 10_000  # rows between two words of progress
Row = TypeVar("Row")


class Source(NamedTuple):
    """An open file: its text, how many of its bytes were read, of how many, and its form."""

    path: Path
    text: IO[str]
    raw: IO[bytes]
    size: int
    form: str  # geonames, alternates, geojson or table

    def told(self, rows: Iterable[Row], what: str, tell: Progress) -> Iterator[Row]:
        """Yield the rows read out of the file, telling now and then how many they are and, by the bytes, will be."""
        for number, row in enumerate(rows):
            if number % _TELL_EVERY == 0:
                tell(what, number, max(number, number * self.size // max(self.raw.tell(), 1)))
            yield row


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Source]:
    """Open a file. Raises BadInput (R101, R102, R116) where it cannot be read, BadGazetteer (R502) if it is no text."""
    try:
        with contextlib.ExitStack() as stack:
            raw, size = _unzipped(path, stack) if path.suffix.lower() == ".zip" else _plain(path, stack)
            head = raw.read(_HEAD)
            raw.seek(0)
            if not head.strip(b"\xef\xbb\xbf \t\r\n"):
                raise BadGazetteer("R502", path=path, reason="it is empty")
            if b"\0" in head:
                raise BadGazetteer("R502", path=path, reason="it is no text in UTF-8; unpack it, or save it as UTF-8")
            text = stack.enter_context(io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline=""))
            yield Source(path, text, raw, size, form_of(head.decode("utf-8-sig", errors="replace")))
    except FileNotFoundError:
        raise BadInput("R101", path=path) from None
    except PermissionError:
        raise BadInput("R102", path=path) from None
    except (OSError, zipfile.BadZipFile, EOFError) as error:
        raise BadInput("R116", path=path, reason=error.strerror if isinstance(error, OSError) else error) from error


def _plain(path: Path, stack: contextlib.ExitStack) -> tuple[IO[bytes], int]:
    return stack.enter_context(path.open("rb")), path.stat().st_size


def _unzipped(path: Path, stack: contextlib.ExitStack) -> tuple[IO[bytes], int]:
    """Open the one table of an archive; GeoNames puts a readme beside it."""
    archive = stack.enter_context(zipfile.ZipFile(path))
    files = [one for one in archive.infolist() if not one.is_dir() and "readme" not in one.filename.lower()]
    if len(files) != 1:
        names = ", ".join(one.filename for one in files) or "nothing"
        raise BadGazetteer("R502", path=path, reason=f"the archive holds {names}; unpack it and name one file")
    return stack.enter_context(archive.open(files[0])), files[0].file_size


def form_of(head: str) -> str:
    """Return the form of a file by how it begins."""
    if head.lstrip()[:1] in {"{", "["}:
        return "geojson"
    widths = [line.count("\t") + 1 for line in head.splitlines()[:20]]
    if GEONAMES_COLUMNS in widths and "latitude" not in head[:500].lower():
        return "geonames"
    cells = head.partition("\n")[0].split("\t")
    if len(cells) in ALTERNATE_COLUMNS and cells[0].isdigit() and cells[1].isdigit():
        return "alternates"
    return "table"
