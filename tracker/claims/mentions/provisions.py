"""What a document is said to hold, in free words: that it binds its parties to help each other in war, or does not;
how many articles it has and how many years it runs, where no verb of containing or lasting says so.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.claims.draft import Draft
from tracker.claims.events.predicates import Frame
from tracker.claims.figures.extents import Extent, extents_in
from tracker.claims.mentions.arguments import Roles
from tracker.claims.mentions.discourse import Discourse
from tracker.claims.mentions.entities import state_beside
from tracker.claims.mentions.holders import KIN, document_of, names_another
from tracker.claims.parse import lemma
from tracker.claims.reading import Reading
from tracker.claims.speech.attribution import find_source, speech_verbs
from tracker.claims.speech.crediting import attribution_of
from tracker.claims.status.duties import duty_reading
from tracker.claims.tables import Lexicon
from tracker.model import Participant, ParticipantKind, SpeechMode, Status

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

MUTUAL_DEFENCE, ALLIANCE = "mutual_defence", "alliance"
ACTORS = (ParticipantKind.PERSON, ParticipantKind.STATE, ParticipantKind.BODY)
#: Parts of a document that stand for it.
POINTS = frozenset({"one", "point", "clause", "provision", "article", "part", "term", "chapter", "passage"})
_EACH = r"(?:each other|one another|the other(?: (?:side|party|country|state|signatory|member|one))?)"
_WHOSE = rf"(?:{_EACH}['’]?s?|its (?:ally|partner|neighbou?r)['’]s|an? (?:ally|member|partner)['’]s)"
_HELP = r"(?:aid|help|defen[cs]e|assistance|rescue|support)"
#: Ways to say that one is to help the other in war.
_MUTUAL = re.compile(
    rf"\b(?:com(?:e|es|ing)|go(?:es|ing)?|rush(?:es|ing)?|spring(?:s|ing)?)\s+(?:militarily\s+)?to\s+"
    rf"(?:{_WHOSE}\s+{_HELP}|the\s+{_HELP}\s+of\s+{_EACH})\b"
    rf"|\b(?:defend|protect)(?:s|ing)?\s+{_EACH}\b"
    rf"|\b(?:help|assist|aid|support|back)(?:s|ing)?\s+{_EACH}\s+(?:militarily\b|in\s+(?:a\s+|any\s+|case\s+of\s+)?war"
    rf"|with\s+(?:troops|arms|weapons|force)|(?:if|when|should|in\s+the\s+event|in\s+case|against)\b[^.;]{{0,40}}?"
    rf"(?:attack|invad|aggress|invasion))"
    rf"|\bmilitary\s+(?:assistance|help|aid|support)\b"
    rf"|\bgo(?:es|ing)?\s+to\s+war\s+(?:for\s+{_EACH}|on\s+{_EACH}['’]?s?\s+behalf|alongside\s+{_EACH}"
    rf"|on\s+behalf\s+of\s+{_EACH})"
    rf"|\b(?:an\s+)?attack\s+on\s+(?:one|either)\b[^.;]{{0,30}}?\ban?\s+attack\s+on\s+(?:both|all|{_EACH})",
    re.I,
)
#: Ways to say that the parties are allies.
_ALLIED = re.compile(
    r"\b(?:mak|creat|form|found|establish|constitut|amount|turn|add|becom|set)\w*\b[^.;,]{0,40}?"
    r"\b(?:(?:military\s+)?(?:alliance|allies)|(?:military|armed)\s+bloc)\b",
    re.I,
)
#: "Military assistance" is of this kind only where it is owed.
_OWED = re.compile(
    r"\b(?:oblig\w+|dut(?:y|ies)|bound|bind(?:s|ing)?|commit\w*|requir\w+|promis\w+|pledg\w+|undertak\w+|must"
    r"|guarante\w+)\b",
    re.I,
)
_LOOSE = re.compile(r"military\s", re.I)


def draft_provisions(
    sentence: "Span",
    discourse: Discourse,
    lexicon: Lexicon,
    *,
    paragraph: int,
    offset: int,
) -> list[Draft]:
    """The drafts of what a sentence says, in free words, that a document holds. Ask before its speaker is kept."""
    place = {"paragraph": paragraph, "offset": offset}
    found = [_extent(extent, sentence, discourse, lexicon, **place) for extent in extents_in(sentence)]
    found += [_duty(words, event_class, discourse, lexicon, **place) for event_class, words in _bonds(sentence)]
    return [draft for draft in found if draft is not None]


def held_besides(held: Sequence[Draft], told: Sequence[Draft], sentence: "Span", discourse: Discourse) -> list[Draft]:
    """Those of the drafts in free words that a sentence's predicates, `told`, do not tell themselves."""
    _name_kin(sentence, told)
    for draft in told:
        _settle_holder(draft, discourse)
    return [draft for draft in held if not _is_told(draft, told)]


def _is_told(draft: Draft, told: Iterable[Draft]) -> bool:
    """Whether the sentence's predicates say the same of the same document."""
    return any(
        each.event_class == draft.event_class
        and each.reading.status is not Status.UNKNOWN
        and (bool(each.figures) or not draft.figures)
        and (each.roles.subject is None or draft.roles.subject is None
             or each.roles.subject.marks == draft.roles.subject.marks)
        for each in told
    )  # fmt: skip


