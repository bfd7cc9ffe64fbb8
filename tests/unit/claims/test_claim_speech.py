"""Who says it: of a predicate in a sentence of its own, the speaker's head, the carrier and the rule.

`CASES` are grouped by phenomenon, each with near misses. A row is the sentence with the predicate between slashes,
the speaker ("" for nobody), the carrier ("" for none) and the rule without "attribution.".
"""

import re

import pytest

from tracker.claims.parse import ParsedParagraphs
from tracker.claims.speech.attribution import find_source
from tracker.claims.speech.credits import find_credits
from tracker.claims.tables import load_lexicon

Row = tuple[str, str, str, str]

THOUGHT_AND_PERCEPTION: tuple[Row, ...] = (
    ("Inspectors found that the dam /leaked/ for years.", "Inspectors", "", "reported"),
    ("Residents feared the river would /flood/ the valley.", "Residents", "", "reported"),
    ("Economists reckon the bank will /cut/ rates in May.", "Economists", "", "reported"),
    ("The survey shows that most voters /reject/ the treaty.", "survey", "", "reported"),
    ("Auditors discovered that the firm had /hidden/ its losses.", "Auditors", "", "reported"),
    ("The crew noticed that the engine /failed/ after take-off.", "crew", "", "reported"),
    ("The mayor hopes that the bridge will /open/ in June.", "mayor", "", "reported"),
    # Near misses: a thing found, a bare clause that is only seen, a purpose.
    ("The ship noticed the boat, and a crew was /sent/.", "", "", "narrated"),
    ("Divers found the /sunken/ ferry.", "", "", "narrated"),
    ("Traders saw prices /fall/ sharply.", "", "", "narrated"),
    ("A commission met to determine whether the bridge /collapsed/ in the storm.", "", "", "narrated"),
)

PARTICIPLES: tuple[Row, ...] = (
    ("The premier defended the deal, saying it /protects/ farmers.", "premier", "", "reported"),
    ("Speaking in Oslo, the envoy said the talks had /failed/.", "envoy", "", "reported"),
    ("The club answered critics by stating that it had /paid/ its players.", "club", "", "reported"),
    ("Acme Corp left the talks on Friday, claiming the bid was /rigged/.", "Corp", "", "reported"),
    ("The judge adjourned the trial, noting that a witness had /died/.", "judge", "", "reported"),
    ("The union walked out, accusing the owners and warning that it would /strike/ again.", "union", "", "reported"),
    # Near misses: a participle that says nothing.
    ("The premier defended the deal, /leaving/ Oslo.", "", "", "narrated"),
    ("Waving to supporters, the envoy /left/ Oslo.", "", "", "narrated"),
)

ACCORDING: tuple[Row, ...] = (
    ("According to the ministry, the ferry /sank/ on Monday.", "ministry", "", "according"),
    ("The ferry /sank/ on Monday, according to Reuters.", "", "Reuters", "according"),
    ("According to Interfax, citing the ministry, the ferry /sank/ on Monday.", "ministry", "Interfax", "according"),
    ("In the words of the coach, the team /lost/ its nerve.", "coach", "", "according"),
    ("In the minister's view, the plant /failed/ its tests.", "minister", "", "according"),
    ("In the opinion of the court, the law /violates/ the constitution.", "court", "", "according"),
    ("The bank will /cut/ rates if inflation falls, according to economists.", "economists", "", "according"),
    # Near misses: in accordance with a plan, in somebody's house.
    ("The plant /closed/ according to plan.", "plan", "", "according"),
    ("In the minister's house, the plant /failed/ no test.", "", "", "narrated"),
)

NOUNS: tuple[Row, ...] = (
    ("The minister's claim that the dam /leaked/ was false.", "minister", "", "reported"),
    ("Reports that the dam /leaked/ spread quickly.", "", "", "passive"),
    ("The inquiry came to the conclusion that the pilot /erred/.", "inquiry", "", "reported"),
    ("The firm said in a statement that it would /close/ the mine.", "firm", "", "reported"),
    ("Allegations by prosecutors that the firm /bribed/ officials shook the market.", "prosecutors", "", "reported"),
    ("The bank announced in an internal memo that it would /close/ ten branches.", "bank", "", "reported"),
    ("Critics voiced their fear that the law would /harm/ farmers.", "their", "", "reported"),
    # Near misses: a clause about the noun, a noun that is no speech.
    ("The statement which the firm /issued/ was short.", "", "", "narrated"),
    ("The bridge that /collapsed/ was old.", "", "", "narrated"),
)

