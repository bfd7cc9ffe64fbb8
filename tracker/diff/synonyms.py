"""Words that are swapped for style: groups, each of which says one thing in news. Verbs of saying are one group."""

from collections.abc import Mapping
from types import MappingProxyType

from tracker.diff.words import family

_GROUPS = """
passenger traveller rider / fantasy dream / everyday daily / criticism critique / say tell state declare announce
claim add note remark comment report mention assert maintain argue insist stress observe / acknowledge confirm explain
describe emphasise underline reveal disclose write according / begin start commence launch open / end finish conclude
complete close terminate / stop halt cease discontinue / purchase buy acquire / big large huge sizeable / film movie
picture feature / car vehicle automobile auto / driverless autonomous automated driving self-driving / child kid
youngster / doctor physician / kill slay / murder homicide killing / injure wound hurt / illness disease sickness /
die pass perish decease / police officers cops / prison jail / firm company business corporation enterprise / store
shop outlet / job position post role / lawmaker legislator / man gentleman / woman lady / legislature parliament /
worker employee staff staffer personnel / boss chief head leader / country nation state / city town municipality /
area region zone district / street road / house home residence / build construct erect / repair fix mend / show
display exhibit demonstrate / help aid assist assistance support / need require / get obtain receive gain acquire /
give provide grant offer supply / allow permit enable let authorise / forbid ban prohibit bar outlaw / try attempt
endeavour seek / choose select pick opt / use utilise employ / keep retain maintain preserve / hold conduct stage
organise / leave depart exit quit / return come back / go travel head proceed / meet encounter / fight battle combat /
attack assault strike raid / win triumph victory / defeat beat overcome / lose defeat / rise increase grow climb jump
surge soar gain / fall decrease decline drop sink plunge dip reduce shrink / raise increase lift boost / cut reduce
lower slash trim / improve better enhance upgrade / worsen deteriorate / fast quick rapid swift / near close / whole
entire complete full / important significant major key crucial essential vital / famous renowned celebrated noted
well-known / clever smart intelligent / difficult hard tough / dangerous hazardous risky perilous / rich wealthy
affluent / poor impoverished / happy glad pleased / angry furious irate / sad unhappy / afraid scared frightened /
strange odd unusual peculiar / correct right accurate / wrong incorrect mistaken erroneous / error mistake fault /
problem issue trouble difficulty / answer reply respond response / question query / agreement deal accord pact /
treaty convention / talks negotiations discussions / meeting session gathering / election poll vote ballot / law
legislation statute act / rule regulation / money funds cash / cost price / salary pay wage / profit earnings / tax
levy / border frontier / army military forces / soldier troop serviceman / weapon arm / bomb explosive / explosion
blast / crash collision accident / fire blaze / storm tempest hurricane / flood flooding / earthquake quake / victim
casualty / dead deceased fatality / survive live / rescue save / find discover locate detect / search hunt / lawyer
attorney solicitor barrister / judge justice magistrate / court tribunal / trial case / arrest detain apprehend
custody / charge accuse indict / sentence condemn / free release liberate / escape flee / hide conceal / steal rob /
lie falsehood / secret confidential classified / song track tune / record album release / singer vocalist / author
writer / book novel / show series programme / game match fixture / player footballer / team side squad club / coach
manager trainer / score net / goal strike / stadium arena ground / cup trophy / prize award / critic reviewer / review
critique / acclaim praise / popular liked / fan supporter / audience viewer spectator / music sound / plot story
narrative / role part character / play portray depict / appear feature / release issue publish / earn gross make /
debut premiere / sequel follow-up / location place site spot venue / building structure edifice / university college /
school academy / student pupil / teacher instructor / study research / scientist researcher / test trial examination /
result outcome / data figures statistics / amount quantity sum / about approximately around roughly circa nearly
almost some / over more above exceeding exceed / under less below fewer / people persons individuals residents
inhabitants / citizen national / young youthful / old elderly aged / wife spouse / family relatives kin / friend
companion / enemy foe / rival opponent competitor / also too additionally / but however yet though although
nevertheless / because since as due owing / therefore thus hence so consequently / often frequently regularly /
sometimes occasionally / now currently presently / later afterwards subsequently then / before prior previously
earlier / main primary principal chief / annual yearly / abroad overseas / internet web online / computer machine pc /
phone mobile cellphone / picture photo photograph image / newspaper paper daily / magazine journal / reporter
journalist correspondent / spokesman spokeswoman spokesperson / government administration cabinet / mp lawmaker
legislator deputy / reform change / crisis emergency / war conflict / ceasefire truce armistice / sanction penalty /
protest demonstration rally / strike walkout stoppage / riot unrest / border boundary / refugee migrant / aid relief /
hospital clinic / medicine drug medication / vaccine jab shot / infect contract / patient sufferer / outbreak epidemic
/ infection case / death fatality / ship vessel boat / plane aircraft airplane jet / journey trip travel voyage /
visit tour / holiday vacation / gas petrol gasoline fuel / energy power electricity / oil petroleum crude / drink
beverage / clothes clothing / gift present / party celebration / marry wed / divorce separate / name call title dub /
known called dubbed / create make produce establish found form / found establish set / destroy demolish ruin wreck /
damage harm / protect guard defend shield / danger threat risk peril / safe secure / safety security / check inspect
examine review / decide determine resolve / decision ruling / plan intend aim / goal aim objective target / hope
expect anticipate / believe think consider regard deem / understand comprehend grasp / remember recall / love adore /
hate detest loathe / like enjoy / want desire wish / ask request / order command instruct / promise pledge vow /
refuse decline / accept agree / reject dismiss rebuff / approve endorse back / oppose resist / criticise condemn
denounce slam blast / praise laud hail commend / warn caution alert / force compel oblige / persuade convince /
prevent stop avert / avoid evade / include contain comprise consist encompass / exclude omit / happen occur / cause
trigger provoke / lead result / affect impact influence / change alter modify amend / move shift relocate transfer /
stay remain / continue proceed carry go / send dispatch / bring fetch / carry transport convey / pull draw / push
press / throw hurl / catch capture / break fracture / join enter / gather collect assemble / share divide split /
connect link join / close shut / speak talk converse / speech address talk / look gaze / watch view see observe / hear
listen / eat consume / walk stroll / run sprint / jump leap / work labour / teach instruct educate / calculate compute
/ count number / world globe / global worldwide international / earth planet / river stream / mountain hill / forest
wood / animal beast creature / expense cost spending / benefit advantage / drawback disadvantage downside shortcoming
/ driver motorist / pedestrian walker / traffic congestion / hacker attacker / hack hacking cyberattack / software
program code / device gadget / autonomous automated automatic / producer maker manufacturer / productive efficient /
leisure entertainment / freedom liberty / mobility movement / handicapped disabled / elderly senior seniors /
intoxicated drunk / fatigue tired / distraction distracted
"""
_KEYS: dict[str, set[int]] = {}
for _number, _line in enumerate(_GROUPS.split("/")):
    for _word in _line.split():
        _KEYS.setdefault(family(_word), set()).add(_number)
#: Family -> numbers of the groups that it stands in.
GROUPS: Mapping[str, frozenset[int]] = MappingProxyType({word: frozenset(found) for word, found in _KEYS.items()})


def are_synonyms(a: str, b: str) -> bool:
    """Whether two families stand in one group."""
    return bool(GROUPS.get(a, frozenset()) & GROUPS.get(b, frozenset()))
