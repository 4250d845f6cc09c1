"""How one report tells its happenings: what holds two of them apart, and what goes on about one."""

from __future__ import annotations

import msgspec
import pytest

from rashomon.alignment.telling import happenings
from rashomon.records import Certainty
from tests.dossiers import place, report
from tests.told import claims_of, filler, groups


def test_two_towns_of_one_day_are_two_happenings():
    text = "A drone hit a car in Orlin. Guns shelled a farm in Besk."
    found = groups(text, ("attack", "hit", {"place": ("Orlin",)}), ("attack", "shelled", {"place": ("Besk",)}))
    assert found == [["c0"], ["c1"]]


def test_a_claim_without_place_goes_with_what_was_told_before_it():
    text = "A drone hit a car in Orlin. Guns shelled a farm in Besk. Two cows died."
    told = (("attack", "hit", {"place": ("Orlin",)}), ("attack", "shelled", {"place": ("Besk",)}))
    assert ["c1", "c2"] in groups(text, *told, ("casualties", "died", {"slot": "killed", "low": 2}))


def test_the_place_at_the_head_of_a_sentence_is_that_of_all_it_tells():
    text = "A drone hit a car in Orlin. In Besk, a mayor said, fire wounded three people."
    told = (("attack", "hit", {"place": ("Orlin",)}), ("casualties", "wounded", {"slot": "wounded", "low": 3}))
    assert groups(text, *told) == [["c0"], ["c1"]]


def test_an_answer_is_not_what_it_answers():
    text = "Shells fell on a market in Orlin. The army said its guns struck back at the launchers."
    told = (("attack", "fell on", {"place": ("Orlin",)}), ("attack", "struck back", {"actor": ("its guns",)}))
    assert groups(text, *told) == [["c0"], ["c1"]]


def test_a_day_earlier_is_another_happening():
    text = "Jets hit a school in Orlin. A day earlier gunmen attacked a post in Orlin."
    told = (
        ("attack", "hit", {"place": ("Orlin",), "day": "2021-03-04"}),
        ("attack", "attacked", {"place": ("Orlin",), "day": "2021-03-03"}),
    )
    assert groups(text, *told) == [["c0"], ["c1"]]


def test_the_bare_accusation_is_of_what_was_told_before():
    text = "Shells fell on a market in Orlin. The council accused the northern army."
    assert groups(text, ("attack", "fell on", {"place": ("Orlin",)}), ("accuse", "accused", {})) == [["c0", "c1"]]


def test_an_accusation_belongs_to_the_deed_it_names():
    text = "The council accused the army of having shelled Besk, killing a child."
    told = (("accuse", "accused", {}), ("attack", "shelled", {"target": ("Besk",)}))
    assert groups(text, *told, ("casualties", "killing", {"slot": "killed", "low": 1})) == [["c0", "c1", "c2"]]


def test_what_is_planned_has_not_happened():
    text = "Shells fell on a market in Orlin. The men plan to storm Orlin."
    planned = Certainty(modality="planned")
    told = (("attack", "fell on", {"place": ("Orlin",)}), ("attack", "storm", {"certainty": planned}))
    assert groups(text, *told) == [["c0"], ["c1"]]


def test_the_dead_of_a_war_are_not_those_of_a_day():
    text = "A blast killed six people in Orlin. Since then over 300000 people have been killed and millions uprooted."
    told = (("casualties", "killed six", {"slot": "killed", "low": 6, "place": ("Orlin",)}),)
    assert groups(text, *told, ("casualties", "been killed", {"slot": "killed", "low": 300000})) == [["c0"], ["c1"]]


def test_attack_retreat_and_losses_at_one_town_are_one_battle():
    text = "Rebels took Orlin on Monday. The soldiers withdrew towards Tavra. Eight men fell."
    told = (
        ("capture", "took", {"target": ("Orlin",), "day": "2021-03-01"}),
        ("retreat", "withdrew", {"place": ("Tavra",)}),
        ("casualties", "fell", {"slot": "killed", "low": 8}),
    )
    assert groups(text, *told) == [["c0", "c1", "c2"]]


