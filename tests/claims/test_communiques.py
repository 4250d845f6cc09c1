"""What communiqués, posts and notes tell shortly or by idiom, and whose word it is, in sentences of our own."""

from tests.claims.cases import claims_of, told, untold

# sentences; kind, words of the trigger; each slot with a word of it, what is counted; "no" where it is denied
CASES = """
Two lorries went up in flames near Arvad.
    loss: went up in flames | target lorries, place Arvad | 2-2
The sheds, a bakery and a tram of line 4 burned out.
    loss: burned out | target sheds, target bakery, target tram |
Six of the wagons are charred.
    loss: charred | target wagons | 6-6
Separatists subjected the centre of Gebal to fire from howitzers, the council reports.
    attack: subjected | actor Separatists, target centre, instrument howitzers, voice council |
At dawn six Grad rockets were released in the direction of the mill.
    attack: released | target mill, instrument rockets | 6-6
A mine laid by the gang claimed the lives of three herders at the entrance to Simyra.
    casualties: claimed the lives | actor gang, target herders, instrument mine, place entrance to Simyra | 3-3
A shell of the brigade hit a bakery in Simyra.
    attack: hit | actor brigade, target bakery, instrument shell |
The raiders intercepted a column of forty lorries.
    attack: intercepted | actor raiders, target column |
Twelve people perished under the shells at Simyra.
    casualties: perished | target people, instrument shells, place Simyra | 12-12
The army aimed at a post of the rebels.
    attack: aimed at | actor army, target post |
Four drones reached the target.
    attack: reached | actor drones | 4-4
The video shows six men presented as prisoners.
    arrest: presented as prisoners | target men | 6-6
Armed men passed through the bazaar.
    deploy: passed | actor men, place bazaar |
The clash came a day after an ambush against a police patrol near Simyra, claimed by the Northern Front.
    attack: ambush | actor Front, target patrol, place Simyra |
The attack on the port was claimed by the Northern Front.
    attack: attack | actor Front, target port |
A drone killed a rebel commander in Simyra, Norland said.
    casualties: killed | target commander, place Simyra, voice Norland |
Instead of withdrawing, the troops advanced on the town.
    retreat: withdrawing | no, actor troops |
Forces loyal to the general and backed by Norland jets seized the port.
    support: backed | actor jets, target Forces |
The general was not killed in the strike, his family said, but wounded.
    casualties: wounded | target general, voice family |
The army withdrew its troops from Arvad.
    retreat: withdrew | actor army, target troops, place Arvad |
Talks to free the hostages broke down.
    reject: broke down | actor Talks |
Rebels said they shot down the jet; the ministry said it crashed.
    loss: crashed | voice ministry |
Troops exchanged fire with rebels.
    attack: exchanged fire | actor Troops, target rebels |
Five died when their lorry hit a mine.
    casualties: died | target Five, instrument mine | 5-5
Shelling by the rebels killed a family of five, the army said.
    casualties: killed | actor rebels, target family, voice army | 5-5
The spokesman denied what was circulated about the withdrawal of the forces from the airport.
    retreat: withdrawal | no, actor forces, voice spokesman |
As a result of the attack of drones on the refinery a fire broke out.
    attack: attack | target refinery, instrument drones |
No fewer than 40 soldiers were killed, not 14 as the ministry claims.
    casualties: killed | target soldiers | 40-
Not 14 but 40 soldiers were killed.
    casualties: killed | target soldiers | 40-40
Not one soldier was killed.
    casualties: killed | no, target soldier | 1-1
The militia freed two journalists it had kidnapped in May.
    release: freed | actor militia, target journalists | 2-2
The strike destroyed the homes of three families.
    loss: destroyed | target homes |
Rebels, accused by the army of using civilians as shields, withdrew.
    accuse: accused | actor army, target Rebels |
He warned that any attack on the convoy would be met with force.
    attack: attack | target convoy, voice He |
Neither the army nor the rebels claimed responsibility for the blast.
    describe: claimed responsibility | no, actor army, actor rebels |
Two of the five wounded soldiers later died.
    casualties: died | target soldiers | 2-2
20 out of 30 lorries were destroyed.
    loss: destroyed | target lorries | 20-20
Nearly three out of four houses were destroyed.
    loss: destroyed | target houses |
One of those killed was Adon Kerr, head of the clinic.
    casualties: killed | target Adon Kerr | 1-1
Among those killed were two nurses and Adon Kerr, the mayor.
    casualties: killed | target nurses, target Adon Kerr | 2-2
Two hundred and fifty people fled the town.
    displace: fled | actor people | 250-250
Warplanes either Norland or Ithaca struck the school.
    attack: struck | actor Warplanes, target school |
The opposition accused the army of gassing hundreds of people by firing rockets at the suburbs.
    attack: gassing | actor army, target people, voice opposition | 200-999
The staff confirmed the strike in the evening.
    attack: strike | voice staff |
The mayor accuses Tyre, which delivered the rifles, of complicity, and calls on the court to act.
    request: calls on | actor mayor, target court |
The bridge is in the hands of the junta.
    capture: hands | actor junta, target bridge |
No member of the brigade is in the hands of the rebels, the army says.
    capture: hands | no, voice army |
Not one of our men is in the hands of the rebels, the army says.
    capture: hands | no, voice army |
The forty "destroyed tanks" of the junta are a fairy tale.
    loss: destroyed | no, target tanks | 40-40
The number of 60 dead exists only in the mind of the minister, the mayor said.
    casualties: dead | no, voice mayor | 60-60
We found no traces of a rocket.
    discovery: found | no, target traces |
The envoys said they had no access to the camp.
    describe: had no access | no, actor they, voice envoys |
The junta rejected the reports about the market: "Our gunners do not shell civilians."
    attack: shell | no, actor gunners, voice junta |
New raids are not ruled out.
    attack: raids | possible |
The mayor does not exclude that gunmen were killed.
    casualties: killed | possible, target gunmen, voice mayor |
Killed: 15 raiders and 2 drivers.
    casualties: Killed | target raiders | 15-15
Prisoners: 8 sailors and a cook.
    arrest: Prisoners | target sailors | 8-8
Wounded: 8.
    casualties: Wounded | | 8-8
Two of the victims died on Monday.
    casualties: died | killed | 2-2
Dead: 2, wounded: 5.
    casualties: wounded | wounded | 5-5
Five of the wounded are in critical condition.
    casualties: condition | | 5-5
The number of victims in hospital declined to 31, including six pupils.
    casualties: victims | wounded | 31-31
The list of dead that the mayor published has sixteen names.
    casualties: dead | killed | 16-16
The mayor counts 14 dead, including two who succumbed on Monday.
    casualties: dead | voice mayor | 14-14
The guards spoke on Monday of six killed.
    casualties: killed | voice guards | 6-6
The prefect informed about one wounded driver.
    casualties: wounded | voice prefect | 1-1
The dead are now 19, I was told at the hospital in Simyra.
    casualties: dead | voice hospital in Simyra | 19-19
Three people died in the raid, Radio Simyra was told in the rescue services of the district.
    casualties: died | voice rescue services | 3-3
"The figure of 30 dead is a fairy tale," laughs Omar Saleh, spokesman of the Front.
    casualties: dead | no, voice Saleh | 30-30
In Simyra it hit the roof of a school, a woman of 60 years was hurt.
    casualties: hurt | target woman, place Simyra | 1-1
Not a single gunman was in the school.
    describe: was | no, target gunman, place school |
The navy says that no fisherman was at the scene.
    describe: was | no, target fisherman, voice navy |
There are no soldiers here and there never were, the abbot said.
    describe: are | no, target soldiers, voice abbot |
There were no military installations near, the abbot said.
    describe: were | no, target installations, voice abbot |
We had no aircraft in the area at the time, the ministry said.
    describe: had | no, target aircraft, place area, voice ministry |
Two of the wounded died on the way.
    casualties: died | killed | 2-2
The rebels spoke of six killed, and the mayor raised the figure to 10.
    casualties: raised the figure | killed, voice mayor | 10-10
The ministry lowered the toll from 20 to 14.
    casualties: toll | killed, voice ministry | 14-14
Losses of the enemy amounted to 45 fighters and 3 pick-ups.
    loss: Losses | destroyed, target pick-ups | 3-3
Toll: 14 dead and 30 wounded.
    casualties: wounded | wounded | 30-30
As the prefect of the island Omar Saleh specified, at noon two rockets were released towards the mill.
    attack: released | voice prefect | 2-2
Six rockets, the mayor specified, hit the mill.
    attack: hit | instrument rockets, target mill, voice mayor |
A local elected official reached by telephone spoke of around thirty dead.
    casualties: dead | voice official | 30-30
The raid was the worst in the region since 21 May 2020, when a shell killed two herders and wounded 14.
    casualties: wounded | wounded | 14-14
Cousins of the guard told us of his death in Simyra.
    casualties: death | target his, place Simyra, voice Cousins |
A salvo of Grad rockets rained on the district.
    attack: rained on | target district, instrument rockets |
Two rockets were fired at the town.
    attack: fired | target town, instrument rockets | 2-2
Our forces put two tanks out of action.
    loss: out of action | damaged, actor forces, target tanks | 2-2
The images are fake, said the general staff.
    reject: fake | target images, voice staff |
Five passengers were taken to hospital with shrapnel wounds.
    casualties: taken to hospital | wounded, target passengers | 5-5
During the day, 14 drones were suppressed by electronic warfare.
    loss: suppressed | target drones | 14-14
The army said it eliminated a cell of four gunmen.
    casualties: eliminated | killed, target cell of four gunmen | 4-4
The Grads hit the port.
    attack: hit | target port |
The spokesman dismissed the figure of 200 dead as exaggerated.
    casualties: dead | no, voice spokesman | 200-200
"It is a lie that we lost 40 men," the commander said.
    casualties: lost | no, target men, voice commander | 40-40
Not one missile hit the base.
    attack: hit | no, target base |
Our unit had no losses.
    loss: losses | no, target unit |
We took nine prisoners.
    arrest: took nine prisoners | actor We, target prisoners | 9-9
Twelve soldiers remain in captivity.
    arrest: remain in captivity | target soldiers | 12-12
The fate of three soldiers remains unknown.
    casualties: fate | missing, target soldiers | 3-3
The patrol hit a mine, killing two and wounding five.
    casualties: wounding | instrument mine, target five | 5-5
The bus blew up on a mine.
    attack: blew up | target bus, instrument mine |
Violent fighting opposes the army to the rebels around Gebal.
    attack: opposes | actor army, actor rebels, place Gebal |
The rebels launched an attack of unprecedented scale against the base of Gebal.
    attack: launched | actor rebels, target base |
Three explosions shook the capital.
    attack: shook | target capital |
Gunfire rang out near the palace.
    attack: rang out | place palace |
Bandits on motorcycles raided three villages, stealing cattle.
    attack: raided | actor Bandits, target villages |
The army carried out operations in which 40 terrorists were put out of action.
    casualties: put out of action | killed, target terrorists | 40-40
The soldiers fell into an ambush laid by the jihadists at the exit of the town.
    attack: fell into | actor jihadists, target soldiers, place exit of the town |
Drones operated by the militia bombed the power station.
    attack: bombed | actor militia, target station |
Among the victims are six women and four children.
    casualties: victims | target women | 6-6
For its part, the ministry evokes three dead and eight wounded.
    casualties: wounded | voice ministry | 8-8
In a press release, the general staff regrets the death of three soldiers.
    casualties: death | target soldiers, voice staff | 3-3
The group released a photo of three men presented as captured soldiers.
    arrest: presented as captured | target men | 3-3
Nine fuel lorries stand at the gate of the harbour.
    describe: stand | target lorries, place gate | 9-9
The victims include two paramedics.
    casualties: victims | target paramedics | 2-2
"""
# kinds that a sentence does not tell of
UNTOLD = """
support | We mourn four martyrs from the harbour.
accuse | We deplore seven sailors fallen in the fight.
reject | New raids are not ruled out.
deploy | Villagers passed through the bazaar.
attack | The reforms aimed at a better school.
loss | The police intercepted a letter.
retreat | Four herders were killed at the exit of Simyra.
request | "No man was lost," insists the staff.
consult | At least 12 bodies had been received at the morgue.
displace | The flight to Gebal planned for Monday was cancelled.
attack | At least 12 people are believed to be trapped under the rubble.
casualties | The death toll could rise, as many people are still under the rubble.
reject | Intense clashes opposed the army and the rebels near Gebal.
loss | His hopes went up in smoke.
loss | The candle burned out.
loss | The bank had losses.
attack | Police raided a house in Arvad and arrested two men.
attack | The police intercepted a truck with cigarettes.
attack | The rocket was sent into orbit.
attack | The union confirmed the strike.
capture | The decision is in the hands of the judges.
deploy | Cars stand in long queues at the border.
casualties | The fate of two bills remains unclear.
attack | Two landed at the airport on Sunday.
describe | The villagers have access to water.
arrest | Prisoners: 12 men play football.
capture | The envoy dismissed the letters of the occupation "courts" about the harbour.
"""