def _name_kin(sentence: "Span", told: Sequence[Draft]) -> None:
    """What stands for a document is one: its Norwegian *cousin* contains no such clause."""
    for token in sentence:
        if lemma(token) not in KIN or not (state := state_beside(token)):
            continue
        for draft in told:
            subject = draft.roles.subject
            if subject is not None and subject.kind is ParticipantKind.OTHER and subject.text.endswith(token.text):
                draft.roles.subject = Participant(
                    text=subject.text, key="treaty", kind=ParticipantKind.DOCUMENT, marks=(state,)
                )


def _settle_holder(draft: Draft, discourse: Discourse) -> None:
    """Who rules an alliance out says of the document that it makes none; what one of its *points* binds to, it does."""
    subject = draft.roles.subject
    if draft.event_class not in (MUTUAL_DEFENCE, ALLIANCE) or subject is None:
        return
    document = discourse.document()
    if document is None:
        return
    if subject.kind is ParticipantKind.OTHER and subject.key.split()[-1] in POINTS:
        draft.roles.subject = document
    elif subject.kind in ACTORS and draft.reading.status is Status.NEGATED:
        draft.roles.subject = document
        if draft.attribution.speaker is None:
            draft.attribution = replace(
                draft.attribution, speaker=subject, mode=SpeechMode.INDIRECT, rule="attribution.reported"
            )
    elif subject.kind in ACTORS and subject.inherited:
        draft.reading = replace(draft.reading, status=Status.UNKNOWN, rule="nominal.fact_open")


# --- help in war ------------------------------------------------------------------------------------------------------
def _bonds(sentence: "Span") -> "list[tuple[str, tuple[Token, Token]]]":
    """First and last word of the phrases that tell of help owed in war, or of an alliance; one of each at most."""
    found: list[tuple[str, tuple[Token, Token]]] = []
    for event_class, pattern in ((MUTUAL_DEFENCE, _MUTUAL), (ALLIANCE, _ALLIED)):
        match = pattern.search(sentence.text)
        if match is None or (_LOOSE.match(match.group()) and not _OWED.search(sentence.text)):
            continue
        start, end = sentence.start_char + match.start(), sentence.start_char + match.end()
        words = [t for t in sentence if t.idx < end and t.idx + len(t) > start]
        if words:
            found.append((event_class, (words[0], words[-1])))
    return found


def _duty(
    words: "tuple[Token, Token]",
    event_class: str,
    discourse: Discourse,
    lexicon: Lexicon,
    *,
    paragraph: int,
    offset: int,
) -> Draft | None:
    first, last = words
    head = next((t for t in first.doc[first.i : last.i + 1] if t.pos_ in ("VERB", "NOUN", "AUX")), first)
    document = document_of(head, discourse)
    if document is None and event_class == MUTUAL_DEFENCE and not names_another(first.sent):
        document = discourse.document()
    if document is None or document.kind is not ParticipantKind.DOCUMENT:
        return None
    reading = duty_reading(head, lexicon, spoken={v.i for v in speech_verbs(head, lexicon)})
    return _draft(
        words,
        event_class,
        reading,
        document=document,
        discourse=discourse,
        lexicon=lexicon,
        paragraph=paragraph,
        offset=offset,
    )


# --- extents ----------------------------------------------------------------------------------------------------------
def _extent(
    extent: Extent, sentence: "Span", discourse: Discourse, lexicon: Lexicon, *, paragraph: int, offset: int
) -> Draft | None:
    document = discourse.resolve(extent.document) if extent.document is not None else discourse.document()
    if document is None or document.kind is not ParticipantKind.DOCUMENT:
        return None
    reading = Reading(status=Status.STATE, rule="status.fact", background=extent.is_first)
    draft = _draft(
        (extent.words[0], extent.words[-1]),
        extent.event_class,
        reading,
        document=document,
        discourse=discourse,
        lexicon=lexicon,
        paragraph=paragraph,
        offset=offset,
    )
    draft.figures = (extent.figure,)
    return draft


def _draft(
    words: "tuple[Token, Token]",
    event_class: str,
    reading: Reading,
    *,
    document: Participant,
    discourse: Discourse,
    lexicon: Lexicon,
    paragraph: int,
    offset: int,
) -> Draft:
    first, last = words
    sentence = first.sent
    frame = Frame(head=first, words=words, lemma=lemma(first), event_class=event_class, nominal=True)
    begin = sentence.start_char + len(sentence.text) - len(sentence.text.lstrip())
    end = sentence.end_char - (len(sentence.text) - len(sentence.text.rstrip()))
    cue = reading.cue
    return Draft(
        lemma=frame.lemma,
        event_class=event_class,
        nominal=True,
        roles=Roles(subject=document),
        reading=reading,
        attribution=attribution_of(find_source(first, lexicon), frame, discourse),
        time=None,
        time_before=None,
        figures=(),
        condition=None,
        reason=None,
        paragraph=paragraph,
        offset=offset,
        cue=(offset + cue.idx, offset + cue.idx + len(cue)) if cue is not None else None,
        trigger=(offset + first.idx, offset + last.idx + len(last)),
        evidence=(offset + begin, offset + end),
    )
