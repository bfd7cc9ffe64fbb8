"""Whether a new event is one of the story's own, or another that the articles of the story also mention."""

from collections.abc import Sequence

from tracker.ledger.elsewhere import is_elsewhere
from tracker.ledger.fits import document_fit
from tracker.ledger.linking import PARTY_WEIGHT
from tracker.ledger.profile import of_claim, of_event, same_key
from tracker.ledger.tallies import has_tally
from tracker.model import Claim, Event, Participant, ParticipantKind, Status, Term

#: How the classes of counts begin.
COUNTS = "toll_"

#: Statuses of a mention by which an event can prove to be of the story.
_OF_PLANS = frozenset({Status.PLANNED, Status.POSTPONED, Status.CANCELLED})


def is_of_story(claim: Claim, terms: Sequence[Term], events: Sequence[Event]) -> bool:
    """Whether a new event is one of the story's own: its document, else its persons, else its bodies and states.

    A document is, when all its parties are leading names of the story, which has no other one of that class yet.
    """
    mention = of_claim(claim)
    if terms and is_elsewhere(claim):
        return any(_is_term(actor, terms) for actor in mention.actors)
    if not terms or (has_tally(claim) and not claim.background and _has_counts(events)):
        return True
    if mention.document is not None and mention.document.marks:
        return _is_own_document(mention.document, terms, events)
    named = [each for each in mention.actors if not _is_office(each)]
    persons = [each for each in named if each.kind is ParticipantKind.PERSON]
    actors = persons or [*named, *mention.places]
    if _names_leading_term(claim, terms):
        return True
    return mention.document is not None or not actors or any(_is_term(actor, terms) for actor in actors)


def _is_office(actor: Participant) -> bool:
    """Whether it is called by what it is alone: the government, lawmakers. That is the story's own, or no name says."""
    return actor.kind is not ParticipantKind.STATE and actor.text.islower()


def _has_counts(events: Sequence[Event]) -> bool:
    """Whether the story counts its dead or hurt: then those of the next country are of it too."""
    return any(event.of_story and event.event_class.startswith(COUNTS) for event in events)


def shows_it(claim: Claim, terms: Sequence[Term]) -> bool:
    """Whether a later mention shows its event to be of the story: news of a plan, of no document, that names whom the
    story is about.
    """
    is_news = not claim.background and claim.status in _OF_PLANS and of_claim(claim).document is None
    return is_news and _names_leading_term(claim, terms)


def _names_leading_term(claim: Claim, terms: Sequence[Term]) -> bool:
    """Whether the sentence names one of those whom the story is about: the appeal court cut *Verrin's* sentence."""
    words = {
        word.strip(".,;:!?'\"()").removesuffix("'s").removesuffix("’s")
        for word in claim.evidence.quote.casefold().split()
    }
    leading = (term.key for term in terms if term.weight >= PARTY_WEIGHT)
    return any(set(key.split()) <= words for key in leading)


def _is_own_document(document: Participant, terms: Sequence[Term], events: Sequence[Event]) -> bool:
    parties = frozenset(term.key for term in terms if term.weight >= PARTY_WEIGHT)
    if not set(document.marks) <= parties:
        return False
    own = [of_event(event, ()).document for event in events if event.of_story]
    alike = [each for each in own if each and each.key == document.key and each.marks]
    return not alike or any(document_fit(document, each, parties) is not None for each in alike)


def _is_term(actor: Participant, terms: Sequence[Term]) -> bool:
    return any(
        same_key(actor, Participant(text=term.key, key=term.key, kind=actor.kind))
        for term in terms
        if not term.is_loose
    )