test_told = told(CASES)
test_untold = untold(UNTOLD)


def test_a_document_goes_on_speaking_until_it_is_named_again():
    found = claims_of(
        "In its press release the army command says that a patrol fell into an ambush near Simyra.",
        "The raiders withdrew towards the river.",
        "In all, continues the bulletin, we mourn six sailors killed in the fight.",
    )
    assert [v.text for v in next(c for c in found if c.kind == "retreat").voices] == ["the army command"]
    assert "the bulletin" in [v.text for v in next(c for c in found if c.trigger.text == "killed").voices]


def test_a_list_that_is_announced_is_told_by_who_announces_it():
    found = claims_of(
        "The count compiled by our staff is as follows.",
        "Killed: 21 soldiers of the junta.",
        "Two lorries burned out.",
    )
    assert [[v.text for v in c.voices] for c in found] == [["our staff"], []]


def test_a_report_that_reminds_is_no_speaker():
    found = claims_of("We recall that in May 2021 a shell of the brigade hit a bus stop.")
    assert [(c.kind, c.voices) for c in found] == [("attack", ())]


def test_of_shots_told_before_one_may_be_told_by_its_number():
    found = claims_of("Two rockets were fired at the town.", "One fell on the market.")
    assert [(c.trigger.text, [f.text for f in c.instrument], [q.low for q in c.quantities]) for c in found] == [
        ("fired", ["Two rockets"], [2]),
        ("fell on", ["One"], [1]),
    ]