def test_an_air_strike_on_the_attackers_is_not_their_ambush():
    text = "Gunmen ambushed soldiers near Orlin on Monday. An air strike killed forty militants on Monday evening."
    told = (
        (
            "attack",
            "ambushed",
            {"actor": ("Gunmen",), "target": ("soldiers",), "place": ("Orlin",), "day": "2021-03-01"},
        ),
        ("casualties", "killed", {"slot": "killed", "low": 40, "target": ("militants",), "day": "2021-03-01"}),
    )
    assert groups(text, *told) == [["c0"], ["c1"]]


def test_a_hospital_that_treats_the_wounded_is_not_where_it_happened():
    text = "A missile hit a market in Orlin. Doctors at a hospital in Besk received the bodies of 16 men."
    told = (("attack", "hit", {"place": ("Orlin",)}), ("casualties", "received", {"slot": "killed", "low": 16}))
    assert groups(text, *told) == [["c0", "c1"]]


def test_an_undated_opening_is_about_the_news_not_about_last_week():
    text = "Blast hits Orlin. A boy was hurt by a bomb in Orlin on Saturday. A bomb killed six in Orlin on Friday."
    told = (
        ("attack", "hits", {"target": ("Orlin",)}),
        ("casualties", "hurt", {"slot": "wounded", "low": 1, "day": "2021-03-06"}),
        ("casualties", "killed", {"slot": "killed", "low": 6, "day": "2021-03-12"}),
    )
    assert groups(text, *told, published="2021-03-12") == [["c0", "c2"], ["c1"]]


def test_the_blast_points_back_past_a_shelling():
    text = "A car bomb tore through a bus in Orlin. Guns shelled the roads. The explosion was heard by all."
    told = (
        ("attack", "tore through", {"place": ("Orlin",)}),
        ("attack", "shelled", {"place": ("Besk",)}),
        ("attack", "explosion", {}),
    )
    assert ["c0", "c2"] in groups(text.replace("the roads", "Besk"), *told)


MARKET = ("attack", "fell on", {"place": ("Orlin",)})


def test_an_act_named_by_a_general_noun_only_stands_alone():
    text = "Shells fell on a market in Orlin. A minister hoped for an initiative to stop the bloodshed."
    assert groups(text, MARKET, ("attack", "stop the bloodshed", {})) == [["c0"], ["c1"]]


def test_a_general_noun_with_a_town_of_its_own_is_a_happening():
    text = "Shells fell on a market in Orlin. The fighting in Orlin left two roads closed."
    assert groups(text, MARKET, ("attack", "fighting", {"place": ("Orlin",)})) == [["c0", "c1"]]


def test_an_operation_carried_out_is_general_where_a_strike_carried_out_points_back():
    operation = "Shells fell on a market in Orlin. Elders praised an operation carried out by the army."
    strike = "Shells fell on a market in Orlin. Elders said the strike was carried out by the army."
    assert groups(operation, MARKET, ("attack", "carried out", {})) == [["c0"], ["c1"]]
    assert groups(strike, MARKET, ("attack", "carried out", {})) == [["c0", "c1"]]


def test_attacks_by_a_bare_plural_are_a_habit_and_those_that_point_back_are_not():
    habit = "Shells fell on a market in Orlin. The hill serves as a base during attacks on Orlin."
    pointed = "Shells fell on a market in Orlin. Two children died in the attacks."
    assert groups(habit, MARKET, ("attack", "attacks", {"target": ("Orlin",)})) == [["c0"], ["c1"]]
    assert groups(pointed, MARKET, ("attack", "attacks", {})) == [["c0", "c1"]]


def test_a_grave_that_is_found_is_not_the_attack_told_before():
    text = "Shells fell on a market in Orlin. The army said it had found a grave with seven bodies."
    found = (("discovery", "found", {"target": ("a grave",)}), ("casualties", "bodies", {"slot": "killed", "low": 7}))
    assert groups(text, MARKET, *found) == [["c0"], ["c1", "c2"]]


def test_bodies_pulled_from_the_rubble_are_of_the_attack_told_before():
    text = "Shells fell on a market in Orlin. Rescuers pulled seven bodies from the rubble."
    told = ("discovery", "pulled", {"target": ("seven bodies",), "low": 7})
    assert groups(text, MARKET, told) == [["c0", "c1"]]


