"""Words that a rewording adds, drops and swaps freely: function words, connectives, degree, vague nouns, light verbs.

A change in these alone names no other thing. Negations, modals, bounds and quantifiers stand in `opposites`, as they
change what is said. The lists are of the language, by class.
"""

from tracker.diff.words import family

_FUNCTION = """
a an the this that these those such same which who whom whose what when where why how whether if as than then there
here and or but nor so yet for of to in on at by with from into onto upon over under up down out off about above below
between among through throughout during before after since until till against within without toward behind beside
besides beyond near across along around via per amid despite regarding concerning according due because although
though while unless i me my mine myself you your yours yourself yourselves he him his himself she her hers herself it
its itself we us our ours ourselves they them their theirs themselves one ones oneself another each other is are am
was were be been being has have had having do does did done doing 's ' s d m ll not no can could will would shall
should may might must ought need also too just even only still again already soon now once ever
"""
_SMALL = """
ourself somebody else etc ie eg vs yes no yeah okay oh well self co re pre either others inside outside within near next
beside alongside throughout towards upward downward backward backwards forwards enough somewhat anyway anyways anyhow
doubtless alone altogether alike aside far lot couple handful portion dozens maybe perhaps please foremost instead plus
minus t doesn didn isn wasn aren weren don won couldn wouldn shouldn hasn haven hadn
"""
_CONNECTIVES = """
however therefore thus hence moreover furthermore additionally consequently accordingly otherwise instead meanwhile
nevertheless nonetheless likewise similarly conversely alternatively overall finally firstly secondly thirdly lastly
first second third next last then ultimately eventually basically essentially generally typically usually normally
commonly often sometimes frequently occasionally mostly mainly largely primarily particularly especially specifically
notably namely indeed actually really truly certainly clearly obviously evidently simply merely fairly rather quite
very extremely highly greatly strongly heavily deeply fully completely entirely totally absolutely utterly thoroughly
considerably significantly substantially dramatically drastically vastly hugely immensely incredibly remarkably
increasingly gradually slowly quickly rapidly suddenly immediately promptly currently presently recently lately
nowadays today previously formerly originally initially subsequently later earlier afterwards thereby thereafter
herein therein whereas whereby wherein hitherto fortunately unfortunately hopefully sadly luckily surprisingly
interestingly importantly frankly honestly personally literally virtually practically effectively successfully easily
directly indirectly properly correctly carefully closely widely readily freely openly together apart away back forth
forward ahead aside further else ago long-term etc hand fact addition contrast conclusion summary result example
instance case view opinion terms respect regard order sake means spite contrary so-called sort kind type like unlike
thanks owing based given including included regarding compared
"""
_DEGREE = """
big large great huge major main key important significant essential crucial vital critical central primary principal
basic fundamental small little minor tiny slight good better best nice fine well wonderful amazing incredible
excellent fantastic remarkable impressive bad worse worst poor terrible awful horrible serious severe extreme enormous
immense massive vast tremendous considerable substantial notable noteworthy famous known well-known popular prominent
certain particular specific special general overall common usual normal typical ordinary regular standard average
various several different similar numerous countless plentiful many much more most less lot lots plenty plethora bunch
multiple wide broad entire whole complete full total absolute real true actual sure clear obvious evident apparent
plain simple easy easier difficult hard harder tough challenging complex complicated possible impossible potential
probable likely unlikely feasible necessary needed required able unable capable available ready willing useful helpful
beneficial effective efficient productive convenient suitable appropriate proper right wrong correct accurate precise
exact interesting exciting fascinating innovative new newer modern recent current present future upcoming latest old
older previous past former latter earlier later final last own personal individual respective additional extra further
other hot seemingly seeming mere sheer utter pure very overwhelming exorbitant astonishing surprising dramatic drastic
happy glad lucky fortunate unfortunate sad worried concerned dear mindful smart intelligent wise theoretical
hypothetical practical relevant related associated corresponding following above mentioned said aforementioned early
late quick fast slow rapid long short high low deep strong weak heavy light strict loose free open closed constant
continuous continual ongoing frequent occasional rare steady gradual stunning catastrophic devastating disastrous
tragic shocking alarming startling staggering striking outstanding superb brilliant magnificent spectacular splendid
marvelous phenomenal extraordinary exceptional unbelievable unprecedented profound intense fierce harsh bitter brutal
grim bleak dire gloomy dreadful appalling disgusting obscene dizzying gorgeous beautiful lovely pretty ugly cute
charming delightful pleasant enjoyable fun funny boring dull tedious foolish stupid silly ridiculous absurd crazy
insane naive reasonable sensible rational logical lucrative profitable affordable cheap expensive pricey costly
valuable worthwhile worth worthless prestigious renowned acclaimed celebrated iconic legendary notorious infamous
respected beloved favorite controversial debatable questionable doubtful uncertain unclear vague ambiguous mysterious
unique distinctive original novel fresh familiar strange weird odd unusual bizarre peculiar curious dominant leading
top premier foremost elite modest humble mediocre decent adequate sufficient ample abundant extensive comprehensive
thorough detailed brief concise lengthy prolonged extended equivalent identical equal comparable analogous
miscellaneous extraneous diverse assorted tempting appealing attractive desirable favorable advantageous promising
hopeful optimistic pessimistic careful careless cautious reckless responsible irresponsible sharp blunt rough smooth
mild gentle advanced sophisticated state-of-the-art cutting-edge high-tech futuristic contemporary
"""
_VAGUE = """
thing things stuff way ways manner fashion method approach means matter issue issues problem problems concern question
point points idea ideas notion concept thought thoughts belief opinion view views perspective stance position
standpoint reason reasons cause factor factors aspect aspects part parts side area areas field fields sector domain
place places situation situations circumstance circumstances condition conditions scenario scenarios case cases event
occasion moment moments time times period age era day days year future past present purpose goal goals aim objective
advantage advantages disadvantage disadvantages benefit benefits drawback drawbacks downside upside pro pros con cons
strength weakness risk risks danger dangers threat threats hazard impact effect
effects influence consequence consequences outcome outcomes result results amount number numbers quantity level levels
degree extent rate range scope variety plenty majority bulk rest people person persons individual individuals human
humans everyone everybody someone somebody anyone anybody nobody something anything everything nothing somewhere
anywhere everywhere public society societies community communities world life lives mankind humanity citizen citizens
feature features option options choice choices chance chances opportunity opportunities possibility possibilities
potential ability capability capacity power control need needs requirement requirements demand argument arguments
debate debates discussion discussions discourse topic topics subject subjects article essay reader writer author
statement claim claims evidence proof detail details information data knowledge understanding difficulty difficulties
challenge challenges obstacle obstacles hurdle barrier solution solutions answer answers change changes improvement
improvements development developments advance advances advancement progress growth increase decrease reduction use
usage utilization application practice implementation creation introduction advent help support aid assistance effort
efforts attempt attempts work task tasks job activity activities action actions component components element elements
term shortcoming shortcomings hindrance hassle outlook outlooks procedure process system systems technology
technologies innovation innovations invention tool tools group groups set sets series bit piece member members half
end start beginning top bottom front moral dilemma sense form basis nature state
"""
_LIGHT = """
get gets make makes give gives take takes put let keep go come bring become seem appear look feel think believe
consider regard suppose assume guess know understand realize see find show mean mention state say tell claim argue
suggest indicate note point explain describe discuss present provide offer allow enable permit help assist use utilize
employ apply have need want wish desire like hope try attempt seek aim intend plan tend happen occur arise exist
remain stay continue proceed begin start stop end finish cease lead result cause create produce generate develop form
build involve include contain consist comprise concern relate refer deal increase reduce decrease lower raise rise
grow improve enhance boost lessen minimize diminish change alter modify adjust affect impact influence reach achieve
attain accomplish gain obtain acquire receive require demand ensure guarantee avoid prevent eliminate remove solve
resolve address handle manage face choose decide determine expect anticipate imagine ask answer talk speak prove
demonstrate reveal exemplify represent serve act function perform work operate run play set turn move follow add base
depend rely lack wonder ponder examine learn read write experience notice observe benefit save hurt harm matter
outweigh weigh hit hold hang hear suffer enjoy drop pick carry catch reflect express share collect gather store focus
divert lean rush hurry jump climb cruise steer head arrive enter surpass exceed exude eclipse overshadow dedicate
devote witness encounter undergo endure tackle overcome confront associate connect link combine mix separate divide
deem view perceive label term dub call name title acknowledge admit accept welcome embrace adopt initiate launch
trigger spark breed foster promote encourage inspire motivate drive push afford buy picture visualize envision dream
stretch extend expand spread decides taken taking given giving getting going coming making being doing
"""

