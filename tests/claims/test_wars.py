"""What happened, to whom, where and how many, in sentences of many wars that lost their commas, as one table."""

import pytest

from rashomon.claims.rules import RuleExtractor
from rashomon.mentions.quantities import find_quantities
from rashomon.records import Mention
from tests.claims.parses import parsed

PLACES = ("Arvad", "Simyra", "Ullaza", "Gebal")
# sentence; kind and words of the trigger; each role with a word of it; what is counted
CASES = """
The governor denounced the use of cluster bombs by the junta in Arvad.
    attack: use | actor junta, instrument cluster bombs, place Arvad |
The rebels were accused of using phosphorus shells against the garrison.
    attack: using | actor rebels, target garrison, instrument shells |
The observers believe the militia has used small amounts of sarin before.
    attack: used | actor militia, instrument sarin |
The junta is using the weapons and telling the world.
    attack: using | actor junta, instrument weapons |
The elders spoke of the alleged nerve gas use in Arvad on Tuesday.
    attack: use | instrument nerve gas, place Arvad |
The general must be punished for the use of nerve gas on villages.
    attack: use | actor general, target villages |
They unleashed barrel bombs on the harbour.
    attack: unleashed | instrument barrel bombs, target harbour |
The police responded with live ammunition to the march.
    attack: responded | actor police, instrument ammunition, target march |
The junta used drones to strike the refinery in Arvad.
    attack: strike | actor junta, target refinery, instrument drones |
The drones were used by the militia to strike the refinery.
    attack: strike | actor militia, instrument drones |
The use of landmines near Arvad has maimed 20 shepherds.
    casualties: maimed | target shepherds, instrument landmines | 20-20
The envoy said the brigade was responsible for a poison gas attack on the camp.
    attack: attack | actor brigade, target camp |
The minister said the militia was behind it.
    attack: behind it | actor militia |
The inspectors said the army was to blame.
    accuse: blame | target army |
Villagers blamed the army for the strike on the market.
    attack: strike | actor army, target market |
Ports struck by missiles
    attack: struck | target Ports, instrument missiles |
Market shelled by rebels
    attack: shelled | actor rebels, target Market |
Coalition strikes on the harbour have killed hundreds of fishermen.
    casualties: killed | actor Coalition, target fishermen | 200-999
A salvo of cruise missiles has damaged an airfield.
    loss: damaged | instrument missiles, target airfield | 1-1
The navy fired dozens of cruise missiles against the base.
    attack: fired | actor navy, instrument cruise missiles, target base | 24-99
It suffered damage from the cruise missiles launched by two frigates.
    attack: launched | actor frigates, instrument missiles |
The council said the militia was committing crimes through bombardment of villages.
    attack: bombardment | actor militia, target villages |
Three herders were injured as a result of shelling by the army.
    casualties: injured | actor army, target herders | 3-3
Guerrillas fighting to topple President Omar Saleh government have seized the bridge.
    capture: seized | actor Guerrillas, target bridge |
Gunmen shot and killed a tribal leader.
    attack: shot | actor Gunmen, target leader |
The army destroyed 5 lorries killed 20 rebels and captured 3.
    casualties: killed | actor army, target rebels | 20-20
A bomber rammed a lorry into a bus carrying policemen in Arvad.
    attack: rammed | target bus, instrument lorry, place Arvad |
The militia inflicted heavy losses on the garrison.
    loss: inflicted | actor militia, target garrison |
The shelling inflicted harm on an additional 200 villagers.
    casualties: inflicted harm | target villagers | 200-200
The troops attacked with chlorine the town of Arvad.
    attack: attacked | target town, instrument chlorine |
The raid on the village that left up to a hundred herders dead shocked the elders.
    casualties: dead | target hundred herders | -100
A strike on the port killed five people and injured seven Governor Musa Diallo said.
    casualties: injured | target seven | 7-7
The raid killed at least nine traders council head Ibrahim Diallo said.
    casualties: killed | target traders | 9-
Jets bombed a school where families were sheltering, killing 20 pupils.
    casualties: killing | actor Jets, target pupils | 20-20
Two nurses were among those killed when a shell hit the clinic.
    casualties: killed | target nurses | 2-2
Several guards experienced severe trouble breathing.
    casualties: experienced | target guards | 3-9
Some were caught by the missiles.
    attack: caught | instrument missiles |
The ministry expelled two diplomats.
    sanction: expelled | target diplomats | 2-2
The coalition has been conducting raids against what are said to be rebel camps.
    attack: conducting | target camps |
The capital shelled 30 times overnight
    attack: shelled | target capital |
Planes targeted wells where a group of herders had gathered in the north of Arvad.
    attack: targeted | target wells, place north |
A bomb exploded aboard a bus carrying miners near the town of Arvad.
    attack: exploded | instrument bomb, place Arvad |
At least 30 bodies had been brought to a hospital in Arvad.
    casualties: bodies | place hospital | 30-
The navy has been moving its warships closer to Arvad.
    deploy: moving | target warships, place Arvad |
Millions have been displaced both inside and outside of Arvad.
    displace: displaced | target Millions, place Arvad | 2000000-
The airfield from which a missile attack was launched was hit.
    attack: launched | place airfield |
The death toll could climb to as many as 200 on the outskirts of Arvad.
    casualties: death toll | place outskirts | -200
The militia struck a clinic in Arvad medics said.
    attack: struck | target clinic, place Arvad |
Gunmen attacked the village of Arvad killing 132 herders.
    casualties: killing | target herders, place Arvad | 132-132
An air raid on a wedding in Arvad killed 20 people.
    casualties: killed | target people, place Arvad | 20-20
150 bodies were counted in Arvad 100 in Simyra 67 in Ullaza and 40 in Gebal.
    casualties: bodies | target 100, place Simyra | 100-100
20 were killed in Arvad 15 in Simyra and 7 in Ullaza.
    casualties: killed | place Ullaza | 7-7
In 1988 3000 to 5000 villagers were gassed by the army.
    attack: gassed | actor army, target villagers | 3000-5000
Fifty nine cruise missiles struck an airfield.
    attack: struck | target airfield | 59-59
No servicemen died in the raid.
    casualties: died | target servicemen | 0-0
Ten miners were killed 5 of them teenagers.
    casualties: killed | target teenagers | 5-5
Blast in the mosque kills 11 wounds 20.
    casualties: wounds | target 20 | 20-20
Medics cited death tolls ranging from 500 to 900.
    casualties: death tolls |  | 500-900
Simyra has refuted these allegations.
    reject: refuted | target allegations |
The minister said the allegations were baseless.
    reject: baseless | target allegations |
The reports are false state agency Orion said.
    reject: false | target reports |
The governor said the claims lack credibility.
    reject: lack credibility | target claims |
Medics say the toll is much higher.
    describe: higher | target toll |
The mayor said the losses were not big.
    casualties: big | target losses |
The runway is unusable.
    loss: unusable | target runway |
The mediators called Wednesday on the rebels to release the crew.
    request: called | actor mediators, target rebels |
The militia served the interests of the smugglers.
    support: served | actor militia, target smugglers |
The garrison denied there was any proof and warned the envoys.
    threaten: warned | actor garrison, target envoys |
The Council of Northern and Eastern Ports that met blamed the militia.
    accuse: blamed | actor The Council of Northern and Eastern Ports, target militia |
He named weapons provided by a trader known as Abu Omar.
    aid: provided | actor trader, target weapons |
The army maintains a base on the island.
    deploy: maintains | actor army, target base |
The troops targeted with artillery the gatherings of raiders in the village of Arvad.
    attack: targeted | actor troops, target gatherings, instrument artillery |
The garrison killed 80 raiders in a clash that cost the life of 12 soldiers.
    casualties: cost the life | target soldiers | 12-12
The explosion of a device in a taxi in Arvad injured four traders.
    casualties: injured | target traders, instrument device, place Arvad | 4-4
The militia shelled the quarter resulting in the death of three pupils.
    casualties: resulting in the death | actor militia, target pupils | 3-3
Raiders hurled a grenade at a bunker in Arvad injuring two shepherds.
    casualties: injuring | target shepherds, place Arvad | 2-2
Gunmen shelled the harbour from artillery.
    attack: shelled | instrument artillery |
A guard was stabbed to death in Arvad.
    casualties: stabbed to death | target guard, place Arvad |
The militia carried out the bomb attack in Arvad that left seven people dead.
    casualties: left | target people, place Arvad | 7-7
The raid left six traders dead and 38 wounded.
    casualties: wounded | target 38 | 38-38
Two fell in open areas.
    attack: fell |  |
3000 residents of Arvad left on Monday.
    displace: left | actor residents, place Arvad | 3000-3000
The militia fended off an attack by rebel fighters on the harbour of Arvad.
    attack: fended off | actor militia, target attack, place harbour |
Soldiers repelled the assault killing and wounding dozens of rebels.
    attack: repelled | actor Soldiers, target assault |
Police fired and landed a rubber bullet on a student yesterday.
    attack: fired | actor Police, instrument bullet |
The captain said he fired a live shot at the driver.
    attack: fired | actor he, target driver, instrument shot |
The crowd threw stones, bottles and flares at the police.
    attack: threw | actor crowd, target police, instrument bottles |
The shooting took place in the Gebal district.
    attack: took place | place Gebal |
A truck bomb was on Sunday rammed into an army base in Gebal.
    attack: rammed | instrument truck bomb, target base, place Gebal |
The militia's killing of Omar Saleh in a raid angered the elders.
    casualties: killing | actor militia, target Omar Saleh |
He was jailed for driving his car into a crowd of pilgrims.
    attack: driving | actor He, target crowd, instrument car |
The second blast was in Arvad, killing at least eight people.
    casualties: killing | target people, place Arvad | 8-
Tribal leaders are in secret talks with the envoy.
    consult: talks | actor leaders, target envoy |
The gunman, identified as Karim Aziz, 20, was arrested after being released from prison a month ago.
    release: released | target gunman |
The junta suspects that Tyre is also shipping them weapons.
    aid: shipping | actor Tyre, target weapons |
The army responded with heavy firepower including aerial bombardment.
    attack: responded | actor army, instrument firepower |
Protesters responded by throwing things, including petrol bombs.
    attack: throwing | actor Protesters, instrument petrol bombs |
An army unit destroyed last night a lorry packed with explosives.
    loss: destroyed | actor unit, target lorry | 1-1
Ten people were killed in the US latest airstrike in Gebal.
    casualties: killed | actor US, target people, place Gebal | 10-10
A column of the rebels activated an explosive as two army lorries passed.
    attack: activated | actor column, instrument explosive |
The fighters took captive 22 of the mercenaries.
    arrest: took captive | actor fighters, target mercenaries | 22-22
About 120 people crossed the river towards Tyre.
    displace: crossed | actor people, place river | 120-120
Nine displaced people, three of them children, were killed in Gebal.
    casualties: killed | target people, place Gebal | 9-9
Fighting drove thousands of families from their villages.
    displace: drove | target families | 2000-9999
Eight of the shells fell on houses.
    attack: fell on | instrument shells | 8-8
The army called that claim absurd.
    reject: called that claim absurd | actor army, target claim |
The police used water cannon and tear gas against the marchers.
    attack: used | actor police, target marchers, instrument tear gas |
Residents said there was heavy shelling of rebel-held parts of Gebal district.
    attack: shelling | target parts, place Gebal |
The television said the army had foiled an attempt by militants to detonate a truck bomb in Gebal.
    attack: detonate | actor militants, instrument truck bomb, place Gebal |
A source told the agency that an army unit destroyed last night a van packed with explosives.
    loss: destroyed | actor unit, target van |
The army units clashed with gunmen who tried to infiltrate towards the district killing and injuring scores of them.
    casualties: killing | actor army units, target scores |
The move follows the United States' killing of Omar Saleh in an airstrike last week.
    casualties: killing | actor United States, target Omar Saleh |
Dozens died in the attack, reportedly conducted by the militia.
    attack: conducted | actor militia |
Twelve people died in the bombing, allegedly carried out by separatists.
    casualties: died | actor separatists, target people | 12-12
Karim Aziz stabbed reportedly several people at a market in Arvad with a large knife, then fled.
    attack: stabbed | actor Aziz, target people, instrument knife, place market |
The rebels also said they were holding a pilot and might release him.
    arrest: holding | actor they, target pilot |
Some protesters responded by throwing things, including Molotov cocktails, but others did not return the attack.
    attack: throwing | actor protesters, instrument cocktails |
Police alleged the accused performed two attacks.
    attack: performed | actor accused |
Judge Omar Saleh sentenced Karim Aziz, 22, to life in prison for driving his car into a crowd of pilgrims.
    attack: driving | actor Karim Aziz, target crowd, instrument car |
Units of the brigade realized an ambush against troops that were passing in two trucks by Gebal.
    attack: realized | actor Units, target troops |
Fighters were able to break the attack after clashes that lasted three hours.
    attack: break | actor Fighters, target attack |
The office alerted that 120 persons, among them 47 minors, crossed the river towards Tyre.
    displace: crossed | actor persons, place river | 120-120
The militia withdrew its heavy weapons from the front line.
    retreat: withdrew | actor militia, target weapons |
Thousands of people marched through Gebal to demand the release of the prisoners.
    protest: marched | actor people, place Gebal | 2000-9999
Snipers shot at people queueing for bread.
    attack: shot at | actor Snipers, target people |
Clashes between the army and the militia left 11 dead and 20 wounded.
    casualties: left 11 dead | actor army, actor militia | 11-11
In Gebal an army unit carried out operations against the Northern Front affiliate terrorist groups in Arvad village.
    attack: carried out operations | actor army unit, target groups |
The rebels handed over four prisoners to the army.
    release: handed over | actor rebels, target prisoners, recipient army | 4-4
Saboteurs blew up a pipeline near Arvad.
    loss: blew up | actor Saboteurs, target pipeline, place Arvad |
"""
# a kind that the sentence does not tell of
UNTOLD = """
displace | A bomb hit a bus that transports miners.
request | The warlord commands a large following.
agree | A rebel alliance that includes three clans took the bridge.
attack | Villagers use gas for cooking.
describe | The weapons were used by government forces against nobody.
threaten | The mayor vowed not to use nuclear weapons.
consult | The hospital received 15 bodies.
attack | The commander urged them to lay down their weapons.
casualties | The plane carrying 33 passengers was shot down.
attack | Three drivers died when their lorry fell into a gorge.
describe | The official responsible for aid deliveries closed the road.
attack | Workers used explosives to build the tunnel.
attack | Residents used boats to reach the island.
attack | The company released gas from the pipeline.
attack | The drought weakened the defences of the region.
casualties | Several reporters experienced difficulties.
displace | The bus transports pupils to Arvad every day.
"""


