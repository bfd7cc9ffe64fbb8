"""Every rule of the ledger by its id, with the plain sentence that screens show as the reason."""

from collections.abc import Mapping
from types import MappingProxyType

RULES: Mapping[str, str] = MappingProxyType(
    {
        # --- linking
        "link.new": "No event of the story has this predicate and these participants: it is a new one.",
        "link.arguments": "Same kind of event, and the participants that both name are the same.",
        "link.same_mention": "The same sentence of the article as before, unchanged or reworded.",
        "link.inherited": "Same kind of event; the mention names no participants, so it means the one last told of.",
        # --- fold
        "fold.none": "Nothing is said of it that decides its state.",
        "fold.planned": "It is announced, and nothing later says otherwise.",
        "fold.conditional": "It is announced under a condition that nothing says is met.",
        "fold.possible": "It is only said to be possible.",
        "fold.moved": "A later report gives another day.",
        "fold.publication_day": "No report names the day: it is the day of publication.",
        "fold.planned_day": "No report names the day, and they come late: it is the announced day.",
        "fold.postponed": "It was put off.",
        "fold.cancelled": "It was called off.",
        "fold.suspended": "It is on hold.",
        "fold.denied": "A party says that it will not be, or is not so.",
        "fold.failed": "It was tried, or due, and did not happen.",
        "fold.ongoing": "It is under way.",
        "fold.happened": "It is reported as done.",
        "fold.disputed": "Voices contradict each other, and none is more than an outlier.",
        "fold.holds": "It stands as said.",
        "fold.holds_not": "It stands that there is no such thing.",
        # --- silence
        "silence.overdue": "The day has passed, enough sources were read since, and none says that it happened.",
        "silence.cannot_tell": "The day has passed, but too few sources could be read since to tell.",
        # --- changes
        "change.first": "First reading of the story or of a new source: nothing is told.",
        "change.other_event": "Another event than this story's own: kept, not told.",
        "change.muted": "The event is muted.",
        "change.outcome": "What was announced has an outcome.",
        "change.state": "The state moved.",
        "change.moved_plan": "The announced day moved.",
        "change.moved_outcome": "More voices name another day for what is done.",
        "change.refined": "The same day, told more exactly or more widely.",
        "change.new_plan": "A new plan, forecast or figure of this story.",
        "change.next_step": "The next step of a watched event.",
        "change.new_claim": "Said for the first time; neither a plan nor a figure of this story.",
        "change.number": "The figure moved beyond rounding, for the same thing.",
        "change.correction": "The outlet changed the figure in its own text, without saying so or not.",
        "change.reversal": "What was said to be is now said not to be, or the reverse.",
        "change.retracted": "The outlet took back what it had said.",
        "change.conflict": "Another voice contradicts what is known.",
        "change.outlier": "One voice differs from two or more independent ones: the state stays.",
        "change.reasons": "Two voices give different reasons for the same thing.",
        "change.statement": "A party concerned says it for the first time.",
        "change.voice": "Another voice says the same.",
        "change.speaker": "The article gives another speaker for the same words.",
        "change.party": "Another person, body, place or thing stands in the same role.",
        "change.dropped": "The article no longer says it.",
        "change.removed": "The page answered twice that it is not there; these are its last captured words.",
        "change.restored": "The page is there again after it was removed.",
        "change.page_of_nothing": "The page said nothing of this story's events.",
        "change.certainty": "It is said with more or less certainty.",
        "change.headline": "The headline changed in substance.",
        "change.headline_wording": "The headline is worded differently.",
        "change.reworded": "The text is worded differently and says the same.",
        "change.no_report": "The day has passed, and no source read since says that it happened.",
        "change.cannot_tell": "The day has passed, but too little could be read since to tell.",
    }
)