STYLE = frozenset(
    {word for group in (_FUNCTION, _SMALL, _CONNECTIVES, _DEGREE, _VAGUE, _LIGHT) for word in group.split()}
    | {family(word) for group in (_FUNCTION, _SMALL, _CONNECTIVES, _DEGREE, _VAGUE, _LIGHT) for word in group.split()}
)
_TELLING = """
unanimously falsely illegally legally accidentally deliberately intentionally secretly publicly privately temporarily
permanently partly partially jointly annually monthly weekly daily quarterly nationally internationally locally globally
posthumously anonymously wrongly unlawfully officially fatally critically exclusively solely unconditionally
retroactively remotely only family early likely
"""
#: Adverbs in -ly that say more than a manner.
_TELLING_ADVERBS = frozenset(_TELLING.split())


def is_style(plain: str, key: str) -> bool:
    """Whether a word, of that family, is one of style; adverbs of manner are."""
    manner = plain.endswith("ly") and len(plain) > len("early") and plain not in _TELLING_ADVERBS
    return manner or plain in STYLE or key in STYLE


FUNCTION = frozenset(_FUNCTION.split())
_PRONOUNS = """
i me you he him she her it us we they them this that these those who which one ones such former latter his its their
there here
"""
#: Words that stand for a thing named elsewhere.
PRONOUNS = frozenset(_PRONOUNS.split())