def test_support_of_an_operation_is_no_violence():
    text = "Shells fell on a market in Orlin. The council expressed support for the assault of the army."
    assert groups(text, MARKET, ("support", "expressed support", {"actor": ("The council",)})) == [["c0"], ["c1"]]


def test_two_who_declare_their_support_are_two_happenings():
    text = "The elders declared their support for the new cabinet. The harbour guild declared support for it, too."
    first = ("support", "declared their support", {"actor": ("The elders",)})
    assert groups(text, first, ("support", "declared support", {"actor": ("The harbour guild",)})) == [["c0"], ["c1"]]


def test_one_who_repeats_his_support_tells_of_one_happening():
    text = "The elders declared their support for the new cabinet. The elders voiced support in a letter."
    first = ("support", "declared their support", {"actor": ("The elders",)})
    assert groups(text, first, ("support", "voiced support", {"actor": ("elders",)})) == [["c0", "c1"]]


def test_who_threatens_does_not_join_the_attack_but_who_blames_for_it_does():
    text = "Shells fell on a market in Orlin. The governor {} the rebels for the attack."
    threat = groups(text.format("threatened"), MARKET, ("threaten", "threatened", {"actor": ("The governor",)}))
    blame = groups(text.format("blamed"), MARKET, ("accuse", "blamed", {"actor": ("The governor",)}))
    assert (threat, blame) == ([["c0"], ["c1"]], [["c0", "c1"]])


def test_what_starts_again_after_the_blast_is_not_the_blast():
    text = "A bomb tore through a bus in Orlin. The exchange of prisoners restarted following the blast."
    bus = ("attack", "tore through", {"place": ("Orlin",)})
    assert groups(text, bus, ("describe", "restarted", {})) == [["c0"], ["c1"]]


def test_what_took_place_is_the_blast_that_it_names():
    text = "A bomb tore through a bus in Orlin. The blast took place at a crossing."
    bus = ("attack", "tore through", {"place": ("Orlin",)})
    assert groups(text, bus, ("describe", "took place", {})) == [["c0", "c1"]]


def test_a_list_of_places_under_one_verb_is_one_happening():
    text = "Jets destroyed three radars in Orlin and two in Tavra."
    told = [("loss", "destroyed", {"place": (town,), "slot": "destroyed"}) for town in ("Orlin", "Tavra")]
    assert groups(text, *told) == [["c0", "c1"]]


def test_other_strikes_in_the_same_sentence_are_apart_and_their_result_goes_with_them():
    text = "Jets hit a bridge in Orlin, and other strikes targeted farms in Orlin. As a result, four men died."
    told = (("attack", "hit", {"place": ("Orlin",)}), ("attack", "targeted", {"place": ("Orlin",)}))
    assert groups(text, *told, ("casualties", "died", {"slot": "killed", "low": 4})) == [["c0"], ["c1", "c2"]]


def test_a_video_that_captured_something_is_no_capture():
    text = "Shells fell on a market in Orlin. The video was years old and captured a parade."
    assert groups(text, MARKET, ("capture", "captured", {"target": ("a parade",)})) == [["c0"], ["c1"]]


def test_ground_that_is_held_is_not_the_bombing_there():
    text = "A bomb tore through a bus in Orlin. Orlin is controlled by the northern army."
    bus = ("attack", "tore through", {"place": ("Orlin",)})
    assert groups(text, bus, ("capture", "controlled", {"target": ("Orlin",)})) == [["c0"], ["c1"]]


def test_ground_that_is_held_goes_with_the_battle_for_it():
    text = "Soldiers were attacked in Orlin. Orlin remains under the control of the army."
    battle = ("attack", "attacked", {"place": ("Orlin",), "target": ("Soldiers",)})
    assert groups(text, battle, ("capture", "control", {"place": ("Orlin",)})) == [["c0", "c1"]]


def test_a_launcher_seized_with_a_base_is_of_the_taking_of_the_base():
    text = "The army showed the launcher, which it seized after taking control of Orlin."
    told = (("capture", "seized", {"target": ("the launcher",)}), ("capture", "taking control", {"target": ("Orlin",)}))
    assert groups(text, *told) == [["c0", "c1"]]


def test_who_is_moved_out_of_what_was_hit_belongs_to_the_strike():
    text = "Drones hit a depot in Orlin. Some 900 people were {}."
    depot = ("attack", "hit", {"place": ("Orlin",)})
    moved = ("displace", "evacuated", {"slot": "displaced", "low": 900})
    assert groups(text.format("evacuated from the district"), depot, moved) == [["c0", "c1"]]


