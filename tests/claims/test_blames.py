"""Who lays what on whom, what is called untrue, what is stopped, and numbers that change, in our own sentences."""

import pytest

from tests.claims.cases import claims_of, told, untold

CASES = """
Officials blamed the strike on Norland.
    attack: strike | actor Norland, voice Officials, alleged |
The raid was blamed on Norland by the mayor.
    attack: raid | actor Norland, voice mayor, alleged |
The mayor laid the blame for the shelling of the mill on the rebels.
    attack: shelling | actor rebels, target mill, voice mayor, alleged |
Officials attributed the strike to the coalition.
    attack: strike | actor coalition, voice Officials, alleged |
The ministry said reports that 30 soldiers were captured were untrue.
    capture: captured | target 30 soldiers, voice ministry, no | 30-30
The ministry rejected as fabricated a video showing soldiers shooting prisoners.
    attack: shooting | actor soldiers, target prisoners, voice ministry, no |
The ministry denied footage that showed soldiers shooting prisoners.
    attack: shooting | actor soldiers, voice ministry, no |
The video showing soldiers shooting prisoners is fake, the army said.
    attack: shooting | voice army, no |
The army has yet to comment on the claim that it lost 40 men.
    casualties: lost | target 40 men, voice claim, alleged | 40-40
Two drones were shot down over Karsa before reaching their target.
    attack: reaching | no |
The drones were intercepted before they reached the city.
    deploy: reached | no |
Norland pulled its soldiers out of the border town of Kesra on Friday.
    retreat: out | actor Norland, target soldiers, place Kesra |
Two soldiers were pulled out of the rubble.
    discovery: pulled | target soldiers | 2-2
The rebels agreed to lay down their arms.
    retreat: lay down | actor rebels, planned |
The ceasefire came into force on Friday.
    agree: came into force | |
Government forces bombed the Al-Salam district with artillery on Sunday.
    attack: bombed | instrument artillery, shelling |
At least 200 people, most of them women and children, were reported to have drowned.
    casualties: drowned | target 200 people, killed, alleged | 200-
Between 30 and 40 people were killed on Friday.
    casualties: killed | target people | 30-40
The raid killed six and nine were wounded.
    casualties: wounded | target nine | 9-9
The number of dead has risen from 12 to 17 since Monday.
    casualties: dead | target 17 | 17-17
Medics said between six and nine guards were wounded in the raid.
    casualties: wounded | target guards, voice Medics | 6-9
According to the ministry, air defences destroyed all 12 drones launched overnight.
    loss: destroyed | actor air defences, target 12 drones | 12-12
Reports that troops shelled the camp were denied by the ministry.
    attack: shelled | actor troops, voice ministry, no |
The airport, which the rebels have held since March, was shelled overnight.
    capture: held | actor rebels, target airport |
An attempt to assassinate the governor failed on Tuesday.
    attack: assassinate | target governor, no |
The general said his men would not leave until the last rebel was dead.
    casualties: dead | target rebel, voice general, hypothetical |
If the dam is hit, thousands will drown, the governor warned.
    casualties: drown | target thousands, hypothetical | 2000-9999
Aid agencies warn that 200,000 people could be forced from their homes.
    displace: forced | target people, voice agencies, possible | 200000-200000
He threatened that his men will storm the town if the rebels do not surrender.
    attack: storm | actor men, target town, threatened |
Simyra rejected the accusation saying its troops had not opened fire.
    attack: opened fire | actor its troops, voice Simyra, no |
The gunmen attacked in the early hours the village of Arvad and killed the village chief along with 14 others.
    attack: attacked | actor gunmen, target village of Arvad |
The mayor and 14 others were killed.
    casualties: killed | target 14 others | 14-14
They killed the mayor and two guards.
    casualties: killed | actor They, target two guards | 2-2
The RSF claimed full control of the camp in a video.
    capture: control | actor RSF, target camp, voice RSF, alleged |
The rebels were able to destroy a tank.
    loss: destroy | actor rebels, target tank, asserted | 1-1
Simyra accused Gebal of firing on its posts in Arvad.
    attack: firing | actor Gebal, target posts, alleged |
Aircraft launched four raids on the port.
    attack: raids | actor Aircraft, mode air strike |
The spokesman announced the targeting of a warship with three drones.
    attack: targeting | target warship, instrument drones |
Two to three hundred vehicles were destroyed.
    loss: destroyed | target vehicles | 200-300
The rebels released 20 of the 45 hostages they seized last week.
    arrest: seized | actor they, target 45 hostages | 45-45
Two of the three tanks were destroyed.
    loss: destroyed | target Two | 2-2
Thirteen miners were taken hostage and three of them later executed.
    casualties: executed | target three of them, execution | 3-3
Gunmen killed Maria Diaz and two of her bodyguards.
    casualties: killed | actor Gunmen, target bodyguards | 2-2
At least one protester was shot dead, a doctors' committee said.
    casualties: shot dead | voice a doctors' committee | 1-
Ithaca recalled its ambassador.
    sanction: recalled | actor Ithaca |
"""

UNTOLD = """
reject | Norland pulled its troops out of the town.
displace | Fighting returned to Kesra.
displace | The planes returned to base.
request | Residents insist most of them were shepherds.
casualties | A strike blamed on the coalition hit a mill.
displace | He narrowly escaped death when a bomb exploded under his car.
request | The spokesman did not answer calls seeking comment.
sanction | Ithaca recalled that it had no troops there.
"""


test_told = told(CASES)
test_untold = untold(UNTOLD)


def test_who_is_blamed_for_a_strike_did_not_kill_in_the_reports_own_voice():
    claims = claims_of("A strike blamed on the coalition killed six.")
    (killed,) = [c for c in claims if c.kind == "casualties"]
    (strike,) = [c for c in claims if c.kind == "attack"]
    assert not killed.actor
    assert [f.text for f in strike.actor] == ["the coalition"]
    assert strike.certainty.modality == "alleged"


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("All but two of the 12 drones were shot down.", []),
        ("Six people, a mother and five children, were killed.", [(6, False), (5, True)]),
        ("Six people, two women and four children, were killed.", [(6, False), (2, True), (4, True)]),
        ("Four soldiers, two officers and two rebels were killed.", [(4, False), (2, False), (2, False)]),
        ("Aftershocks have increased the death toll from five people to six.", [(6, False)]),
    ],
)
def test_what_is_counted_and_what_is_a_part_of_it(text, counts):
    assert [(q.low, c.part_of is not None) for c in claims_of(text) for q in c.quantities] == counts


def targets(text, kind):
    return [[f.text for f in c.target] for c in claims_of(text) if c.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("They killed two guards and the mayor.", "casualties", [["the mayor"], ["two guards"]]),
        ("The mayor and 14 others were killed.", "casualties", [["The mayor"], ["14 others"]]),
        ("Children are dying of hunger, a doctor said by phone.", "casualties", [["Children"]]),
        ("A rights group accused both the army and the rebels of atrocities.", "accuse", [["the army", "the rebels"]]),
        ("The siege of the town entered its third week.", "attack", [["the town"]]),
    ],
)
def test_to_whom_it_was_done(text, kind, told):
    assert targets(text, kind) == told