def test_where_a_shot_went_is_where_it_hit():
    found = claims_of("Two rockets were fired at the town.", "One went into the depot.")
    assert [f.text for f in found[1].place] == ["the depot"]


def test_of_a_blast_heard_the_first_one_may_fall_on_people():
    found = claims_of("The shepherds heard two explosions in the valley.", "The first one fell on the fruit stalls.")
    assert (found[-1].kind, [f.text for f in found[-1].target]) == ("attack", ["the fruit stalls"])


def test_of_men_told_before_one_may_fall_without_an_attack():
    assert not [
        c for c in claims_of("Three soldiers crossed the river.", "One fell into a ravine.") if c.kind == "attack"
    ]


def test_who_kills_is_not_counted_as_killed():
    found = claims_of("Twelve soldiers killed the mayor.")
    assert [(c.kind, [f.text for f in c.actor], c.quantities) for c in found] == [
        ("casualties", ["Twelve soldiers"], ())
    ]


def test_some_of_the_dead_told_in_the_next_sentence_are_part_of_them():
    whole, part = claims_of("Twenty herders were killed.", "Of them four are boys.")
    assert (part.quantities[0].low, part.slot, part.part_of) == (4, "killed", whole.id)


def test_a_part_finds_its_whole_by_whatever_word_tells_it():
    found = claims_of("The number of injured has increased to 18, three of them in serious condition.")
    counted = [c for c in found if c.kind == "casualties"]
    assert [c.quantities[0].low for c in counted] == [18, 3]
    assert counted[1].part_of == counted[0].id


def test_a_target_is_no_quality_of_the_attack():
    found = claims_of("The rebels launched an attack of unprecedented scale against the base of Gebal.")
    assert [f.text for f in found[0].target] == ["the base of Gebal"]


def test_who_drove_over_a_mine_killed_nobody():
    found = claims_of("The patrol hit a mine, killing two and wounding five.")
    assert [c.actor for c in found] == [(), (), ()]
