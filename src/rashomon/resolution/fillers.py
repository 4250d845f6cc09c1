"""Gives the fillers and voices of claims their entities, through the mention that a phrase denotes or refers to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from rashomon.bodies import state_of
from rashomon.known import lists
from rashomon.records import Claim, Entity, Filler, Mention, Reading, Side, Voice
from rashomon.resolution.listing import row_of_body
from rashomon.resolution.phrases import WORD, called_so, head_of, is_called, is_state, mention_at, states_before
from rashomon.resources import read_list
from rashomon.spelling import fold

_APPOSED = re.compile(r",? ?[\"“”„«']?")
_SPEAKS_FOR = re.compile(
    r"^\w+(?: |,[^,]{0,40})$|^(?!.*\b(?:to|about|against|on)\b).*\b(?:by|of|from|for|at|in|with)\b", re.S
)
_TIED = re.compile(r"-(?:\w+ed|led|run)\b")  # "X-backed Y" is Y
_FOR_OR_AGAINST = re.compile(r"\b(?:pro|anti)-$", re.I)  # and so is "pro-X Y"
_POSSESSED = re.compile(r"['’]s?\s")
_AT_THE_END = re.compile(r", (?:the )?(?:\w+ )?$")  # "X's rivals, the Vardo Front"
_OWNS = re.compile(r"(?:['’]s?)? ")
_POSSESSIVE = re.compile(r"['’]s?$")
_AGAIN = re.compile(
    r"(?:the|this|that)\s+(?:[\w.]+-(?:based|led|backed|run|supported|aligned|allied|recogni[sz]ed)\s+)?(?:(?:same|rebel|legitimate|ruling|armed|militant|jihadist|extremist|paramilitary|terrorist|"
    r"terror|besieged|northern|southern|eastern|western|small|key|strategic)\s+)?(?P<noun>\w+)"
)
_REACH = 1500  # characters back to the name that a description goes on naming
_PLAIN = 4  # words of a phrase that is no more than a state's forces
Span = tuple[int, int]


class Filling:
    """Looks up what each phrase denotes; entities that phrases make ("Haftar's forces") are begun as they come.

    What the answers depend on besides the report at hand is noted in `asked`; `denoting` are the phrases of it that
    were found to denote an entity, `begun` the entities that phrases made.
    """

    def __init__(self, readings: Iterable[Reading] = (), entities: Iterable[Entity] = ()) -> None:
        self.entities = {entity.id: entity for entity in entities}
        self.begun: dict[str, Entity] = {}
        self.country = ""  # that most mentions are of
        self.asked: dict[tuple[str, str], bool | str | None] = {}
        self.denoting: list[tuple[int, int, str]] = []
        self._readings: dict[str, Reading] = {}
        self._owners: dict[str, dict[Span, str]] = {}
        self._mentions: dict[str, list[Mention]] = {}
        self._party: dict[str, dict[int, str]] = {}
        self._such: dict[tuple[str, int], str | None] = {}
        for reading in readings:
            self.read(reading)
            refs = (
                ((m.start, m.end), one.id) for one in entities for m in one.mentions if m.report == reading.report.id
            )
            self.own(reading.report.id, dict(refs))

    def read(self, reading: Reading) -> None:
        """Take a report in, or in the place of what it was."""
        self._readings[reading.report.id] = reading
        self._mentions.pop(reading.report.id, None)

    def forget(self, report: str) -> None:
        """Let a report go."""
        for held in (self._readings, self._mentions, self._owners, self._party):
            held.pop(report, None)

    def own(self, report: str, owners: dict[Span, str]) -> None:
        """Say which entity stands where in a report."""
        self._owners[report] = owners
        self._mentions.pop(report, None)

    def restart(self) -> None:
        """Begin a round over the reports, with no entity begun."""
        for key in self.begun:
            self.entities.pop(key, None)
        self.begun = {}
        self._such = {}

    def turn_to(self) -> None:
        """Turn to another report or another kind of phrases: nothing is asked or denoted yet."""
        self.asked, self.denoting = {}, []

    def _begin(self, entity: Entity) -> None:
        self.entities[entity.id] = self.begun[entity.id] = entity

    def _owner(self, mention: Mention) -> str:
        return self._owners[mention.report][mention.start, mention.end]

    def _text(self, report: str) -> str:
        return self._readings[report].report.text

    def _ask(self, what: str, about: str) -> bool | str | None:
        """Answer a question about the whole dossier, and remember that the report at hand depends on the answer."""
        answer = self.asked[what, about] = self.answer(what, about)
        return answer

    def answer(self, what: str, about: str) -> bool | str | None:
        """Answer a question about the whole dossier: whether an entity is "known", or which one body is "such"."""
        return about in self.entities if what == "known" else self._only_such(about)

    def _denotes(self, key: str, phrase: Filler | Voice) -> str:
        """Note that a phrase denotes an entity."""
        self.denoting.append((phrase.start, phrase.end, key))
        return key

    def filler(self, claim: Claim, role: str, filler: Filler) -> Filler:
        """Return the filler with the entity that it denotes, or as it was."""
        entity = self._denoted(claim.report, filler, role) or self._referred(claim.report, filler.refers_to, role)
        entity = entity or self._party.get(claim.report, {}).get(filler.start)
        return msgspec.structs.replace(filler, entity=entity) if entity else filler

    def take(self, report: str, sides: Iterable[Side]) -> bool:
        """Let "forces" that a stated side says more of ("forces loyal to X") mean in claims whom they mean there.

        Return whether that is news.
        """
        party = {
            side.start: side.subject.entity
            for side in sides
            if side.subject.entity and side.relation == "sides with" and side.start == side.subject.start
        }
        before, self._party[report] = self._party.get(report, {}), party
        return party != before

    def party(self, report: str, filler: Filler) -> Filler:
        """Return one end of a stated side with its entity: the one denoted, else the state or listed body so named."""
        entity = self._denoted(report, filler, "actor") or self._known(report, filler)
        return msgspec.structs.replace(filler, entity=entity) if entity else filler

    def _known(self, report: str, filler: Filler) -> str | None:
        """The state or listed actor whose name the words are, begun here where no mention told of it."""
        name = re.sub(r"^the\s+", "", filler.text, flags=re.I)
        state = state_of(name)
        rows = (lists().by_id[f"{state}-STATE"],) if state else lists().find(name, ("actor",), self.country)
        if len(rows) != 1:
            return None
        row = rows[0]
        if not self._ask("known", row.id):
            reason = f"{filler.text!r} is listed as a name of {row.name} ({row.source})"
            self._begin(
                Entity(
                    id=row.id,
                    kind=row.kind,
                    name=row.name,
                    country=row.country or None,
                    sector=row.sector or None,
                    sides=row.sides,
                    reasons=(reason,),
                )
            )
        return self._denotes(row.id, filler)

    def voice(self, claim: Claim | Side, voice: Voice) -> Voice:
        """Return the voice with the entity that it is or speaks for, or as it was."""
        entity = self._referred(claim.report, voice.refers_to, "voice") or self._denoted(claim.report, voice, "voice")
        entity = entity or self._first_of(claim.report, voice)
        return msgspec.structs.replace(voice, entity=entity) if entity else voice

    def _first_of(self, report: str, voice: Voice) -> str | None:
        """The first of several speakers: "state media and activists"."""
        first, joined, _ = voice.text.partition(" and ")
        if not joined:
            return None
        alone = Voice(text=first, start=voice.start, end=voice.start + len(first))
        inside = self._inside(report, alone.start, alone.end)
        return self._denoted(report, alone, "voice") if any(m.kind != "place" for m in inside) else None

    def _referred(self, report: str, span: Span | None, role: str) -> str | None:
        if span is None:
            return None
        text = self._text(report)[span[0] : span[1]]
        return self._denoted(report, Filler(text=text, start=span[0], end=span[1]), role)

    def _named_in(self, report: str) -> list[Mention]:
        """The mentions of a report that have an entity."""
        if report not in self._mentions:
            owners = self._owners.get(report, {})
            self._mentions[report] = [m for m in self._readings[report].mentions if (m.start, m.end) in owners]
        return self._mentions[report]

    def _inside(self, report: str, start: int, end: int) -> list[Mention]:
        text = self._text(report)
        inside = [mention for mention in self._named_in(report) if start <= mention.start and mention.end <= end]
        return [
            m for m in inside if not (_TIED.match(text, m.end, end) or _FOR_OR_AGAINST.search(text, start, m.start))
        ]

    def _denoted(self, report: str, phrase: Filler | Voice, role: str) -> str | None:
        """The entity of the mention at the phrase's head, or right after it, or made of a name inside it."""
        inside = self._inside(report, phrase.start, phrase.end)
        head = head_of(phrase, inside)
        at_head = mention_at(inside, head)
        alone = at_head is not None and (at_head.start, at_head.end) == (phrase.start, phrase.end)
        if at_head and (at_head.kind != "nationality" or alone):
            return self._owner(at_head)
        word = self._word_at(report, head)
        inside = inside or self._owning(report, phrase, word)
        named = self._beside(report, phrase, word)
        made = self._made(report, phrase, inside, word, role) if inside and not named else None
        return named or made or self._again(report, phrase)

    def _owning(self, report: str, phrase: Filler | Voice, word: str) -> list[Mention]:
        """The name right before a phrase that is a general noun alone: "PNE" before "forces"."""
        table = read_list("denoting.yaml")
        if phrase.text.lower() != word or word not in (*table["forces"], *table["same"]):
            return []
        text = self._text(report)
        before = (m for m in self._named_in(report) if 0 < phrase.start - m.end <= 3)
        return [m for m in before if _OWNS.fullmatch(text[m.end : phrase.start])]

    def _beside(self, report: str, phrase: Filler | Voice, word: str) -> str | None:
        """The name in apposition right after the phrase: 'the spokesman, Ali Omar', 'the system "Pantsir"'."""
        table = read_list("denoting.yaml")
        wanted = {"person": table["speaking"], "equipment": table["weapons"], "operation": ("operation", "campaign")}
        for mention in self._named_in(report):
            if phrase.end <= mention.start <= phrase.end + 3 and word in wanted.get(mention.kind, ()):
                between = self._text(report)[phrase.end : mention.start]
                if _APPOSED.fullmatch(between):
                    return self._owner(mention)
        return None

    def _made(self, report: str, phrase: Filler | Voice, inside: Sequence[Mention], word: str, role: str) -> str | None:
        """The entity that the phrase's head word makes of a name inside it: its forces, its spokesman, itself."""
        table = read_list("denoting.yaml")
        weapon = next((m for m in inside if m.kind == "equipment"), None)
        if weapon and word in table["weapons"]:
            return self._owner(weapon)
        if word in table["crewed"] and role not in ("actor", "voice"):
            return None
        if word in table["forces"] or word in table["state_forces"]:
            return self._forces(report, phrase, inside)
        if role in ("voice", "actor") and word in table["speaking"]:
            return self._speaker(report, head_of(phrase, inside), inside)
        if word in table["same"] or role == "place":
            return self._named(report, phrase, inside, role)
        return self._apposed(report, phrase, inside)

    def _word_at(self, report: str, offset: int) -> str:
        found = WORD.match(self._text(report), offset)
        return _POSSESSIVE.sub("", found.group().lower()) if found else ""

    def _forces(self, report: str, phrase: Filler | Voice, inside: Sequence[Mention]) -> str | None:
        """ "X's forces": X itself where X is a body, the body that X leads where X is a person."""
        for mention in inside:
            owner = self._owner(mention)
            if mention.kind in ("actor", "media", "other"):
                return owner
            if mention.kind == "person":
                return self._forces_of(report, phrase, owner)
        state = next((code for m in inside if m.kind == "nationality" and (code := state_of(m.text))), "")
        own = self._word_at(report, head_of(phrase, inside)) in read_list("denoting.yaml")["state_forces"]
        return self._army(report, phrase, state) if state and own and len(phrase.text.split()) <= _PLAIN else None

    def _again(self, report: str, phrase: Filler | Voice) -> str | None:
        """The entity that a definite description goes on naming: "the army", "the rebel group", "the city"."""
        found = _AGAIN.fullmatch(phrase.text.lower())
        if found is None:
            return None
        noun, table = found["noun"], read_list("denoting.yaml")
        told = states_before(self._text(report), self._named_in(report), phrase.start)
        if noun in table["states_own"] and told and self.country not in told:
            return None  # "US officials said the military fired"
        before = [m for m in self._named_in(report) if 0 <= phrase.start - m.end <= _REACH]
        if noun in table["places_again"]:
            return self._place_again(report, noun, before)
        for mention in reversed(before):
            entity = self.entities[self._owner(mention)]
            if noun in table["bodies_again"] and mention.kind in ("actor", "media") and self._is_such(entity, noun):
                return entity.id
        such = self._ask("such", noun) if noun in table["states_own"] else None
        return such if isinstance(such, str) else None

    def _only_such(self, noun: str) -> str | None:
        """The one body of the dossier's main country that a noun may mean, where the report named none."""
        at = (noun, len(self.entities))
        if at not in self._such:
            of_there = [e for e in self.entities.values() if e.kind == "actor" and e.country == self.country]
            such = [entity.id for entity in of_there if self._is_such(entity, noun)]
            self._such[at] = such[0] if len(such) == 1 else None
        return self._such[at]

    def _place_again(self, report: str, noun: str, before: Sequence[Mention]) -> str | None:
        """The place last called by the noun ("the city of X", "X city"), else the last place that is no country."""
        regions = {fold(name) for name in read_list("name_context.yaml")["regions"]}
        places = [
            m for m in before if m.kind == "place" and not is_state(m.text, False) and fold(m.text) not in regions
        ]
        places = [m for m in places if self.entities[self._owner(m)].kind == "place"]
        called = [m for m in places if is_called(self._text(report), m, noun)]
        if noun in read_list("denoting.yaml")["settled"]:
            called = called or [m for m in places if not self._is_abroad(m)]
        return self._owner(called[-1]) if called else None

    def _is_abroad(self, mention: Mention) -> bool:
        """Tell another state's capital, which is named for its government more than as a place."""
        return is_state(mention.text, True) and self.entities[self._owner(mention)].country != self.country

    def _is_such(self, entity: Entity, noun: str) -> bool:
        """Tell whether an entity may be called by a noun: one of its names holds it, or it is of such a sector."""
        called = re.compile(rf"\b{noun}(?: of | for |$)", re.I)
        if any(called.search(name) for name in (entity.name, *entity.names)):
            return True
        return entity.sector in read_list("denoting.yaml")["bodies_again"][noun]

    def _army(self, report: str, phrase: Filler | Voice, state: str) -> str:
        """The armed forces of a state, as listed or begun here."""
        row = row_of_body(state, "army")
        key = row.id if row else f"{state}/army"
        if not self._ask("known", key):
            name = row.name if row else f"armed forces of {lists().by_id[f'{state}-STATE'].name}"
            reason = f"{phrase.text!r} names the forces of {state}"
            self._begin(
                Entity(
                    id=key,
                    kind="actor",
                    name=name,
                    country=state,
                    sector="MIL",
                    sides=(f"{state}-STATE",),
                    reasons=(reason,),
                )
            )
        return self._denotes(key, phrase)

    def _forces_of(self, report: str, phrase: Filler | Voice, person: str) -> str:
        leader = self.entities[person]
        led = next((side for side in leader.sides if side in lists().by_id), None)
        key = led if led and not led.endswith("-STATE") else f"{person}/forces"
        if not self._ask("known", key):
            row = lists().by_id.get(key)
            self._begin(
                Entity(
                    id=key,
                    kind="actor",
                    name=row.name if row else f"forces of {leader.name}",
                    country=leader.country,
                    sector=row.sector if row else leader.sector,
                    sides=(person,),
                    reasons=(f"{phrase.text!r} names the forces of {leader.name}",),
                )
            )
        return self._denotes(key, phrase)

    def _speaker(self, report: str, head: int, inside: Sequence[Mention]) -> str | None:
        """The person named beside the office, else the body that is spoken for: before the head, or "of", "by" whom."""
        text = self._text(report)
        near = [m for m in inside if m.end <= head or _SPEAKS_FOR.search(text[head : m.start])]
        ranked = sorted(near, key=lambda m: (m.kind != "person", m.kind not in ("actor", "media"), m.start))
        kinds = ("person", "actor", "media", "operation", "nationality")
        return next((self._owner(m) for m in ranked if m.kind in kinds), None)

    def _named(self, report: str, phrase: Filler | Voice, inside: Sequence[Mention], role: str) -> str | None:
        """The first name of the phrase outside brackets; in a place role the first place; a town has no voice."""
        places = [mention for mention in inside if mention.kind == "place"]
        placed = self._word_at(report, head_of(phrase, inside)) in read_list("denoting.yaml")["places_again"]
        where = role == "place" or bool(placed and places)
        wanted = places if where else list(inside)
        wanted = [mention for mention in wanted if mention.kind != "nationality"]
        if role == "voice":
            own = self._word_at(report, head_of(phrase, inside)) in read_list("denoting.yaml")["outlets"]
            wanted = [m for m in wanted if m.kind != "place" or (not own and is_state(m.text, True))]
        text = self._text(report)
        outside = [m for m in wanted if "(" not in text[phrase.start : m.start]] or wanted
        if not outside:
            return None
        head = head_of(phrase, inside)
        at_noun = [m for m in outside if where and called_so(text, m, head)]
        owner = self._owner((at_noun or outside)[0])
        rules = self._word_at(report, head_of(phrase, inside)) in read_list("denoting.yaml")["rulers"]
        return self._ruled_by(owner) if rules and outside[0].kind == "person" else owner

    def _ruled_by(self, person: str) -> str | None:
        """The government of a person, where the lists say which: "X's government" is not X."""
        sides = (side for side in self.entities[person].sides if side in lists().by_id)
        key = next(sides, None)
        return key if key is not None and self._ask("known", key) else None

    def _apposed(self, report: str, phrase: Filler | Voice, inside: Sequence[Mention]) -> str | None:
        """A person named in apposition to an office: "the army spokesman, Ali Omar", "Defence Minister Ali Omar"."""
        text = self._text(report)
        for mention in inside:
            named = mention.end == phrase.end and _AT_THE_END.search(text, phrase.start, mention.start)
            if named and mention.kind in ("actor", "media", "person"):
                return self._owner(mention)
        people = [m for m in inside if m.kind == "person" and not _POSSESSED.match(text, m.end, phrase.end)]
        if len(people) != 1:
            return None
        between = phrase.text[: people[0].start - phrase.start]
        tied = not re.search(r"\s(?:of|for|to|by|with|against|in|from)\s", between.rsplit(",", 1)[-1] + " ")
        return self._owner(people[0]) if tied and not between.rstrip().endswith(("of", "for", "by")) else None
