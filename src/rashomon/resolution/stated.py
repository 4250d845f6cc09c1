"""Draws what the texts say of where a place lies: circles around the places that a relation leads from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from rashomon.records import Place, PlaceRelation
from rashomon.resolution.coherence import TOWNS
from rashomon.resolution.grouping import EXTENT_KM
from rashomon.resolution.naming import Choice
from rashomon.resolution.ranking import Circle
from rashomon.resolution.relations import circle

Find = Callable[[str, tuple[int, int]], str | None]  # the choice of which a mention is, by report and span


class Stated:
    """The relations that the reports of a dossier state, by the name that each places."""

    def __init__(self, relations: Iterable[PlaceRelation], find: Find, choices: Mapping[str, Choice]) -> None:
        self._find, self._choices = find, choices
        self._of: dict[str, list[PlaceRelation]] = defaultdict(list)
        for relation in relations:
            if key := find(relation.report, relation.subject):
                self._of[key].append(relation)

    @property
    def names(self) -> Set[str]:
        """The keys of the names that relations place."""
        return self._of.keys()

    def circles(self, key: str) -> list[Circle]:
        """Return what the texts draw for a name, by what the other names mean now."""
        return [drawn for relation in self._of.get(key, ()) if (drawn := self._circle(relation))]

    def place_the_unlocated(self) -> None:
        """Give names that no gazetteer holds the circle that the text draws for them, the smallest where are more."""
        for key, relations in self._of.items():
            choice = self._choices[key]
            if choice.place is not None or choice.candidates:
                continue
            drawn = [(found, relation) for relation in relations if (found := self._circle(relation))]
            if drawn:
                choice.circle, relation = min(drawn, key=lambda item: item[0][2])
                choice.stated = relation.text
                near = self._objects(relation)
                choice.country = (
                    near[0].country if near and near[0] and len({p.country for p in near if p}) == 1 else ""
                )

    def _circle(self, relation: PlaceRelation) -> Circle | None:
        places = self._objects(relation)
        known = [place for place in places if place]
        points = [(place.lat, place.lon) for place in known]
        return circle(relation, points, reach=_reach(relation, known)) if len(known) == len(places) else None

    def _objects(self, relation: PlaceRelation) -> list[Place | None]:
        """What a relation leads from; "in Donetsk region" is in the division, not in the town."""
        found = []
        for span in relation.objects:
            key = self._find(relation.report, span)
            choice = self._choices[key] if key else None
            place = choice.place if choice else self._capital()
            found.append(_division_of(choice, place) if choice and place and relation.relation == "within" else place)
        return found

    def _capital(self) -> Place | None:
        """ "The capital": the one that the dossier names most."""
        capitals = [c for c in self._choices.values() if c.place is not None and c.place.kind == "PPLC"]
        best = max(capitals, key=lambda c: (len(c.name.mentions), c.name.key), default=None)
        return best.place if best else None


def _reach(relation: PlaceRelation, objects: Sequence[Place]) -> float:
    """How far from its objects' points a relation leads: at least as far as the widest of them extends."""
    extents = [place.radius_km or EXTENT_KM.get(place.kind, 0.0) for place in objects]
    return max(40.0 if relation.relation == "within" else 20.0, *extents, 0.0)


def _division_of(choice: Choice, town: Place) -> Place:
    if town.kind not in TOWNS or not choice.name.kinds.keys() & {"ADM1", "ADM2", "AREA"}:
        return town
    alike = (c.place for c in choice.candidates if c.place.kind in {"ADM1", "ADM2"})
    return next((place for place in alike if place.country == town.country), town)
