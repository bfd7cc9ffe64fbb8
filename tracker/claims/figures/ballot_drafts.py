"""The claim that the count of a vote makes: a fact of the house that voted and of what it voted on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.claims.draft import Draft
from tracker.claims.events.predicates import Frame
from tracker.claims.figures.ballots import ballot_in
from tracker.claims.mentions.arguments import Roles
from tracker.claims.mentions.discourse import HOUSES, Discourse, houses_in
from tracker.claims.mentions.entities import is_document
from tracker.claims.reading import Reading
from tracker.claims.speech.attribution import find_source
from tracker.claims.speech.crediting import attribution_of
from tracker.claims.tables import Lexicon
from tracker.model import Participant, Status

if TYPE_CHECKING:
    from spacy.tokens import Span

BALLOT = "ballot"


def draft_ballot(
    sentence: "Span", discourse: Discourse, lexicon: Lexicon, *, paragraph: int, offset: int
) -> list[Draft]:
    """The draft of the count of a vote that a sentence tells, if it tells one of a house or of a document."""
    ballot = ballot_in(sentence)
    if ballot is None:
        return []
    house, document = _house(sentence, discourse), _document(sentence, discourse)
    if house is None and document is None:
        return []
    first, last = ballot.words[0], ballot.words[-1]
    frame = Frame(head=first, words=ballot.words, lemma=BALLOT, event_class=BALLOT, nominal=True)
    begin = sentence.start_char + len(sentence.text) - len(sentence.text.lstrip())
    end = sentence.end_char - (len(sentence.text) - len(sentence.text.rstrip()))
    return [
        Draft(
            lemma=BALLOT,
            event_class=BALLOT,
            nominal=True,
            roles=Roles(subject=house, object=document),
            reading=Reading(status=Status.STATE, rule="nominal.ballot"),
            attribution=attribution_of(find_source(first, lexicon), frame, discourse),
            time=None,
            time_before=None,
            figures=ballot.figures,
            condition=None,
            reason=None,
            paragraph=paragraph,
            offset=offset,
            cue=None,
            trigger=(offset + first.idx, offset + last.idx + len(last)),
            evidence=(offset + begin, offset + end),
        )
    ]


def without_counts(told: Sequence[Draft], counted: Sequence[Draft]) -> list[Draft]:
    """The drafts of a sentence's predicates, where a vote's count is told without those whose doer is a number."""
    return [
        draft
        for draft in told
        if not counted or draft.roles.subject is None or not draft.roles.subject.text.replace(",", "").isdigit()
    ]


def _house(sentence: "Span", discourse: Discourse) -> Participant | None:
    """The house that voted: named in the sentence, else the one last named before it."""
    named = houses_in(sentence)
    found = discourse.resolve(named[0]) if named else discourse.house
    if found is not None:
        return found
    bare = next((t for t in sentence if t.lower_ in HOUSES and t.dep_ in ("nsubj", "agent", "pobj", "nsubjpass")), None)
    return discourse.resolve(bare) if bare is not None else None


def _document(sentence: "Span", discourse: Discourse) -> Participant | None:
    named = next((token for token in sentence if is_document(token)), None)
    return discourse.resolve(named) if named is not None else discourse.document()
