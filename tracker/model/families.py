"""Families of words that name one kind of event: resign, resigned, resignation; unveil, introduce, launch.

For events that no class of the lexicon lists: how a verb and its noun belong together, by endings and by a table of
those that no ending tells, and groups of verbs that news uses for the same deed. No parsing: works on lemmas.
"""

import functools
import re

#: Nouns that no ending ties to their verb.
_VERB_OF = {
    "arson": "burn", "bailout": "bail out", "behaviour": "behave", "belief": "believe", "bid": "bid",
    "birth": "bear", "breakdown": "break down", "breakout": "break out", "buyout": "buy", "choice": "choose",
    "comeback": "come back", "complaint": "complain", "crackdown": "crack down", "death": "die",
    "departure": "depart", "defence": "defend", "defense": "defend", "revision": "revise", "descent": "descend",
    "downfall": "fall", "entrance": "enter", "entry": "enter", "flight": "fly", "gift": "give", "growth": "grow",
    "handover": "hand over", "hijacking": "hijack", "investiture": "invest", "landfall": "land", "lawsuit": "sue",
    "layoff": "lay off", "lift-off": "lift off", "liftoff": "lift off", "loss": "lose", "marriage": "marry",
    "merger": "merge", "outbreak": "break out", "proof": "prove", "pullout": "pull out", "pursuit": "pursue",
    "recall": "recall", "receipt": "receive", "response": "respond", "rollout": "roll out", "sale": "sell",
    "shutdown": "shut down", "speech": "speak", "success": "succeed", "suit": "sue", "takeoff": "take off",
    "takeover": "take over", "theft": "steal", "thought": "think", "trial": "try", "turnout": "turn out",
    "victory": "win", "walkout": "walk out", "wedding": "marry", "withdrawal": "withdraw",
}  # fmt: skip
#: Pasts that no ending ties to their verb, for words that come without a lemma.
_PASTS = """
sold:sell bought:buy brought:bring built:build caught:catch chose:choose chosen:choose came:come dealt:deal drew:draw
drawn:draw drove:drive driven:drive fell:fall fallen:fall felt:feel fought:fight flew:fly flown:fly
froze:freeze frozen:freeze gave:give given:give grew:grow grown:grow held:hold hid:hide hidden:hide kept:keep knew:know
known:know laid:lay led:lead left:leave lent:lend lost:lose meant:mean met:meet paid:pay ran:run rose:rise risen:rise
said:say sank:sink sunk:sink seen:see sent:send shot:shoot shook:shake shaken:shake shrank:shrink shrunk:shrink
slid:slide spent:spend spoke:speak spoken:speak stole:steal stolen:steal stood:stand struck:strike swore:swear
sworn:swear took:take taken:take taught:teach told:tell thought:think threw:throw thrown:throw undertook:undertake
underwent:undergo undergone:undergo went:go gone:go withdrew:withdraw withdrawn:withdraw won:win wore:wear wrote:write
written:write died:die dying:die
"""
#: Verbs and nouns that news uses for one deed, the first naming the group.
_GROUPS = (
    "launch introduce unveil debut release present,roll out,bring out,premiere showcase",
    "fall drop decline slip plunge tumble sink slide slump dip plummet,go down,decrease",
    "rise gain climb jump surge soar advance increase rally rebound,go up,grow",
    "say state tell add note declare comment remark explain insist stress claim reply,point out",
    "begin start commence,kick off,get under way",
    "end finish conclude,wrap up,come to an end",
    "postpone delay defer,put off,push back,put back",
    "cancel,call off,scrap scrub abandon axe",
    "cut reduce slash lower trim",
    "resign quit,step down,stand down",
    "dismiss fire sack oust,lay off",
    "appoint name hire,sign up",
    "die,pass away,perish",
    "kill slay murder assassinate",
    "injure wound hurt",
    "buy purchase acquire,take over,snap up",
    "build construct erect",
    "attack assault raid",
    "arrest detain,take into custody",
    "sue,take to court,file suit",
    "win triumph",
    "defeat beat thrash",
    "rescue bail,bail out,save",
    "approve endorse,green-light,clear",
    "reject refuse,turn down,rebuff",
    "ban prohibit outlaw forbid",
    "evacuate,clear out",
    "explode blast,blow up,detonate",
    "crash,crash-land",
    "happen occur,take place",
    "order commission",
    "urge,call on,appeal",
    "leave depart",
    "arrive land,touch down",
    "meet,hold talks,talk",
    "agree,strike a deal",
    "promise pledge vow",
    "warn caution",
    "criticise criticize condemn denounce slam blast",
    "praise hail laud",
    "accuse,charge",
    "choose select pick",
    "send dispatch",
    "help aid assist",
    "protest demonstrate rally march",
)
#: Families of speaking, where what was said makes the event.
_SPEAKING = (
    "say", "announce", "report", "speak", "think", "believe", "reveal", "write", "mention", "quote", "describe",
    "confirm", "predict", "suggest", "admit", "acknowledge", "call", "warn", "urge", "ask", "promise",
)  # fmt: skip
#: Endings of nouns whose verb is written another way: decision, decide; production, produce.
_NOUN_ENDINGS = (
    (re.compile(r"mission$"), "mit"),
    (re.compile(r"ssion$"), "ss"),
    (re.compile(r"(?<=[aeiounlr])sion$"), "d"),
    (re.compile(r"umption$"), "um"),
    (re.compile(r"eption$"), "eiv"),
    (re.compile(r"duction$"), "duc"),
    (re.compile(r"olution$"), "olv"),
    (re.compile(r"quisition$"), "quir"),
    (re.compile(r"ication$"), ""),
    (re.compile(r"(?:iz|is|)ation$"), ""),
    (re.compile(r"(?<=[ptc])ion$"), ""),
)
_ENDINGS = re.compile(
    r"(?:itions?|ments?|ances?|ences?|ings?|als?|ures?|ions?|ry|y|ers?|ors?|ees?|ises?|izes?|ates?|ed|(?<!s)es|(?<!s)s|e)$"
)
_DOUBLED = re.compile(r"([bdfglmnprt])\1$")
_LEAST_STEM = 3


