"""The lists of actors, people, operations, outlets, equipment and states that ship, and those that a user adds."""

from __future__ import annotations

import csv
import functools
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from rashomon.errors import BadDecision, BadGazetteer
from rashomon.records import EntityKind
from rashomon.resources import path_of, read_list, read_rows
from rashomon.spelling import fold, plain, skeleton

COLUMNS = ("id", "name", "aliases", "country", "sector", "sides", "source")
SHIPPED: tuple[tuple[str, EntityKind], ...] = (
    ("actors.csv", "actor"),
    ("people.csv", "person"),
    ("operations.csv", "operation"),
    ("outlets.csv", "media"),
)
AT_HOME = "~"
LAST_LATIN = 0x24F  # code points of letters beyond are of other scripts
SHORT = 5  # letters up to which folding is not enough
LEAST_BONES = 4  # consonants that a name must have to be found across scripts
_WORD = re.compile(r"[^\W_]+")


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a list: an actor, person, operation, outlet or family of equipment with its spellings."""

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    sector: str = ""
    sides: tuple[str, ...] = ()
    source: str = ""

    def names(self) -> tuple[str, ...]:
        """Return the name and every alias that means it anywhere."""
        return (self.name, *(alias for alias in self.aliases if not alias.startswith(AT_HOME)))

    def home_names(self) -> tuple[str, ...]:
        """Return the aliases that mean it only in reports about its own country: "Civil Defence", "the Observatory"."""
        return tuple(alias.removeprefix(AT_HOME) for alias in self.aliases if alias.startswith(AT_HOME))


class State(msgspec.Struct, frozen=True, kw_only=True):
    """One state or territory: codes, names, demonyms, capital and the seats that stand for its government."""

    iso2: str
    iso3: str
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


def _cells(text: str | None) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in (text or "").split("|")) if part)


def read_known(path: Path, kind: EntityKind) -> tuple[tuple[Known, ...], tuple[str, ...]]:
    """Read a list in the form of actors.csv; return its rows and a sentence for each row that was left out.

    A column `kind` overrides the kind given. Raises BadGazetteer (R501) where the column name is missing.
    """
    good: list[Known] = []
    bad: list[str] = []
    for number, row in enumerate(read_rows(path), start=2):
        if "name" not in row:
            available = ", ".join(key for key in row if key) or "none"
            raise BadGazetteer("R501", path=path, column="name", available=available)
        name = (row["name"] or "").strip()
        if not name or None in row:
            bad.append(f"row {number}: " + ("more cells than columns" if None in row else "no name"))
            continue
        good.append(_known(row, name, kind))
    return tuple(good), tuple(bad)


def _known(row: Mapping[str, str], name: str, kind: EntityKind) -> Known:
    return Known(
        id=(row.get("id") or "").strip() or f"user:{fold(name)}",
        kind=msgspec.convert(row.get("kind") or kind, EntityKind),
        name=name,
        aliases=_cells(row.get("aliases")),
        country=(row.get("country") or "").strip(),
        sector=(row.get("sector") or "").strip(),
        sides=_cells(row.get("sides")),
        source=(row.get("source") or "").strip(),
    )


@functools.cache
def states() -> tuple[State, ...]:
    """Return the states and territories of states.csv."""
    return tuple(
        State(
            iso2=row["iso2"],
            iso3=row["iso3"],
            name=row["name"],
            aliases=_cells(row["aliases"]),
            demonyms=_cells(row["demonyms"]),
            capital=_cells(row["capital"]),
            seats=_cells(row["seats"]),
        )
        for row in read_rows(path_of("resources", "states.csv"))
    )


@functools.cache
def three_letters() -> dict[str, str]:
    """Return the three-letter code (ISO 3166 alpha-3) of each state by its two-letter one."""
    return {state.iso2: state.iso3 for state in states()}


@functools.cache
def shipped() -> tuple[Known, ...]:
    """Return every row of the shipped lists, equipment and the states' governments among them."""
    rows = [row for name, kind in SHIPPED for row in read_known(path_of("resources", name), kind)[0]]
    return (*rows, *_equipment(), *(_government(state) for state in states()))


def _equipment() -> Iterator[Known]:
    for kind, families in sorted(read_list("equipment.yaml").items()):
        for family, variants in sorted(families.items()):
            yield Known(
                id=f"E-{family}",
                kind="equipment",
                name=family,
                aliases=tuple(variants),
                sector=kind,
                source="common use",
            )