INVERTED_AND_PARENTHETIC: tuple[Row, ...] = (
    ('"The bridge will /open/ in June," said the mayor.', "mayor", "", "quoted"),
    ("The bridge, the mayor said, will /open/ in June.", "mayor", "", "reported"),
    ("As the mayor put it, the bridge is /finished/.", "mayor", "", "reported"),
    ("As the coach told reporters, the striker will /miss/ the final.", "coach", "", "reported"),
    ('"The troops will /leave/ by Sunday," added Colonel Brandt.', "Brandt", "", "quoted"),
    ('"We will /rebuild/ the school", she continued.', "she", "", "quoted"),
    ("The factory will /close/ in May, officials said.", "officials", "", "reported"),
    ("The treaty will be /signed/ in May, Jane Moreau said, Vedomosti reported.", "Moreau", "Vedomosti", "chain"),
    ("A meeting of that size, Norway's envoy has said, would have /overshadowed/ it.", "envoy", "", "reported"),
    ("Ten children will /die/ by Sunday, the United Nations' chief, Tom Hall, tells the BBC.", "chief", "BBC", "chain"),
    # Near misses: as for a time or a comparison, a verb of speech without what is said.
    ("As the mayor arrived, the crowd /left/.", "", "", "narrated"),
    ("As time went on, the club /grew/.", "", "", "narrated"),
    ("That said, the bridge /collapsed/ in May.", "", "", "narrated"),
    ("The mayor spoke, and the crowd /left/.", "", "", "narrated"),
)

PASSIVES: tuple[Row, ...] = (
    ("The dam is believed to have /leaked/ for years.", "", "", "passive"),
    ("It was announced that the dam had /leaked/.", "", "", "passive"),
    ("The minister was quoted as saying that the dam /leaked/.", "minister", "", "cited"),
    ("Interfax quoted the minister as saying that the dam /leaked/.", "minister", "Interfax", "cited"),
    ("Villagers were told by the army that the dam had /leaked/.", "army", "", "reported"),
    ("It is understood that the dam had /leaked/.", "", "", "passive"),
    # Near miss: a passive of another kind.
    ("The dam was built by the army and /leaked/.", "", "", "narrated"),
)

THINGS: tuple[Row, ...] = (
    ("Acme announced the /closure/ of its plant.", "Acme", "", "reported"),
    ("The company reported heavy /losses/ in May.", "company", "", "reported"),
    ("The forecaster warned of /floods/ in the north.", "forecaster", "", "reported"),
    ("The opposition called for a /recount/ of the vote.", "opposition", "", "reported"),
    ("The agency confirmed the /launch/ of the probe.", "agency", "", "reported"),
    ("The regulator criticised the /merger/.", "regulator", "", "reported"),
    # Near misses: who does it, and who gets it.
    ("Acme completed the /closure/ of its plant.", "", "", "narrated"),
    ("The bank announced a fund to /help/ farmers.", "", "", "narrated"),
    ("The company suffered heavy /losses/ in May.", "", "", "narrated"),
    ("The treaty does not foresee the /creation/ of an alliance.", "", "", "narrated"),
)

STATES_OF_MIND: tuple[Row, ...] = (
    ("The mayor is confident that the bridge will /open/ in June.", "mayor", "", "reported"),
    ("Farmers are worried that the drought will /ruin/ the harvest.", "Farmers", "", "reported"),
    ("The envoy was sure that both sides would /sign/.", "envoy", "", "reported"),
    ("The club is delighted that the striker /stayed/.", "club", "", "reported"),
    ("Doctors are not certain that the drug /works/.", "Doctors", "", "reported"),
    ("The board remains adamant that the sale will /close/.", "board", "", "reported"),
    # Near misses: nobody's state of mind.
    ("The mayor is confident and /opened/ the bridge.", "", "", "narrated"),
    ("The bridge is so old that it /collapsed/.", "", "", "narrated"),
)