@functools.lru_cache(maxsize=8192)
def family(lemma: str) -> str:
    """The family of a verb (with its particle) or noun, comparable with that of another: "resignation" -> "resign"."""
    word = _VERB_OF.get(lemma) or _past_of().get(lemma, lemma)
    return _group_of().get(_stem(word), _stem(word))


def is_speaking(lemma: str) -> bool:
    """Whether a word is one of telling: two announcements are one where the same is told."""
    return family(lemma) in _speaking()


@functools.cache
def _past_of() -> dict[str, str]:
    return dict(pair.split(":") for pair in _PASTS.split())


@functools.cache
def _speaking() -> frozenset[str]:
    return frozenset(family(word) for word in _SPEAKING)


@functools.cache
def _group_of() -> dict[str, str]:
    found: dict[str, str] = {}
    for group in _GROUPS:
        words = [word for part in group.split(",") for word in (part.split() if _is_list(part) else [part])]
        for word in words:
            found.setdefault(_stem(word), _stem(words[0]))
    return found


def _is_list(part: str) -> bool:
    """Whether a part of a group holds several verbs: one with a particle stands alone between commas."""
    return part.rsplit(maxsplit=1)[-1] not in _PARTICLES and not part.startswith(
        ("take ", "come ", "file ", "hold ", "strike ")
    )


_LIGHT = ("take ", "come ", "file ", "hold ", "strike ", "get ")
_PARTICLES = frozenset({"down", "up", "out", "off", "over", "back", "on", "way", "away"})


def _stem(word: str) -> str:
    if " " in word:
        return word
    for pattern, plain in _NOUN_ENDINGS:
        shorter = pattern.sub(plain, word)
        if shorter != word and len(shorter) >= _LEAST_STEM:
            return _DOUBLED.sub(r"\1", shorter)
    stem = word
    for _ in range(2):
        shorter = _ENDINGS.sub("", stem)
        if len(shorter) < _LEAST_STEM or shorter == stem:
            break
        stem = shorter
    return _DOUBLED.sub(r"\1", stem)