def _government(state: State) -> Known:
    """The state as an actor: its capital or seat of government stands for it where it speaks or acts."""
    return Known(
        id=f"{state.iso2}-STATE",
        kind="actor",
        name=state.name,
        aliases=(*state.aliases, *state.seats),
        country=state.iso2,
        sector="GOV",
        source="ISO 3166-1",
    )


def user_list() -> Path:
    """Return the path of the user's own list: under RASHOMON_DATA, else the user's data folder."""
    return _user_list(*(os.environ.get(name) for name in ("RASHOMON_DATA", "XDG_DATA_HOME", "HOME")))


@functools.lru_cache(maxsize=4)
def _user_list(given: str | None, shared: str | None, _home: str | None) -> Path:
    folder = Path(given) if given else Path(shared or Path.home() / ".local/share") / "rashomon"
    return folder / "actors.csv"


def user_decisions() -> Path:
    """Return the path of the user's judgements of names, beside their own list."""
    return user_list().with_name("decisions.jsonl")


def import_actors(path: Path) -> tuple[int, tuple[str, ...]]:
    """Add a file's rows to the user's list, all or none; return how many and a sentence for each row left out.

    Raises BadGazetteer: R501 where no column is called name, R502 where the file cannot be read.
    """
    try:
        rows, bad = read_known(path, "actor")
    except OSError as broken:
        raise BadGazetteer("R502", path=path, reason=f"cannot be read ({broken.strerror})") from None
    except (UnicodeDecodeError, csv.Error) as broken:
        raise BadGazetteer("R502", path=path, reason=f"cannot be read as UTF-8 CSV ({broken})") from None
    if not rows and not bad:
        raise BadGazetteer("R502", path=path, reason="no row of it names an actor")
    _keep(rows)
    return len(rows), bad


def add_alias(name: str, alias: str) -> Known:
    """Give the one known row of a name another alias in the user's list, or begin a row for an unknown name.

    Raises BadDecision (R601) where the name means several rows, for one alias never decides between two actors, and
    where either is empty or the alias cannot stand in a list.
    """
    if not name.strip() or not alias.strip() or "|" in alias:
        raise BadDecision("R601", reason=f"{name!r} and {alias!r}: neither may be empty, and an alias holds no |")
    rows = lists().find(name)
    if len(rows) > 1:
        meant = ", ".join(f"{row.name} ({row.id})" for row in rows)
        raise BadDecision("R601", reason=f"{name!r} may mean {meant}; give the alias to one of them by its full name")
    if rows and alias in rows[0].aliases:
        return rows[0]
    old = rows[0] if rows else Known(id=f"user:{fold(name)}", kind="actor", name=name)
    aliases = tuple(dict.fromkeys((*old.aliases, alias)))
    row = msgspec.structs.replace(old, aliases=aliases, source=_with_user(old.source))
    _keep((row,))
    return row


def _with_user(source: str) -> str:
    return source if source.endswith("user") else f"{source}; user".removeprefix("; ")


def remove_alias(name: str, alias: str) -> Known:
    """Take an alias out of the one row of the user's list that carries the name and the alias; return what is left.

    A row that holds nothing beyond the shipped lists is dropped. Raises BadDecision (R601) where no row carries both
    and where the alias is a shipped one.
    """
    held = _own_rows()
    row = next(
        (row for row in held.values() if alias in row.aliases and same_key(name) in map(same_key, row.names())), None
    )
    if row is None:
        raise BadDecision("R601", reason=f"your list has no alias {alias!r} of {name!r}")
    before = next((one for one in shipped() if one.id == row.id), None)
    if before and alias in before.aliases:
        raise BadDecision("R601", reason=f"{alias!r} stands in the shipped list of {before.name}, not only in yours")
    left = msgspec.structs.replace(row, aliases=tuple(one for one in row.aliases if one != alias))
    if left.aliases == (before.aliases if before else ()) and row.source.endswith("user"):
        del held[row.id]
    else:
        held[row.id] = left
    _write(held)
    return left


def _own_rows() -> dict[str, Known]:
    path = user_list()
    return {row.id: row for row in (read_known(path, "actor")[0] if path.exists() else ())}


def _keep(rows: Sequence[Known]) -> None:
    """Put rows into the user's list, each in place of one of its id."""
    _write(_own_rows() | {row.id: row for row in rows})


def _write(held: Mapping[str, Known]) -> None:
    """Write the user's list; the old file stays until all is written."""
    path = user_list()
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".part")
    with fresh.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow((*COLUMNS, "kind"))
        for row in (held[key] for key in sorted(held)):
            lists_of = ("|".join(row.aliases), row.country, row.sector, "|".join(row.sides))
            writer.writerow((row.id, row.name, *lists_of, row.source, row.kind))
    fresh.replace(path)