HEADLINES: tuple[Row, ...] = (
    ("Minister: talks to /resume/ on Friday", "Minister", "", "headline"),
    ("Talks to /resume/ on Friday: officials", "officials", "", "headline"),
    ("Police: three /killed/ in blast", "Police", "", "headline"),
    ("Three /killed/ in blast - police", "police", "", "headline"),
    ("Report: bank to /close/ ten branches", "Report", "", "headline"),
    ("The bank will /cut/ rates in May: economists", "economists", "", "headline"),
    # Near misses: a topic, a list, a credit.
    ("Image: Harbour Office. The ferry /sank/.", "", "", "narrated"),
    ("Ukraine war: Russia /attacks/ Kyiv", "", "", "narrated"),
    ("Three things are sure: the mayor /left/ and the bank closed.", "", "", "narrated"),
)

GROUPS = {
    "thought and perception": THOUGHT_AND_PERCEPTION,
    "participles": PARTICIPLES,
    "according to": ACCORDING,
    "nouns of speech": NOUNS,
    "inverted and parenthetic": INVERTED_AND_PARENTHETIC,
    "passives": PASSIVES,
    "things told": THINGS,
    "states of mind": STATES_OF_MIND,
    "headlines": HEADLINES,
}
CASES = [(group, *row) for group, rows in GROUPS.items() for row in rows]
PARSED = ParsedParagraphs(size=500)


@pytest.mark.parametrize(("group", "marked", "speaker", "carrier", "rule"), CASES, ids=[row[1] for row in CASES])
def test_who_is_credited(group: str, marked: str, speaker: str, carrier: str, rule: str) -> None:
    assert group
    start = marked.index("/")
    text = marked.replace("/", "", 2)
    doc = PARSED.parse(text)
    predicate = next(token for token in doc if token.idx <= start < token.idx + len(token))
    source = find_source(predicate, load_lexicon())
    found = (source.speaker.text if source.speaker is not None else "", source.carrier or "", source.rule)
    assert found == (speaker, carrier, f"attribution.{rule}")


def test_every_group_has_near_misses_and_enough_cases() -> None:
    for rows in GROUPS.values():
        assert len(rows) >= 6


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A ferry in the harbour. Image: Jane Doe. The ferry sank.", ["Jane Doe"]),
        ("The ferry Photo: Harbour Office.", ["Harbour Office"]),
        ("Sales rose by a tenth (source: Eurostat).", ["Eurostat"]),
        ("Photo by Jane Doe/Reuters", ["Jane Doe/Reuters"]),
        ("Photograph courtesy of J. R. Hartley", ["J. R. Hartley"]),
        ('"The ferry sank." — Harbour Office, May 4, 2024', ["Harbour Office"]),
        ('"Ferry sinks" — Harbour News, 4 May 2024 "Ferry up" — The Tide', ["Harbour News", "The Tide"]),
        ("© Reuters", ["Reuters"]),
        # Near misses: a sentence after a colon, a dash in a sentence, a word that only begins like a label.
        ("Source: it will close on Friday.", []),
        ('He called it "a surprise" - and he left.', []),
        ('"We won" – The party lost.', []),
        ("The image: nobody had seen it.", []),
        ("The video shows the ferry.", []),
    ],
)
def test_credits(text: str, names: list[str]) -> None:
    found = find_credits(text)
    assert [credit.name for credit in found] == names
    assert all(credit.name in text[credit.start : credit.end] for credit in found)


def test_a_credited_source_is_its_sentence_s_source() -> None:
    text = "Sales fell by a tenth in May (source: Statistics Office). The shop closed."
    doc = PARSED.parse(text)
    fell, closed = (next(token for token in doc if token.text == word) for word in ("fell", "closed"))
    source = find_source(fell, load_lexicon())
    assert source.speaker is not None
    assert (source.speaker.text, source.rule) == ("Office", "attribution.credit")
    assert find_source(closed, load_lexicon()).rule == "attribution.narrated"


def test_a_picture_s_credit_says_nothing() -> None:
    doc = PARSED.parse("The ferry left the harbour. Image: Harbour Office.")
    left = next(token for token in doc if token.text == "left")
    assert find_source(left, load_lexicon()).rule == "attribution.narrated"


def test_marks_are_in_every_case() -> None:
    assert all(len(re.findall("/", row[1])) == 2 for row in CASES)