def cases():
    lines = CASES.strip().splitlines()
    for text, told in zip(lines[::2], lines[1::2], strict=True):
        what, roles, count = (part.strip() for part in told.split("|"))
        kind, trigger = what.split(": ")
        low, dash, high = count.partition("-")
        counted = (int(low) if low else None, int(high) if high else None) if dash else None
        yield text, kind, trigger, [role.strip().split(" ", 1) for role in roles.split(",") if role.strip()], counted


def claims_of(text):
    report, sentences = parsed(text)
    named = [(name, text.index(name)) for name in PLACES if name in text]
    places = [
        Mention(report="r", start=at, end=at + len(n), text=n, kind="place", sentence=0, found_by="test")
        for n, at in named
    ]
    return list(RuleExtractor().extract(report, sentences, [*find_quantities(report, sentences), *places]))


@pytest.mark.parametrize(("text", "kind", "trigger", "roles", "count"), list(cases()))
def test_told(text, kind, trigger, roles, count):
    found = [c for c in claims_of(text) if c.kind == kind and trigger in c.trigger.text]
    found = [c for c in found if count is None or [(q.low, q.high) for q in c.quantities] == [count]]
    assert len(found) == 1
    for role, word in roles:
        assert any(word in filler.text for filler in found[0].role(role)), (role, found[0].role(role))


@pytest.mark.parametrize("line", UNTOLD.strip().splitlines())
def test_untold(line):
    kind, text = line.split(" | ")
    assert [c for c in claims_of(text) if c.kind == kind] == []