def test_who_is_bussed_away_by_treaty_does_not_belong_to_the_strike():
    text = "Drones hit a depot in Orlin. Some 900 people were evacuated by bus under a treaty."
    depot = ("attack", "hit", {"place": ("Orlin",)})
    assert groups(text, depot, ("displace", "evacuated", {"slot": "displaced", "low": 900})) == [["c0"], ["c1"]]


def test_a_weekday_at_the_head_of_a_sentence_tells_two_towns_apart():
    text = "Gunmen ambushed a convoy on Monday. On Tuesday gunmen killed nine farmers in Orlin."
    told = (
        ("attack", "ambushed", {"day": "2021-03-01"}),
        ("casualties", "killed", {"slot": "killed", "low": 9, "place": ("Orlin",)}),
    )
    assert groups(text, *told) == [["c0"], ["c1"]]


def test_the_attack_that_was_claimed_is_not_the_crime_it_is_said_to_answer():
    text = "A bomb tore through a bus in Orlin. The group claimed the attack as an answer to crimes it saw in Tavra."
    bus, claimed = ("attack", "tore through", {"place": ("Orlin",)}), ("describe", "claimed", {})
    assert groups(text, bus, claimed, ("attack", "crimes", {"place": ("Tavra",)})) == [["c0", "c1"], ["c2"]]


def test_a_strike_that_is_asked_for_has_not_happened():
    text = "Shells fell on a market in Orlin. Parliament debated approval for military strikes on Orlin."
    asked = ("attack", "military strikes", {"target": ("Orlin",)})
    assert groups(text.replace("on Orlin", "on it"), MARKET, ("attack", "military strikes", {})) == [["c0"], ["c1"]]
    assert groups(text, MARKET, asked) == [["c0"], ["c1"]]


def test_who_blames_in_a_relative_clause_blames_for_what_stands_before_it():
    text = "Shells fell on a market in Orlin. They answered the fire, which the mayor blames on the rebels."
    assert groups(text, MARKET, ("accuse", "blames", {"actor": ("the mayor",)})) == [["c0"], ["c1"]]


def test_a_force_that_moves_is_not_the_one_told_before_where_nothing_says_so():
    text = "The coast guard strengthened its posts in Orlin. The rebels announced a redeployment of their men."
    told = (
        ("deploy", "strengthened", {"place": ("Orlin",)}),
        ("deploy", "redeployment", {}),
    )
    assert groups(text, *told) == [["c0"], ["c1"]]


def test_a_convoy_attack_named_as_something_new_is_not_the_blast_told_before():
    text = "A bomb tore through a bus in Orlin. Lorries carried men who were injured in {}."
    bus = ("attack", "tore through", {"place": ("Orlin",)})
    new = groups(text.format("a convoy attack"), bus, ("casualties", "injured", {}))
    old = groups(text.format("the attack"), bus, ("casualties", "injured", {}))
    assert (new, old) == ([["c0"], ["c1"]], [["c0", "c1"]])


def test_strikes_in_two_countries_are_no_one_happening():
    lands = {p.id: p for p in (place("Norrland", 40.0, 44.0, 600.0), place("Sudland", 30.0, 44.0, 600.0))}
    text = "Shells fell on a market. Jets struck targets in Norrland and Sudland."
    claims = claims_of(text, ("attack", "fell on", {}), ("attack", "struck", {}))
    spots = [(text.index(name), text.index(name) + len(name), name) for name in lands]
    told = msgspec.structs.replace(claims[1], place=tuple(filler(text, name, name) for name in lands))
    parts = happenings([claims[0], told], report("r", text), lands, spots)
    assert [[c.id for c in part.claims] for part in parts] == [["c0"], ["c1"]]


