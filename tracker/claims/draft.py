"""Claims in the making: everything that one sentence tells, before the article as a whole settles it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from tracker.claims.dates.dating import as_said_then, put_off_on, times_of, with_zone
from tracker.claims.dates.narrative import narrated
from tracker.claims.dates.placing import Counted, counted_beside, dates_by_number, spoken_days
from tracker.claims.dates.told import last_told, read_dates
from tracker.claims.events.courses import note_plans, placed, stand_in_roles
from tracker.claims.events.occasions import OCCASION
from tracker.claims.events.predicates import Frame, is_fact
from tracker.claims.events.predications import Found, read_sentence
from tracker.claims.events.reasons import clause_text, reason_of
from tracker.claims.events.standing import stands_for, stands_for_event, taken_up
from tracker.claims.figures.owned import figures_of, scoped
from tracker.claims.figures.quantities import Figure
from tracker.claims.kept import kept
from tracker.claims.mentions.arguments import Roles, fill_document, noun_roles, verb_roles
from tracker.claims.mentions.discourse import Discourse
from tracker.claims.mentions.entities import is_document
from tracker.claims.parse import child, has_word, lemma
from tracker.claims.reading import Reading
from tracker.claims.speech.crediting import attribution_of, sentence_speaker, source_of
from tracker.claims.tables import Lexicon
from tracker.model import Attribution, EventTime, ParticipantKind, Status, Strength

if TYPE_CHECKING:
    from spacy.tokens import Span

_NO_PARTY = (ParticipantKind.OTHER, ParticipantKind.DOCUMENT)


@dataclass(slots=True, kw_only=True)
class Draft:
    """One claim while the rules still work on it. Offsets are into the article's text."""

    lemma: str
    event_class: str | None
    nominal: bool
    roles: Roles
    reading: Reading
    attribution: Attribution
    time: EventTime | None
    time_before: EventTime | None
    figures: tuple[Figure, ...]
    condition: str | None
    reason: str | None
    paragraph: int
    offset: int
    cue: tuple[int, int] | None
    trigger: tuple[int, int]
    evidence: tuple[int, int]
    #: Drafts of event nouns on whose occasion this is to happen: signed *during the visit*.
    occasions: "list[Draft]" = field(default_factory=list)
    #: The draft whose "there" or "then" this one shares: will visit Moscow, and it will be signed *there*.
    same_day_as: "Draft | None" = None
    #: A present perfect is news; a past simple may be history.
    perfect: bool = False
    #: When a postponement was decided, where that is said.
    put_off_on: EventTime | None = None
    #: What it is so many days before or after: two weeks after *the vote*.
    beside: "tuple[Counted, Draft] | None" = None
    #: The day that its paragraph tells of, for what has none of its own.
    narrated: EventTime | None = None


def draft_sentence(
    sentence: "Span", discourse: Discourse, lexicon: Lexicon, *, paragraph: int, offset: int, anchor: date
) -> list[Draft]:
    """The drafts of one sentence; tells the discourse who spoke.

    `offset` is where the text that was parsed begins in the article, `anchor` the publication day.
    """
    found = read_sentence(sentence, lexicon)
    found = placed(found, discourse, lexicon)
    if discourse.event is not None:
        known = {one.frame.head.i for one in found}
        more = stands_for_event(sentence, discourse.event[0], lexicon)
        found = (*found, *(one for one in more if one.frame.head.i not in known))
    if (taken := taken_up(sentence, found, lexicon)) is not None:
        pronoun, event = taken
        roles = verb_roles(event.frame, discourse, lexicon) if event.nominal is None else Roles()
        fill_document(event.frame, roles, discourse, lexicon)
        discourse.event = (event.frame.event_class or "", roles)
        found = tuple(one for one in found if one.frame.head != pronoun.head or one.frame.event_class is not None)
        found = (*found, stands_for(pronoun, discourse.event[0], lexicon))
    drafts = draft_found(sentence, found, discourse, lexicon, paragraph=paragraph, offset=offset, anchor=anchor)
    told = read_dates(sentence, lexicon, anchor=anchor, told=discourse.told)
    before = discourse.narrative.at(paragraph)
    _, goes_on = narrated(sentence, told, lexicon, anchor=anchor, before=before)
    discourse.narrative = discourse.narrative.then(paragraph, goes_on, anchor=anchor)
    discourse.told = last_told(told, discourse.told)
    discourse.event = _event_told_of(found, drafts, lexicon) or discourse.event
    for draft in drafts:
        note_plans(draft.event_class, draft.roles, draft.reading.status, discourse)
    discourse.leave(sentence_speaker(sentence, discourse, lexicon))
    return [draft for one, draft in zip(found, drafts, strict=True) if _tells(one, draft, lexicon)]


