"""Which prepositions the nouns of event classes take, and the nouns of verbs that no class lists. Tables only."""


def _listed(nouns: str) -> list[str]:
    """The entries of a list between slashes and lines."""
    return [noun.strip() for line in nouns.split("\n") for noun in line.split("/") if noun.strip()]


#: Numbers in words, as a pattern.
COUNT_WORDS = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|hundreds?|thousands?|dozens?|several"
    r"|many|both|all|another|other|every|each|most|few|some|no|one)"
)
#: Words that are nobody's name when they stand alone.
NO_NAMES = frozenset(
    _listed(
        """percent/cent/euros/dollars/pounds/votes/points/day/days/week/weeks/month/months/year/years/hour/hours
        minute/minutes/morning/evening/night/bit/amount/total/average/monday/tuesday/wednesday/thursday/friday/saturday/sunday/january/february/march/april/june/july
        august/september/october/november/december/christmas/easter
        all/another/any/anything/both/case/couple/dozen/dozens/each/every/everybody/everyone/few/former/half
        handful/he/her/hers/herself/him/himself/his/hundred/hundreds/i/it/its/itself/kind/latter/less/lot
        lots/majority/many/me/minority/more/most/my/name/nobody/none/nothing/number/one/ones/other/others
        our/own/part/parts/people/person/quarter/rest/same/score/scores/several/she/some/somebody/someone
        something/sort/that/their/theirs/them/themselves/there/these/they/thing/things/third/this/those
        thousand/thousands/time/today/tomorrow/two-thirds/type/us/way/we/what/which/who/whom/yesterday/you
        your"""
    )
)
#: Noun of a class, or its last word -> the word before whom or what is acted on ("vote ... on"); "of" where unlisted,
#: ":" where the noun names its object in itself.
OBJECT_WORDS = {
    noun: word
    for word, nouns in {
        "on": """vote/attack/ban/ruling/decision/raid/sanctions/fine/debate/crackdown/cyberattack/agreement/report
        strike ballot/boycott/siege/curfew/assault/deal/order/testimony/reform/pay deal/no-confidence vote
        veto""",
        "for": """search/praise/endorsement/request for help/appeal for help/takeover bid/apology/bid/call/hearing
        candidacy""",
        "against": """lawsuit/charges/appeal/complaint/arrest warrant/injunction/declaration of war/protest note
        crossing of lines/market intervention/challenge to the result/accusation""",
        ":": """protest/campaign/title won/prize won/contract won/qualification/goal/draw/award/resignation/arrival
        retirement/elimination/relegation""",
        "in": """cut/increase/rise/fall/growth/investment/tariff cut/tariff rise/price rise/extension/fraud""",
        "to": """visit/amendment/damage/concession/warning/threat/invitation/succession/withdrawal of aid
        appointment to""",
        "into": """investigation/invasion/inquiry""",
        "from": """withdrawal/escape/departure/defection/exit/troop withdrawal/retreat/deployment in space/expulsion""",
        "about": """concern voiced/warning issued/announcement""",
        "with": """docking/undocking/settlement/breach""",
    }.items()
    for noun in _listed(nouns)
}
#: Nouns of what somebody or something undergoes: death of, launch of.
OF_SUBJECT = frozenset(
    _listed(
        """abdication/accession/appearance/arrival/arrival in orbit/birth/blackout/candidacy/capture/closure
        collapse/completion/contraction/coronation/crash/crush/cut/damage/death/default/defeat/delisting
        departure/destruction/devaluation/diagnosis/disappearance/discharge from hospital/discontinuation
        displacement/diversion/docking/doping case/drowning/drug withdrawn/earthquake/election/elimination
        end/entry into force/eruption/escape/exhibition/expansion/expiry/explosion/extension/failure/fall
        fire/flight/flooding/flyby/funeral/growth/hearing/hospitalisation/inauguration/increase/injuries
        insolvency/jailing/landfall/landing/landing on another world/launch/loss of contact/merger
        missing people/opening/outbreak/output cut/output rise/positive test/power cut/premiere
        privatisation/product launch/product recall/production halt/promotion/publication/qualification
        re-entry/recount/recovery/relegation/relocation/resignation/restored contact/resumption
        resumption of trading/retirement/return/return to work/rise/roll-out to the pad/sale/separation
        shutdown/sinking/software fix/spill/split/spread/start/start of operation/stock market listing
        stranding/succession/surrender/suspension of service/trading halt/trial/undocking/vote count
        withdrawal from the race"""
    )
)
#: Nouns of what happens at a company or place.
AT_SUBJECT = frozenset(
    _listed(
        """close of the polls/data breach/fire/furlough/job cuts/layoffs/new jobs/opening of the polls
        production halt/reshuffle"""
    )
)
#: Nouns of what two do alike -> the word before one who is named alone.
SYMMETRIC = {
    "debate": "of",     "meeting": "of", "talks": "by", "negotiations": "by", "telephone call": "by", "ceasefire": "by",
    "summit": "of", "agreement": "by", "clash": "of", "partnership": "of", "exchange": "by",
    "severing of relations": "by", "restoration of relations": "by", "truce": "by", "military exercise": "by",
}  # fmt: skip
#: The same, of those who become one or stop being it.
JOINED = frozenset(_listed("""divorce/draw/merger/new government/separation/split/wedding"""))
#: Of these only who does it is told, of whom or what it is done.
INTRANSITIVE = frozenset(
    _listed(
        """arrival/birth/collapse/crash/death/default/departure/disappearance/drowning/earthquake
        entry into force/eruption/escape/expiry/fall/flyby/insolvency/landfall/landing/missing people
        premiere/re-entry/resignation/retirement/retreat/return to work/rise/sinking"""
    )
)
#: Changes of a quantity: a rise in prices.
LEVELS = frozenset(_listed("""contraction/fall/growth/increase/rise"""))
#: Last words of the names of bodies: they are called by the whole name, whatever kind the recogniser takes them for.
BODIES = frozenset(
    _listed(
        """agency/air/airlines/airways/alliance/association/authority/bank/bloc/board/bureau/bus/cars/club
        college/commission/committee/company/congress/corps/council/court/dairy/department/duma/energy
        express/farms/federation/ferries/fisheries/foods/force/foundation/front/fund/gas/games/government/greens
        group/holdings/hospital/industries/institute/insurance/lab/laboratories/laboratory/league/line/lines
        list/media/ministry/motors/movement/museum/network/office/oil/opera/orchestra/parliament/partners
        party/pharma/police/power/press/rail/railways/school/senate/services/shipyard/society/solutions
        steel/studios/systems/team/technologies/telecom/terminals/theatre/trains/trust/union/united
        university/water/workers/works"""
    )
)
#: Nouns -> the word before the one who gets it.
RECEIVERS = {
    noun: word
    for word, nouns in {
        "to": """payment/supply/transfer/loan/aid pledge/sale/award/apology/proposal/submission/return/handover
        concession""",
        "with": """meeting/talks/negotiations/contract/signing of a player/hearing/exchange/partnership/docking""",
        "from": """withdrawal/departure/escape/purchase/separation/request for help/resignation/secession/expulsion""",
    }.items()
    for noun in _listed(nouns)
}
#: Nouns -> the word before a place.
DIRECTIONS = {
    "visit": "to", "flight": "to", "extradition": "to", "deportation": "to", "deployment": "to", "return": "to",
    "troop withdrawal": "from", "departure": "from", "retreat": "from", "withdrawal": "from",
    "evacuation": "from", "supply": "to", "transfer": "to", "relocation": "to", "invasion": "of", "siege": "of",
    "humanitarian corridor": "to", "landing on another world": "on", "spacewalk": "at", "docking": "at",
    "undocking": "from",
}  # fmt: skip
#: Counts of people whose noun alone names nobody.
PEOPLE = {
    "missing": "missing people", "injured": "injured people", "displaced": "displaced people",
    "rescued": "rescued people", "evacuated": "evacuated people", "in": "people in", "dead": "deaths",
}  # fmt: skip
#: Verbs of events that no class lists -> their nouns; a gerund otherwise.
NOUNS = dict(
    pair.split(":")
    for pair in _listed(
        """decide:decision/act:action/add:addition/adopt:adoption/alter:alteration/apply:application
        assess:assessment/begin:start/start:start/end:end/finish:completion/choose:choice/collect:collection
        compare:comparison/complain:complaint/connect:connection/consult:consultation
        contribute:contribution/convert:conversion/correct:correction/create:creation/deliver:delivery
        demonstrate:demonstration/depart:departure/describe:description/destroy:destruction
        develop:development/discuss:discussion/distribute:distribution/donate:donation/eliminate:elimination
        emerge:emergence/employ:employment/encounter:encounter/establish:establishment/evaluate:evaluation
        examine:examination/explain:explanation/express:expression/fail:failure/fly:flight/form:formation
        generate:generation/give:gift/improve:improvement/include:inclusion/inform:information
        inspect:inspection/install:installation/intervene:intervention/join:joining/lose:loss
        manage:management/move:move/nominate:nomination/observe:observation/obtain:acquisition/offer:offer
        operate:operation/oppose:opposition/organise:organisation/organize:organization/perform:performance
        prepare:preparation/present:presentation/prevent:prevention/produce:production/promise:promise
        protect:protection/purchase:purchase/reach:reaching/react:reaction/receive:receipt
        recommend:recommendation/reduce:reduction/remove:removal/repair:repair/replace:replacement
        request:request/reserve:reservation/respond:response/restore:restoration/restrict:restriction
        return:return/reveal:revelation/review:review/revise:revision/select:selection/sell:sale
        speak:speech/spend:spending/suggest:suggestion/support:support/survive:survival/test:test
        threaten:threat/train:training/transform:transformation/translate:translation/transport:transport
        treat:treatment/try:attempt/unite:union/use:use/warn:warning/inherit:inheritance"""
    )
)