# what parts or joins the two claims of c0 and c1: the text, the claims, the groups
CASES = {
    "the base is the airfield told before": (
        "Missiles hit an airfield on Monday. Men died at the base, a doctor said.",
        (("attack", "hit", {"place": ("an airfield",)}), ("casualties", "died", {"place": ("the base",)})),
        [["c0", "c1"]],
    ),
    "the day on which somebody spoke is not that of the deed": (
        "Shells killed four in Orlin, a doctor told reporters Friday. Late on Thursday the army fired on Besk.",
        (
            ("casualties", "killed", {"place": ("Orlin",), "low": 4}),
            ("attack", "fired", {"place": ("Besk",), "day": "2021-05-06"}),
        ),
        [["c0"], ["c1"]],
    ),
    "blame of what stands right before it": (
        "He spoke of the use of gas in Orlin which the capital blames on the rebels. ",
        (("attack", "use", {"place": ("Orlin",)}), ("accuse", "blames", {"actor": ("the capital",)})),
        [["c0", "c1"]],
    ),
    "a denial right after the blame": (
        "Rockets hit Orlin on Monday. The shelling of Besk was blamed on the army. The army denied responsibility. ",
        (
            ("attack", "hit", {"place": ("Orlin",)}),
            ("attack", "shelling", {"place": ("Besk",)}),
            ("accuse", "blamed", {}),
            ("reject", "denied", {"actor": ("The army",)}),
        ),
        [["c0"], ["c1", "c2", "c3"]],
    ),
    "a denial that blames others in turn": (
        "Rockets hit Orlin on Monday. The shelling of Besk was laid to men. The army denied blame and accused gangs. ",
        (
            ("attack", "hit", {"place": ("Orlin",)}),
            ("attack", "shelling", {"place": ("Besk",)}),
            ("accuse", "laid to", {}),
            ("reject", "denied", {"actor": ("The army",)}),
            ("accuse", "accused", {"actor": ("The army",)}),
        ),
        [["c0"], ["c1", "c2", "c3", "c4"]],
    ),
    "a denial right after blame of another kind": (
        "Rockets hit Orlin on Monday. The capital accused the north of sending arms. The north rejected the claims. ",
        (
            ("attack", "hit", {"place": ("Orlin",)}),
            ("accuse", "accused", {"actor": ("The capital",)}),
            ("reject", "rejected", {"actor": ("The north",)}),
        ),
        [["c0"], ["c1", "c2"]],
    ),
    "the day of a denial is not that of the deed": (
        "The army denied on Sunday that it had shelled Orlin. A doctor said nine people died in the raid on Saturday. ",
        (
            ("reject", "denied", {"actor": ("The army",), "day": "2021-05-09"}),
            ("attack", "shelled", {"place": ("Orlin",)}),
            ("casualties", "died", {"low": 9, "day": "2021-05-08", "slot": "killed"}),
        ),
        [["c0", "c1", "c2"]],
    ),
    "the dead since a month": (
        "Shells killed nine people in Orlin on Monday. More than 300 people have been killed in Orlin since May. ",
        (
            ("casualties", "killed", {"place": ("Orlin",), "low": 9, "slot": "killed"}),
            ("casualties", "have been killed", {"place": ("Orlin",), "low": 301, "slot": "killed"}),
        ),
        [["c0"], ["c1"]],
    ),
    "the day on which a toll rose is not that of the deed": (
        "A bomb killed 57 in Orlin on Friday. The death toll from the bombing rose to 63 on Saturday. ",
        (
            ("casualties", "killed", {"place": ("Orlin",), "low": 57, "slot": "killed", "day": "2021-05-07"}),
            ("casualties", "death toll", {"low": 63, "slot": "killed", "day": "2021-05-08"}),
        ),
        [["c0", "c1"]],
    ),
    "the worst since another": (
        "A bomb killed 57 in Orlin on Friday. It was the worst attack since 2014, when gunmen killed 134 children. ",
        (
            ("casualties", "killed", {"place": ("Orlin",), "low": 57, "slot": "killed", "day": "2021-05-07"}),
            ("casualties", "killed 134", {"low": 134, "slot": "killed"}),
        ),
        [["c0"], ["c1"]],
    ),
    "the toll that is called too low": (
        "The army admitted the deaths of 35 people in its raids since 2014. Doctors say the toll is much higher. ",
        (("casualties", "deaths", {"low": 35, "slot": "killed"}), ("describe", "higher", {})),
        [["c0", "c1"]],
    ),
    "who broke into a town gained ground": (
        "The army broke into Orlin in June and took half of the town. ",
        (
            ("attack", "broke into", {"place": ("Orlin",), "actor": ("The army",)}),
            ("capture", "took", {"actor": ("The army",)}),
        ),
        [["c0", "c1"]],
    ),
    "gas comes with shells": (
        "The shelling of Orlin went on for hours. Gas was used in the town of Orlin. ",
        (("attack", "shelling", {"place": ("Orlin",)}), ("attack", "Gas was used", {})),
        [["c0", "c1"]],
    ),
    "that attack is the one told last": (
        "Shells fell on a market in Orlin. A year ago thirty died in Tavra. "
        "The two sides blamed each other for that attack. ",
        (
            MARKET,
            ("casualties", "died", {"place": ("Tavra",), "low": 30, "slot": "killed"}),
            ("accuse", "blamed", {}),
        ),
        [["c0"], ["c1", "c2"]],
    ),
    "what they have done before": (
        "Gas was used in Orlin on Monday. The allies believe they have used some gas before, a diplomat said. ",
        (("attack", "was used", {"place": ("Orlin",)}), ("attack", "have used", {})),
        [["c0"], ["c1"]],
    ),
    "who arrives after the attack answers nothing": (
        "Shells fell on a market in Orlin. The envoy arrived in Besk after the attack. ",
        (MARKET, ("describe", "arrived", {"actor": ("The envoy",), "place": ("Besk",)})),
        [["c0"], ["c1"]],
    ),
    "a deed that a sentence sets hours after another": (
        "Ten died when a rocket struck a silo in Orlin, hours before gunmen attacked a ferry. Nurses said six bled. ",
        (
            ("casualties", "died", {"low": 10, "slot": "killed", "place": ("Orlin",)}),
            ("attack", "struck", {"place": ("Orlin",)}),
            ("attack", "attacked", {"actor": ("gunmen",), "target": ("a ferry",)}),
            ("casualties", "bled", {"low": 6, "slot": "wounded"}),
        ),
        [["c0", "c1", "c3"], ["c2"]],
    ),
    "a deed elsewhere in the town": (
        "The army took a mill in Orlin, and militants fired mortars in another part of the city. ",
        (
            ("attack", "took", {"actor": ("The army",), "place": ("Orlin",)}),
            ("attack", "fired", {"actor": ("militants",)}),
        ),
        [["c0"], ["c1"]],
    ),
    "what was done before at the place that was hit": (
        "Shelling hit the town of Orlin where rebels killed a sergeant. ",
        (
            ("attack", "Shelling", {"place": ("Orlin",)}),
            ("casualties", "killed", {"actor": ("rebels",), "target": ("a sergeant",), "slot": "killed"}),
        ),
        [["c0"], ["c1"]],
    ),
    "the dead of a revenge and the one whom it avenged": (
        "Militiamen killed 20 herders after 1 scout was shot by cattle thieves. ",
        (
            ("casualties", "killed", {"actor": ("Militiamen",), "low": 20, "slot": "killed"}),
            ("casualties", "was shot", {"actor": ("cattle thieves",), "low": 1, "slot": "killed"}),
        ),
        [["c0"], ["c1"]],
    ),
    "a raid that began after somebody was killed": (
        "Bombing began after smugglers killed a ranger. ",
        (
            ("attack", "Bombing", {}),
            ("casualties", "killed", {"actor": ("smugglers",), "target": ("a ranger",), "slot": "killed"}),
        ),
        [["c0"], ["c1"]],
    ),
    "what was hit and what is denied in one sentence": (
        "It said it carried out the ambush but denied the shelling of Orlin. ",
        (
            ("attack", "carried out the ambush", {"actor": ("It",)}),
            ("reject", "denied", {"actor": ("it",)}),
            ("attack", "shelling", {"place": ("Orlin",)}),
        ),
        [["c0"], ["c1", "c2"]],
    ),
    "who died in a hospital of another town": (
        "A mine hurt nine in Orlin. One of them died on Sunday in a clinic in Tavra, a nurse said. ",
        (("casualties", "hurt", {"place": ("Orlin",), "low": 9}), ("casualties", "died", {"place": ("Tavra",)})),
        [["c0", "c1"]],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_goes_on_about_one_happening(name):
    text, told, expected = CASES[name]
    assert groups(text, *((kind, trigger, dict(fields)) for kind, trigger, fields in told)) == expected