def draft_found(
    sentence: "Span",
    found: Sequence[Found],
    discourse: Discourse,
    lexicon: Lexicon,
    *,
    paragraph: int,
    offset: int,
    anchor: date,
) -> list[Draft]:
    """The drafts of these predicates of a sentence, one each, whatever they tell."""
    told = read_dates(sentence, lexicon, anchor=anchor, told=discourse.told)
    dates = dates_by_number(sentence, found, lexicon, told)
    spoken = spoken_days(sentence, found, lexicon, told=told, anchor=anchor)
    figures = figures_of(sentence, found)
    narrative, _ = narrated(sentence, told, lexicon, anchor=anchor, before=discourse.narrative.at(paragraph))
    drafts: list[Draft] = []
    for number, one in enumerate(found):
        said_on = spoken.get(number, anchor)
        reading = as_said_then(one.reading, said_on, anchor)
        draft = _draft(replace(one, reading=reading), discourse, lexicon, paragraph=paragraph, offset=offset)
        if one.same_as is not None:
            same = next(d for other, d in zip(found, drafts, strict=False) if other.frame.head.i == one.same_as)
            draft.roles = same.roles.inherited()
        draft.time, draft.time_before = times_of(dates.get(number, ()), reading, one.verb, said_on)
        draft.time = with_zone(draft.time, draft.roles.place)
        if reading.status is Status.POSTPONED:
            draft.put_off_on = put_off_on(dates.get(number, ()), said_on)
        heads = (one.frame.head, *one.reading.carriers)
        draft.narrated = next((narrative[word.i] for word in heads if word.i in narrative), None)
        draft.figures = tuple(scoped(figure, draft.event_class, lexicon) for figure in figures.get(number, ()))
        drafts.append(draft)
    _tie_occasions(found, drafts)
    for main, event, counted in counted_beside(sentence, found):
        drafts[main].beside = (counted, drafts[event])
    return drafts


def _event_told_of(found: Sequence[Found], drafts: Sequence[Draft], lexicon: Lexicon) -> tuple[str, Roles] | None:
    """The first event of a sentence that is its verb's subject or object: what "it" stands for next."""
    for one, draft in zip(found, drafts, strict=True):
        if is_fact(one.frame, lexicon):
            continue  # what a document holds takes place nowhere
        told = one.nominal is not None and (one.stands or one.frame.head.dep_ in ("nsubj", "nsubjpass", "dobj"))
        if told and draft.event_class is not None and draft.reading.status is not Status.UNKNOWN:
            return draft.event_class, draft.roles
    return None


def _draft(one: Found, discourse: Discourse, lexicon: Lexicon, *, paragraph: int, offset: int) -> Draft:
    frame, reading, sentence = one.frame, one.reading, one.frame.head.sent
    if one.stands:
        roles = stand_in_roles(one, discourse, lexicon)
    elif one.nominal is not None and frame.head.pos_ == "PRON" and discourse.event is not None:
        roles = discourse.event[1].inherited()
    elif one.nominal is not None:
        roles = noun_roles(frame, one.nominal, discourse, lexicon)
        fill_document(frame, roles, discourse, lexicon)
        _fact_subject(one, roles, discourse, lexicon)
    else:
        roles = verb_roles(frame, discourse, lexicon)
        _leave_figures(frame, roles, lexicon)
    first, last = frame.words[0], frame.words[-1]
    cue = reading.cue
    begin, end = _bounds(sentence)
    return Draft(
        lemma=frame.lemma,
        event_class=frame.event_class or (OCCASION if one.reading.rule.startswith("operator.document") else None),
        nominal=frame.nominal,
        roles=roles,
        reading=reading,
        attribution=attribution_of(source_of(one, lexicon), frame, discourse),
        time=None,
        time_before=None,
        figures=(),
        condition=clause_text(reading.condition),
        reason=reason_of(one),
        paragraph=paragraph,
        offset=offset,
        cue=(offset + cue.idx, offset + cue.idx + len(cue)) if cue is not None else None,
        trigger=(offset + first.idx, offset + last.idx + len(last)),
        evidence=(offset + begin, offset + end),
        perfect=reading.cue is not None and any(lemma(c) == "have" for c in reading.cue.children),
    )


