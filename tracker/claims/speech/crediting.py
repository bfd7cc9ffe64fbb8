"""Who says what a predicate tells, settled with what the article has told so far."""

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.claims.events.predicates import Frame
from tracker.claims.events.predications import Found
from tracker.claims.mentions.discourse import Discourse, speaker_is_anonymous
from tracker.claims.mentions.entities import state_beside
from tracker.claims.parse import in_quotes
from tracker.claims.speech.attribution import Source, find_source
from tracker.claims.speech.words import sayings
from tracker.claims.tables import Lexicon
from tracker.model import Attribution, Participant, ParticipantKind, SpeechMode

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def source_of(one: Found, lexicon: Lexicon) -> Source:
    """Who is credited: over the verb that carries a noun, else over the noun itself (*announced* its closure)."""
    verb, head = one.verb, one.frame.head
    found = find_source(verb if verb is not None else head, lexicon)
    if found.mode is SpeechMode.NARRATED and verb is not None and verb != head:
        return find_source(head, lexicon)
    return found


def attribution_of(source: Source, frame: Frame, discourse: Discourse) -> Attribution:
    """Who says what a predicate tells, through whom, as far as the sentence and the one before say."""
    speaker: Participant | None = None
    anonymous = False
    if source.speaker is not None:
        speaker = _with_state(discourse.resolve(source.speaker), source.speaker, discourse)
        anonymous = speaker_is_anonymous(source.speaker)
    rule, mode = source.rule, source.mode
    if mode is SpeechMode.NARRATED and in_quotes(frame.head) and discourse.speaker is not None:
        speaker, mode, rule = discourse.speaker, SpeechMode.DIRECT, "attribution.continued"
    return Attribution(speaker=speaker, carrier=source.carrier, mode=mode, anonymous=anonymous, rule=rule)


def _with_state(speaker: Participant | None, token: "Token", discourse: Discourse) -> Participant | None:
    """A speaker marked with the state whose office it holds: Norway's envoy to Chile speaks for Norway."""
    if speaker is None or speaker.kind is not ParticipantKind.PERSON:
        return speaker
    state = state_beside(token) or discourse.state_of(speaker)
    return replace(speaker, marks=(state,)) if state else speaker


def sentence_speaker(sentence: "Span", discourse: Discourse, lexicon: Lexicon) -> Participant | None:
    """The person who speaks first in a sentence; None where nobody does, or a body."""
    for saying in sayings(sentence, lexicon):
        if saying.speaker is not None and (found := discourse.resolve(saying.speaker)) is not None:
            return found if found.kind is ParticipantKind.PERSON else None
    return None
