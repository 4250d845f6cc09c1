"""Joins the names that mean one place into entities: by place on the map, by town and its province, by spelling."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from rashomon.kept import Kept
from rashomon.known import in_other_script
from rashomon.measures import kilometres
from rashomon.otherscripts import LEAST, bones
from rashomon.records import Entity, MentionRef, Place
from rashomon.resolution.naming import Choice
from rashomon.resolution.ranking import COUNTRY_KINDS
from rashomon.spelling import fold, similarity, skeleton

SAME = 0.9  # spelling of an unlocated name and another name of the dossier
PROVINCE_KM = 150.0  # a town may lie so far from the middle of the province that is named after it

# how far a country or a province reaches, where the gazetteer does not say; a town is a point
EXTENT_KM = {"PCLI": 500.0, "PCL": 500.0, "ADM1": 80.0, "ADM2": 30.0, "RGN": 150.0}


def entities_of(choices: Mapping[str, Choice], kept: Kept) -> tuple[tuple[Entity, ...], dict[str, str]]:
    """Return one entity for each place, located or not, and the entity that each choice is of."""
    groups: dict[str, list[Choice]] = defaultdict(list)
    loose = []
    for choice in choices.values():
        if choice.place is not None:
            groups[f"place:{choice.place.id}"].append(choice)
        else:
            loose.append(choice)
    _join_provinces(groups)
    spelled = _Spelled()
    for key, group in groups.items() if loose else ():
        for choice in group:
            spelled.add(key, choice.name.bare)
    for choice in sorted(loose, key=lambda c: (-len(c.name.mentions), c.name.key)):
        key = _home(choice, spelled)
        groups[key].append(choice)
        spelled.add(key, choice.name.bare)
    made = []
    for key, group in sorted(groups.items()):
        made.append(kept.of("place", key, _given(group), functools.partial(_entity, key, group)))
    home = {id(choice): key for key, group in groups.items() for choice in group}
    return tuple(made), {key: home[id(choice)] for key, choice in choices.items()}


def _given(group: Iterable[Choice]) -> tuple[object, ...]:
    """What an entity is made of."""
    return tuple([(c.name, c.place, c.reasons, c.circle, c.stated, c.country) for c in group])


def _join_provinces(groups: dict[str, list[Choice]]) -> None:
    """A town and the province named after it are one entity: reports use one name for both, in shifting spellings."""
    towns: dict[str, list[str]] = defaultdict(list)
    for key in sorted(groups):
        towns[_place(groups[key]).country].append(key)
    for key in sorted(key for key, group in groups.items() if _place(group).kind == "ADM1"):
        alike = (other for other in towns[_place(groups[key]).country] if other != key and other in groups)
        named = [other for other in alike if _named_after(groups[key], groups[other])]
        if len(named) == 1:
            groups[named[0]] += groups.pop(key)


def _named_after(province: Sequence[Choice], town: Sequence[Choice]) -> bool:
    one, other = _place(province), _place(town)
    if other.kind not in {"PPL", "PPLC"} or one.country != other.country:
        return False
    if kilometres((one.lat, one.lon), (other.lat, other.lon)) > PROVINCE_KM:
        return False
    return any(similarity(p.name.bare, t.name.bare).score >= SAME for p in province for t in town)


def _place(group: Sequence[Choice]) -> Place:
    place = next(choice.place for choice in group if choice.place is not None)
    assert place is not None
    return place


def _home(choice: Choice, spelled: _Spelled) -> str:
    """The one group that spells its name as this unlocated one does, else a group of its own."""
    if not choice.reasons and len(skeleton(choice.name.bare)) > 1:
        alike: dict[str, float] = defaultdict(float)
        for key, name in spelled.near(choice.name.bare):
            alike[key] = max(alike[key], _spelled_alike(choice.name.bare, name))
        close = sorted((-score, key) for key, score in alike.items() if score >= SAME)
        if close and (len(close) == 1 or close[0][0] < close[1][0]):
            return close[0][1]
    return f"place:{fold(choice.name.bare).replace(' ', '-') or choice.name.key}"


class _Spelled:
    """The names of the groups by what two names must share to be spelled alike."""

    def __init__(self) -> None:
        self._found: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)

    def add(self, group: str, name: str) -> None:
        """Hold a name of a group."""
        for key in spelling_keys(name):
            self._found[key][group, name] = None

    def near(self, name: str) -> Iterable[tuple[str, str]]:
        """Return each group with a name of it that may be spelled alike."""
        return {pair: None for key in spelling_keys(name) for pair in self._found.get(key, ())}


@functools.lru_cache(maxsize=65536)
def spelling_keys(name: str) -> frozenset[str]:
    """Return keys of which two names share one wherever they are `SAME`: fold, consonants, fold but for a letter."""
    folded = fold(name)
    keys = {f"={folded.replace(' ', '')}", f"~{skeleton(name)}", f"-{bones(name)}", folded}
    return frozenset(keys | {folded[:at] + folded[at + 1 :] for at in range(len(folded)) if len(folded) >= 5})


def _spelled_alike(one: str, other: str) -> float:
    """Alike by sound, or one letter of a longer name apart; the first letters must agree."""
    if in_other_script(one) != in_other_script(other):
        return SAME if len(bones(one)) >= LEAST and bones(one) == bones(other) else 0.0
    first, second = fold(one), fold(other)
    if min(len(first), len(second)) >= 5 and first[0] == second[0] and Levenshtein.distance(first, second) == 1:
        return max(SAME, similarity(one, other).score)
    return similarity(one, other).score if len(skeleton(other)) > 1 else 0.0


def _entity(key: str, group: Sequence[Choice]) -> Entity:
    mentions = sorted(
        {MentionRef(report=m.report, start=m.start, end=m.end) for choice in group for m in choice.name.mentions}
    )
    spelled = Counter(m.text for choice in group for m in choice.name.mentions)
    located = next((choice.place for choice in group if choice.place is not None), None)
    names = _in_order(spelled, located)
    drawn = next((choice for choice in group if choice.circle is not None), None)
    lat, lon, radius = drawn.circle if drawn is not None and drawn.circle is not None else (None, None, None)
    stated = f"stated: {drawn.stated}" if drawn is not None else None
    return Entity(
        id=key,
        kind="place",
        name=located.name if located and _shown(located, names[0]) else names[0],
        names=names,
        lat=located.lat if located else lat,
        lon=located.lon if located else lon,
        radius_km=(located.radius_km or EXTENT_KM.get(located.kind)) if located else radius,
        gazetteer=f"{located.gazetteer}: {located.name}, {located.id}" if located else stated,
        country=(located.country if located else drawn.country if drawn else "") or None,
        mentions=tuple(mentions),
        reasons=_reasons(group),
    )


def _shown(located: Place, written: str) -> bool:
    """Whether the gazetteer's name is shown: of a country, and of what is only written in another script."""
    return located.kind in COUNTRY_KINDS or in_other_script(written)


def _in_order(spelled: Mapping[str, int], located: Place | None) -> tuple[str, ...]:
    """The spellings, the one to show first: Latin letters, not all capitals, most frequent, like the gazetteer's."""

    def rank(text: str) -> tuple[bool, bool, int, float, str]:
        like = similarity(text, located.name).score if located and len(spelled) > 1 else 0.0
        return (in_other_script(text), len(text) > 4 and text.isupper(), -spelled[text], -like, text)

    return tuple(sorted(spelled, key=rank))


def _reasons(group: Sequence[Choice]) -> tuple[str, ...]:
    first = group[0].name.bare
    found = [f"{choice.name.text}: {reason}" for choice in group for reason in choice.reasons[:3]]
    found += [f"joined: {similarity(c.name.bare, first).reason}" for c in group[1:] if c.place is None]
    return tuple(found)