@kept
def _bounds(sentence: "Span") -> tuple[int, int]:
    """Where the words of a sentence begin and end in its paragraph, the space around them left out."""
    text = sentence.text
    return sentence.end_char - len(text.lstrip()), sentence.start_char + len(text.rstrip())


def _leave_figures(frame: Frame, roles: Roles, lexicon: Lexicon) -> None:
    """What a fact counts is its figure, not its object: contains 47 articles, lasts 20 years."""
    if frame.event_class and roles.object is not None and roles.object.key in lexicon.forms[frame.event_class].units:
        roles.object = None


def _fact_subject(one: Found, roles: Roles, discourse: Discourse, lexicon: Lexicon) -> None:
    """The document that does (not) hold what a noun names: "it is not intended to create an alliance"."""
    if is_document(one.frame.head) and one.frame.event_class == "last":
        roles.subject = discourse.resolve(one.frame.head)
        return
    event_class = lexicon.class_of(one.frame.event_class)
    if not is_fact(one.frame, lexicon) or one.verb is None or (event_class is not None and event_class.by_subject):
        return
    about = verb_roles(
        Frame(head=one.verb, words=(one.verb,), lemma=lemma(one.verb), event_class=None, nominal=False),
        discourse,
        lexicon,
    )
    passive = child(one.verb, "auxpass") is not None
    holder = about.object if passive and about.object is not None else about.subject
    if holder is not None:
        roles.others.extend(p for p in (roles.subject,) if p is not None and p.kind not in _NO_PARTY)
        roles.subject = holder


def _tie_occasions(found: Sequence[Found], drafts: list[Draft]) -> None:
    by_head = {one.frame.head.i: draft for one, draft in zip(found, drafts, strict=True)}
    for one, draft in zip(found, drafts, strict=True):
        if one.frame.head.dep_ == "conj" and has_word(one.frame.head, "there", "then") is not None:
            draft.same_day_as = by_head.get(one.frame.head.head.i)
    for index, one in enumerate(found):
        if one.nominal is None or one.reading.rule not in ("nominal.during", "nominal.after_planned", "nominal.after"):
            continue
        for other, draft in zip(found, drafts, strict=True):
            if other.nominal is None and one.verb is not None and other.frame.head == one.verb:
                draft.occasions.append(drafts[index])


def _tells(one: Found, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether a draft says enough to be a claim: a listed event, or a known subject and a clear status."""
    unknown = draft.reading.status is Status.UNKNOWN
    roles = draft.roles
    if draft.event_class == "contain" and not draft.figures:
        return False  # what it contains is told by a class of its own, how much by its figure
    if one.reading.rule == "status.present" and roles.subject is not None and one.frame.event_class is not None:
        # A law that ratifies a treaty is how it is ratified, no event of its own.
        document = roles.subject.kind is ParticipantKind.DOCUMENT
        if document and roles.object is not None and not is_fact(one.frame, lexicon):
            return False
    if draft.event_class is None:
        return _is_concrete(one, draft)
    if unknown and one.nominal is not None:
        return bool(draft.time or draft.figures or roles.subject or roles.object or roles.place)
    return True


def _is_concrete(one: Found, draft: Draft) -> bool:
    """Whether a verb that the lexicon doesn't list tells something: of a known party, or of a thing on a day."""
    roles, status = draft.roles, draft.reading.status
    if status in (Status.UNKNOWN, Status.STATE):
        return False
    # What a pronoun may mean is too little to be followed: "it can hardly be laid".
    things = [each for each in (roles.subject, roles.object) if each is not None and not each.inherited]
    if roles.subject is not None and roles.subject.kind is not ParticipantKind.OTHER:
        acted_on = roles.object is not None and roles.object.kind is not ParticipantKind.OTHER
        return bool(draft.time or draft.figures or acted_on) or status is Status.HAPPENED
    verb = one.frame.head
    main = verb.dep_ in ("ROOT", "conj", "ccomp", "parataxis") and child(verb, "nsubj", "nsubjpass") is not None
    firm = draft.reading.strength is not Strength.SOFT and not draft.reading.background
    return main and firm and bool(things) and draft.time is not None
