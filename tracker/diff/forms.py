"""Forms of words that endings do not tell: contractions, irregular forms, spellings of two countries, peoples."""

from collections.abc import Mapping
from types import MappingProxyType


def _rows(text: str) -> dict[str, str]:
    """Each further word of a group to its first; groups are parted by "/"."""
    groups = [group.split() for group in text.split("/")]
    return {form: words[0] for words in groups for form in words[1:]}


CONTRACTIONS: Mapping[str, str] = MappingProxyType(
    {
        "n't": "not",
        "'re": "are",
        "'ve": "have",
        "'ll": "will",
        "'m": "am",
        "cannot": "can not",
        "&": "and",
    }
)

_IRREGULAR = """
use uses used using / see sees seeing saw seen / sue sues sued suing / lie lies lied lying / tie ties tied tying /
free frees freed freeing freedom / flee flees fleeing fled / big bigger / large larger / small smaller / high higher
height / low lower / great greater / fast faster / quick quicker / slow slower / safe safer / cheap cheaper / easy
easier / hard harder / new newer / short shorter / wide wider width / deep deeper depth / rich richer / poor poorer /
late later / early earlier / close closer / near nearer / few fewer / strict stricter / heavy heavier / bright
brighter / tall taller / arise arose arisen / bear bore borne / beat beaten / become became / begin began begun / bite
bit bitten / blow blew blown / break broke broken / bring brought / build built / buy bought / catch caught / choose
chose chosen choice / come came / deal dealt / draw drew drawn / drink drank drunk / drive drove driven / eat ate
eaten / fall fell fallen / feed fed / feel felt / fight fought / find found / fly flew flown flight / forbid forbade
forbidden / forget forgot forgotten / freeze froze frozen / get got gotten / give gave given / go went gone / grow
grew grown growth / hear heard / hide hid hidden / hold held / keep kept / know knew known / lay laid / lead led /
leave left / lend lent / lose lost loss losses / make made / mean meant / meet met / pay paid / ride rode ridden /
ring rang rung / rise rose risen / run ran / say said / seek sought / sell sold sale sales / send sent / shake shook
shaken / shoot shot / show showed shown / shrink shrank shrunk / sing sang sung / sink sank sunk / sit sat / sleep
slept / speak spoke spoken speech / spend spent / stand stood / steal stole stolen / strike struck / swear swore sworn
/ sweep swept / swim swam swum / take took taken / teach taught / tell told / think thought / throw threw thrown /
understand understood / wake woke woken / wear wore worn / win won / withdraw withdrew withdrawn withdrawal / write
wrote written / die dead death died deaths dying dies / strong strength strengthen strengthens strengthened
strengthening stronger / long length lengthen lengthens lengthened lengthening longer lengthen / young youth younger /
old elder older / good well / bad badly / man men / woman women / child children kid kids / person people persons /
foot feet / tooth teeth / mouse mice / wife wives / life lives live lived living / crisis crises / analysis analyses
analyse analyze analysed analyzed analysing analyzing / datum data / medium media / criterion criteria / phenomenon
phenomena / doctor dr / mister mr / saint st / professor prof / senator sen / general gen / governor gov / president
pres / company co corp corporation / limited ltd / incorporated inc / versus vs / percent % pct / dollar dollars $ usd
/ euro euros € eur / pound pounds £ gbp / kilometre km kilometer kilometers kilometres / metre m meter meters metres /
centimetre cm centimeter centimeters centimetres / kilogram kg kilograms kilogrammes / tonne tonnes / mile miles mi /
hour hours hr hrs / minute minutes min mins / second seconds sec secs / television tv televisions televised /
advertisement ad ads advert adverts / photograph photo photos / telephone phone phones / automobile auto / laboratory
lab labs / examination exam exams / department dept / government govt / approximately approx / january jan / february
feb / march mar / april apr / june jun / july jul / august aug / september sep sept / october oct / november nov /
december dec / monday mon / tuesday tue tues / wednesday wed / thursday thu thurs / friday fri / saturday sat / sunday
sun
"""
#: Irregular inflected and derived forms, abbreviations and signs to their base.
IRREGULAR: Mapping[str, str] = MappingProxyType(_rows(_IRREGULAR))

_SPELLINGS = """
center centre centers centres / theater theatre theatres theaters / gray grey / defense defence / offense offence /
license licence / practice practise / program programme programs programmes / catalog catalogue / dialog dialogue /
catalyze catalyse / plow plough / tire tyre / curb kerb / check cheque / jewelry jewellery / aluminum aluminium /
skeptic sceptic / skeptical sceptical / judgment judgement / airplane aeroplane plane aircraft / toward towards /
afterward afterwards / among amongst / while whilst / enroll enrol / fulfill fulfil / okay ok / kyiv kiev / beijing
peking / turkey turkiye türkiye
"""
#: Spellings of one word that endings do not bring together.
SPELLINGS: Mapping[str, str] = MappingProxyType(_rows(_SPELLINGS))

_DEMONYMS = """
afghanistan afghan afghans / albania albanian albanians / algeria algerian / usa america american americans /
argentina argentine argentinian argentinians / armenia armenian armenians / australia australian australians / austria
austrian austrians / azerbaijan azerbaijani azeri / bangladesh bangladeshi / belarus belarusian / belgium belgian
belgians / bosnia bosnian / brazil brazilian brazilians / britain british briton britons uk / bulgaria bulgarian /
canada canadian canadians / chile chilean / china chinese / colombia colombian / croatia croatian / cuba cuban /
czechia czech czechs / denmark danish dane danes / egypt egyptian egyptians / england english / estonia estonian /
ethiopia ethiopian / europe european europeans eu / finland finnish finn finns / france french / georgia georgian /
germany german germans / ghana ghanaian / greece greek greeks / hungary hungarian / iceland icelandic / india indian
indians / indonesia indonesian / iran iranian iranians / iraq iraqi iraqis / ireland irish / israel israeli israelis /
italy italian italians / jamaica jamaican / japan japanese / jordan jordanian / kazakhstan kazakh / kenya kenyan /
korea korean koreans / kuwait kuwaiti / latvia latvian / lebanon lebanese / libya libyan / lithuania lithuanian /
malaysia malaysian / mexico mexican mexicans / moldova moldovan / morocco moroccan / myanmar burmese burma / nepal
nepali nepalese / netherlands dutch / nigeria nigerian / norway norwegian / pakistan pakistani / palestine palestinian
palestinians / peru peruvian / philippines philippine filipino filipinos / poland polish / portugal portuguese / qatar
qatari / romania romanian / russia russian russians / scotland scottish scots / serbia serbian serb serbs / slovakia
slovak / slovenia slovenian / somalia somali / spain spanish / sudan sudanese / sweden swedish swedes / switzerland
swiss / syria syrian syrians / taiwan taiwanese / thailand thai / tunisia tunisian / turkey turkish turks / uganda
ugandan / ukraine ukrainian ukrainians / venezuela venezuelan / vietnam vietnamese / wales welsh / yemen yemeni
"""
_PEOPLES = _rows(_DEMONYMS)
#: A people or its adjective, and the country itself, to the country.
DEMONYMS: Mapping[str, str] = MappingProxyType({**_PEOPLES, **{country: country for country in _PEOPLES.values()}})
