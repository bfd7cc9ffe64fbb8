"""One plain sentence for each thing decided: how a claim is read, which event it is of, why a state, why it is told.

The only place that makes these sentences, from a rule's reason, the words that it saw and the values that came of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tracker.model import (
    Change,
    Claim,
    EventState,
    EventTime,
    LedgerRow,
    Participant,
    Severity,
    SpeechMode,
    Status,
    Strength,
    day_text,
    time_text,
)
from tracker.reports.figures import quantity_text
from tracker.reports.labels import label_of

#: What a mention is read as.
STATUSES = {
    Status.PLANNED: "planned",
    Status.ONGOING: "under way",
    Status.HAPPENED: "happened",
    Status.POSTPONED: "postponed",
    Status.SUSPENDED: "suspended",
    Status.CANCELLED: "called off",
    Status.DENIED: "denied",
    Status.NEGATED: "not so",
    Status.CONDITIONAL: "planned on a condition",
    Status.POSSIBLE: "possible",
    Status.COUNTERFACTUAL: "not come about",
    Status.STATE: "a standing fact",
    Status.UNKNOWN: "open",
}
TOLD = {
    Severity.ALERT: "Told as an alert",
    Severity.NOTICE: "Told as a notice",
    Severity.INFO: "Kept and not told",
}
_TO_COME = frozenset({Status.PLANNED, Status.CONDITIONAL, Status.POSSIBLE})
_LINKS = {
    "link.new": "A new event, {event}",
    "link.settles": "It settles {event}",
    "link.ends": "It ends {event}",
    "link.correction": "It belongs to {event}",
}
#: How each rule of attribution credits the speaker.
_SAID = {
    "attribution.according": "according to {who}{via}",
    "attribution.credit": "credited to {who}{via}",
    "attribution.headline": "said by {who}, whom the headline names",
    "attribution.cited": "said by {who}, as cited{by}",
    "attribution.continued": "said by {who}, whose quotation goes on",
}
#: Most characters of the words that a sentence quotes.
_QUOTED = 60


def because(rule: str, rules: Mapping[str, str]) -> str:
    """A rule's reason as it stands after a colon: without a capital and a full stop, its own colons as dashes."""
    reason = rules.get(rule, "no reason is kept").rstrip(".").replace(": ", " – ")
    return f"{reason[:1].lower()}{reason[1:]}"


def sentence(head: str, *parts: str) -> str:
    """Parts as one sentence: a capital, a colon after the head, semicolons, a full stop."""
    told = "; ".join(part for part in parts if part)
    text = f"{head}: {told}" if told else head
    return f"{text[:1].upper()}{text[1:]}."


# --- claims ----------------------------------------------------------------------------------------------------------
def explain_claim(claim: Claim, rules: Mapping[str, str]) -> str:
    """Why a claim is read so: '"would be signed" is read as planned: a reported would is …; said by Jalali; due …'."""
    words = words_of(claim)
    cue = claim.cue.quote if claim.cue is not None else ""
    at = f'; the cue is "{cue}"' if cue and cue.lower() not in words.lower() and len(cue) <= _QUOTED else ""
    return sentence(
        f'"{words}" is read as {STATUSES[claim.status]}',
        f"{because(claim.status_rule, rules)}{at}",
        said_how(claim),
        *_when(claim),
        *(quantity_text(each) for each in claim.quantities),
        f'on the condition "{claim.condition}"' if claim.condition else "",
        f'the reason given is "{claim.reason}"' if claim.reason else "",
        "told as background" if claim.background else "",
    )


def words_of(claim: Claim) -> str:
    """The predicate's words, with the auxiliaries before it where they decided: "would be signed"."""
    trigger, cue, around = claim.trigger, claim.cue, claim.evidence
    first = trigger.start
    if cue is not None and around.start <= cue.start < trigger.start and trigger.end - cue.start <= _QUOTED:
        between = around.quote[cue.end - around.start : trigger.start - around.start]
        first = cue.start if len(between.split()) <= 2 and not set(between) & set(',;:."“”') else first
    words = around.quote[first - around.start : trigger.end - around.start] if around.start <= first else trigger.quote
    return " ".join((words or trigger.quote).split())


def said_how(claim: Claim) -> str:
    """Who says it, through whom, in whose words: "said by Peskov, via TASS"; "told by the outlet itself"."""
    given = claim.attribution
    via = f", via {given.carrier}" if given.carrier else ""
    if given.speaker is None and given.carrier:
        return f"carried from {given.carrier}"
    if given.speaker is None:
        return "told by the outlet itself" if given.mode is SpeechMode.NARRATED else "said by nobody who is named"
    who = given.speaker.text + (", unnamed" if given.anonymous else "")
    own = " in quoted words" if given.mode is SpeechMode.DIRECT else ""
    form = _SAID.get(given.rule, "said by {who}{own}{via}")
    return form.format(who=who, own=own, via=via, by=f" by {given.carrier}" if given.carrier else "")


