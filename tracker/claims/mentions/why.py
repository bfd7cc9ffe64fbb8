"""Why something slipped, as a claim of its own: in the sentence that tells it, or in the one that explains it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.claims.draft import Draft
from tracker.claims.events.predicates import Frame
from tracker.claims.events.reasons import clause_text
from tracker.claims.mentions.arguments import Roles
from tracker.claims.mentions.discourse import Discourse
from tracker.claims.parse import child, children, lemma, written
from tracker.claims.reading import Reading
from tracker.claims.speech.attribution import find_source
from tracker.claims.speech.crediting import attribution_of
from tracker.claims.tables import Lexicon
from tracker.model import Participant, ParticipantKind, Status

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

REASON = "reason"
_SLIPPED = frozenset({Status.POSTPONED, Status.CANCELLED, Status.SUSPENDED})
_EXPLAINING = frozenset({"explain", "explanation", "reason"})
#: Verbs whose object is the reason: cited bad weather, blamed a leak.
_CITING = frozenset({"cite", "blame"})
#: A reason in fewer letters says nothing.
_LEAST = 8


def draft_reasons(
    told: Sequence[Draft], before: Sequence[Draft], sentence: "Span", discourse: Discourse, lexicon: Lexicon
) -> list[Draft]:
    """The reasons that a sentence gives for what it says has slipped, or for what the sentence before it said.

    `told`: the drafts of its predicates; `before`: those of the sentence before, of the same paragraph.
    """
    slipped = [draft for draft in told if draft.reading.status in _SLIPPED]
    given = next((draft for draft in slipped if draft.reason), None)
    if given is not None:
        return [_reason(given, given.reason or "", _at_its_words(given, sentence))]
    here = slipped[:1] or [draft for draft in before if draft.reading.status in _SLIPPED][:1]
    if not here:
        return []
    head = _cited(sentence) or (None if slipped else _explained(sentence, lexicon))
    text = clause_text(head)
    if head is None or text is None or len(text) < _LEAST:
        return []
    frame = Frame(head=head, words=(head,), lemma=REASON, event_class=REASON, nominal=True)
    attribution = attribution_of(find_source(head, lexicon), frame, discourse)
    by = _who_cites(head, discourse) if attribution.speaker is None else None
    if by is not None:
        attribution = replace(attribution, speaker=by)
    found = replace(here[0], attribution=attribution, paragraph=here[0].paragraph, cue=None)
    offset = here[0].offset
    begin = sentence.start_char + len(sentence.text) - len(sentence.text.lstrip())
    end = sentence.end_char - (len(sentence.text) - len(sentence.text.rstrip()))
    found.trigger = (offset + head.left_edge.idx, offset + head.right_edge.idx + len(head.right_edge))
    found.evidence = (offset + begin, offset + end)
    return [_reason(here[0], text, found)]


def _at_its_words(given: Draft, sentence: "Span") -> Draft:
    """The slip's draft with the words of its reason as what names it."""
    start = written(sentence[0], sentence[-1]).find(given.reason or "")
    if start < 0:
        return replace(given, cue=None)
    start += given.offset + sentence.start_char
    return replace(given, cue=None, trigger=(start, start + len(given.reason or "")))


def _reason(slip: Draft, text: str, at: Draft) -> Draft:
    """The claim that a reason makes, of what slipped; its words are its object."""
    roles = slip.roles
    named = [each for each in (roles.object, roles.subject) if each is not None]
    of = next((each for each in named if each.kind is ParticipantKind.DOCUMENT), named[0] if named else None)
    reason = Participant(text=text, key=text.casefold()[:60], kind=ParticipantKind.OTHER)
    return replace(
        at,
        lemma=REASON,
        event_class=REASON,
        nominal=True,
        roles=Roles(subject=of, object=reason),
        reading=Reading(status=Status.STATE, rule="nominal.reason", background=slip.reading.background),
        time=None,
        time_before=None,
        figures=(),
        condition=None,
        reason=None,
        occasions=[],
        same_day_as=None,
        put_off_on=None,
    )


def _cited(sentence: "Span") -> "Token | None":
    """What is cited or blamed for it: citing *bad weather*; blamed *a leak* for the delay."""
    for token in sentence:
        if token.pos_ == "VERB" and lemma(token) in _CITING:
            thing = child(token, "dobj")
            if thing is not None and thing.pos_ in ("NOUN", "PROPN") and thing.ent_type_ not in ("ORG", "PERSON"):
                return thing
    return None


def _explained(sentence: "Span", lexicon: Lexicon) -> "Token | None":
    """What is said by way of explanation of the sentence before: the clause that is said, or what the reason was."""
    if not any(lemma(token) in _EXPLAINING for token in sentence):
        return None
    for token in sentence:
        if lemma(token) == "reason" and token.dep_ in ("nsubj", "attr") and lemma(token.head) in ("be", "lie"):
            told = children(token.head, "attr", "ccomp", "acomp")
            return next((each for each in told if each != token), None)
    for token in sentence:
        says = lemma(token) == "explain" or lexicon.cue("speech.say", lemma(token))
        if says and token.pos_ == "VERB" and (clause := child(token, "ccomp")) is not None:
            return clause
    root = sentence.root
    return root if lemma(root) not in _EXPLAINING and root.pos_ in ("VERB", "AUX") else None


def _who_cites(head: "Token", discourse: Discourse) -> Participant | None:
    """Who cites the reason: the airline, citing bad weather, …"""
    verb = head.head
    if lemma(verb) not in _CITING:
        return None
    subject = child(verb, "nsubj") or child(verb.head, "nsubj")
    return discourse.resolve(subject) if subject is not None else None