def words(text: str) -> tuple[str, ...]:
    """Return the words of a name as lists are searched: lower case, cut at hyphens and apostrophes."""
    return tuple(found.group().lower() for found in _WORD.finditer(text.replace("'", "").replace("’", "")))


class Lists(msgspec.Struct, frozen=True, kw_only=True):
    """Known rows with their spellings indexed by `same_key`; a user's rows come first."""

    rows: tuple[Known, ...]
    by_key: dict[str, tuple[Known, ...]]
    at_home: dict[tuple[str, str], tuple[Known, ...]]
    by_bones: dict[str, tuple[Known, ...]]
    by_id: dict[str, Known]

    def find(self, name: str, kinds: tuple[str, ...] = (), country: str = "") -> tuple[Known, ...]:
        """Return the rows that carry the name, or carry it at home in `country`; an acronym must agree in capitals."""
        rows: dict[str, Known] = {}
        if in_other_script(name):
            bare = _consonant_ending().sub("", name)
            rows = {row.id: row for key in (name, bare) for row in self.by_bones.get(skeleton(key), ())}
        for key in dict.fromkeys((same_key(name), fold(name))):
            rows |= {row.id: row for row in self.at_home.get((country, key), ())}
            rows |= {
                row.id: row for row in self.by_key.get(key, ()) if len(key) > SHORT or _letter_by_letter(row, name)
            }
        return tuple(row for row in rows.values() if not kinds or row.kind in kinds)


@functools.cache
def _consonant_ending() -> re.Pattern[str]:
    """Return what matches a case ending that adds a consonant, behind four Cyrillic letters."""
    endings = "|".join(read_list("case_endings.yaml")["consonant"])
    return re.compile(rf"(?<=[\u0400-\u04ff]{{4}})(?:{endings})$")


def is_acronym(name: str) -> bool:
    """Tell whether a name is written in capitals throughout, such as SDF or OPCW, and short."""
    return name.isupper() and 2 <= len(name) <= 6 and name.replace(".", "").replace("-", "").isalnum()


def _bones(rows: Sequence[Known]) -> dict[str, tuple[Known, ...]]:
    """Rows by the consonants of their names, for names that stand in another script; short skeletons are left out."""
    index: dict[str, dict[str, Known]] = {}
    for row in rows:
        for name in row.names():
            bones = "" if is_acronym(name) else skeleton(name)
            if len(bones) >= LEAST_BONES:
                index.setdefault(bones, {})[row.id] = row
    return {bones: tuple(found.values()) for bones, found in index.items() if len(found) == 1}


def _letter_by_letter(row: Known, name: str) -> bool:
    """A short name must agree in every letter: the town Douma is not the Duma."""
    return any(plain(name) == plain(alias) for alias in row.names())


def in_other_script(name: str) -> bool:
    """Tell whether a name has letters of another script than Latin."""
    return not name.isascii() and any(ch.isalpha() and ord(ch) > LAST_LATIN for ch in name)


def same_key(name: str) -> str:
    """Return what two spellings must share to be one name at sight: an acronym's letters, else the fold."""
    return "=" + name.replace(".", "").replace("-", "") if is_acronym(name) else fold(name)


def lists() -> Lists:
    """Return the shipped lists under the user's: a row of theirs stands in place of a shipped row of its id."""
    own = user_list()
    try:
        return _lists(own, os.stat(own).st_mtime_ns)
    except FileNotFoundError:
        return _lists(None, 0)


@functools.lru_cache(maxsize=4)
def _lists(own: Path | None, _changed: int) -> Lists:
    users = read_known(own, "actor")[0] if own else ()
    ids = {row.id for row in users}
    rows = (*users, *(row for row in shipped() if row.id not in ids))
    index: dict[str, dict[str, Known]] = {}
    home: dict[tuple[str, str], dict[str, Known]] = {}
    for row in rows:
        for name in row.names():
            index.setdefault(same_key(name), {}).setdefault(row.id, row)
        for name in row.home_names():
            home.setdefault((row.country, same_key(name)), {}).setdefault(row.id, row)
    return Lists(
        rows=rows,
        by_key={key: tuple(found.values()) for key, found in index.items()},
        at_home={key: tuple(found.values()) for key, found in home.items()},
        by_bones=_bones(rows),
        by_id={row.id: row for row in reversed(rows)},
    )