def _when(claim: Claim) -> Iterable[str]:
    day, before = claim.time, claim.time_before
    if claim.status is Status.POSTPONED and (day or before):
        yield " ".join(
            part for part in (f"from {_day(before)}" if before else "", f"to {_day(day)}" if day else "") if part
        )
        return
    if day is not None:
        firm = "" if claim.status is Status.POSSIBLE else ", firm" if claim.strength is Strength.FIRM else ", not firm"
        yield f"due {_day(day)}{firm}" if claim.status in _TO_COME else f"dated {_day(day)}"
    if before is not None:
        yield f"no longer {_day(before)}"


def _day(time: EventTime) -> str:
    """The day, with the words that give it: Fri 17 Jan 2025 by "Friday"."""
    words = time.text.strip(" .,;:")
    return f'{time_text(time)} by "{words}"' if words and len(words) <= _QUOTED else time_text(time)


def explain_values(claim: Claim, rules: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Why each value of a claim was read, as a sentence with its rule's id: status, speaker, days, figures."""
    cue = claim.cue.quote if claim.cue is not None else ""
    seen = f'; the cue is "{cue}"' if cue else ""
    yield sentence(f"Read as {STATUSES[claim.status]}", because(claim.status_rule, rules) + seen), claim.status_rule
    yield sentence(said_how(claim), because(claim.attribution.rule, rules)), claim.attribution.rule
    for time in (claim.time, claim.time_before):
        if time is not None:
            yield _gives(time.text.strip(" .,;:"), time_text(time), time.rule, rules), time.rule
    for each in claim.quantities:
        yield _gives(each.evidence.quote, quantity_text(each), each.rule, rules), each.rule


def _gives(words: str, what: str, rule: str, rules: Mapping[str, str]) -> str:
    """'"Friday" gives Fri 17 Jan 2025: a weekday – the nearest on the side of the tense.'."""
    shown = words if len(words) <= _QUOTED else f"{words[:_QUOTED].rpartition(' ')[0]} …"
    return sentence(f'"{shown}" gives {what}' if words else f"The sentence gives {what}", because(rule, rules))


# --- links -----------------------------------------------------------------------------------------------------------
def explain_link(row: LedgerRow, event: str, others: Sequence[LedgerRow], rules: Mapping[str, str]) -> str:
    """Why a claim is of its event: "Same event as E3 (treaty signing): … the same (Russia and Iran)"."""
    head = _LINKS.get(row.link_rule, "Same event as {event}").format(event=event)
    shared = _shared(row.claim, [other.claim for other in others if other is not row])
    both = f" ({_list(shared)})" if shared and row.link_rule == "link.arguments" else ""
    return sentence(head, because(row.link_rule, rules) + both)


def _shared(claim: Claim, others: Sequence[Claim]) -> list[str]:
    """Participants, as the claim calls them, that some other claim names too."""
    known = {named.key for other in others for named in _named(other)}
    return list(dict.fromkeys(named.text for named in _named(claim) if named.key in known and not named.inherited))


def _named(claim: Claim) -> Iterable[Participant]:
    return (each for each in (claim.subject, claim.object, *claim.others, claim.place) if each is not None)


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


# --- states and changes ----------------------------------------------------------------------------------------------
def explain_state(known: EventState) -> str:
    """Why an event stands as it does: 'Postponed: it was put off; said by Peskov as "put off", published …'."""
    reason = known.why.rstrip(".").replace(": ", " – ")
    row = known.decided_by
    said = ""
    if row is not None:
        said = f'{said_how(row.claim)} as "{words_of(row.claim)}", published {day_text(row.published_at.date())}'
    against = f"{len(known.dissent)} of {len(known.voices)} voices say otherwise" if known.dissent else ""
    return sentence(label_of(known).word, f"{reason[:1].lower()}{reason[1:]}", said, _moved(known), against)


def _moved(known: EventState) -> str:
    """The day that was announced first, and the one that stands now, where they differ."""
    first, now = known.first_expectation, known.expectation
    if first is None or now is None or time_text(first.time) == time_text(now.time):
        return f"due {time_text(now.time)}" if now is not None else ""
    return f"announced first for {time_text(first.time)}, now for {time_text(now.time)}"


def explain_change(change: Change) -> str:
    """Why a change is told, or only kept: "Told as an alert: what was announced has an outcome; said by Peskov, …"."""
    reason = change.why.rstrip(".").replace(": ", " – ")
    by = f"said by {change.said_by}" if change.said_by and change.evidence else ""
    voices = f"{change.voices} voices say so" if change.voices > 1 else ""
    return sentence(TOLD[change.severity], f"{reason[:1].lower()}{reason[1:]}" if reason else "", by, voices)
