"""What an edit of a sentence changes in substance, and what is only another wording. Sentences of our own."""

import pytest

from tests.builders import make_article
from tracker.diff import RULES, diff_articles
from tracker.diff.facts import fact_edits
from tracker.model import ChangeKind, EditKind

SUBSTANCE = [
    # --- figures
    ("The bridge cost 41 million euros.", "The bridge cost 52 million euros.", "edit.figure"),
    ("Fifteen sailors were on board.", "Sixteen sailors were on board.", "edit.figure"),
    ("It is based on 110 reviews.", "It is based on 114 reviews.", "edit.figure"),
    ("They counted 8,030 cases.", "They counted 8,033 cases.", "edit.figure_slight"),
    ("It was her third title.", "It was her fourth title.", "edit.figure"),
    ("The score was 2-1 at the break.", "The score was 3-1 at the break.", "edit.figure"),
    ("Turnout was 61.2 percent.", "Turnout was 61.3 percent.", "edit.figure_slight"),
    ("The fleet lost 12 ships and 40 planes.", "The fleet lost 40 ships and 12 planes.", "edit.figure"),
    ("The harbour took in ships.", "The harbour took in 90 ships.", "edit.figure_named"),
    ("At least 30 houses burned.", "About 30 houses burned.", "edit.bound"),
    ("All ferries were held in port.", "Most ferries were held in port.", "edit.quantifier"),
    # --- dates
    ("The hearing is on 4 May 2031.", "The hearing is on 6 May 2031.", "edit.date"),
    ("They meet on Tuesday in Oslo.", "They meet on Thursday in Oslo.", "edit.date"),
    ("The tunnel opened in 1994.", "The tunnel opened in 1996.", "edit.date"),
    ("The tunnel opens in 2031.", "The tunnel opens in May 2031.", "edit.date_refined"),
    # --- names
    ("The prize went to Anna Lindqvist.", "The prize went to Maria Ferrara.", "edit.name"),
    ("The delegates met in Berlin.", "The delegates met in Madrid.", "edit.name"),
    ("The delegates met for an hour.", "The delegates met in Berlin for an hour.", "edit.name_given"),
    ("A Norwegian trawler ran aground.", "A Danish trawler ran aground.", "edit.name"),
    ("Norvale sued Brask over the port.", "Brask sued Norvale over the port.", "edit.swapped"),
    # --- polarity
    ("The minister signed the decree.", "The minister did not sign the decree.", "edit.negation"),
    ("The pilot was found.", "The pilot was never found.", "edit.negation"),
    ("The board approved the loan.", "The board rejected the loan.", "edit.opposite"),
    ("The verdict was predictable.", "The verdict was unpredictable.", "edit.opposite"),
    ("Exports rose in the spring.", "Exports fell in the spring.", "edit.opposite"),
    # --- certainty and tense
    ("The strike will end this week.", "The strike may end this week.", "edit.certainty"),
    ("The mayor took bribes.", "The mayor allegedly took bribes.", "edit.certainty"),
    ("The pact will be signed in the hall.", "The pact was signed in the hall.", "edit.tense"),
    ("The treaty is to be signed by both.", "The treaty was signed by both.", "edit.tense"),
    ("The village by the quay is large.", "The village by the quay is the largest.", "edit.content_added"),
    ("Sales improved in May.", "Sales worsened in May.", "edit.opposite"),
    ("She is the owner of the mill.", "She was the owner of the mill.", "edit.tense"),
    # --- things, deeds, qualities
    ("He sang in a jazz band.", "He sang in a folk band.", "edit.content"),
    ("The thief left with the ring.", "The thief left with the violin.", "edit.content"),
    ("The crew repaired the mast.", "The crew painted the mast.", "edit.content"),
    ("She runs a bakery.", "She runs a vegan bakery.", "edit.content_added"),
    ("He lost his fishing licence.", "He lost his licence.", "edit.content_dropped"),
]

WORDING = [
    # --- marks, case, hyphens, contractions, spelling
    ('The "old" bridge, he said, is safe.', "The “old” bridge – he said – is safe"),
    ("The Council met again.", "The council met again."),
    ("The well-known singer left.", "The well known singer left."),
    ("The ferry didn't sail.", "The ferry did not sail."),
    ("They can't leave the harbour.", "They cannot leave the harbor."),
    ("The comission wrote a report.", "The commission wrote a report."),
    ("The minister for defence organised it.", "The minister for defense organized it."),
    # --- inflection, function words, order, connectives, manner
    ("The talk with farmers was long.", "The talks with the farmers were long."),
    ("On Sunday the port was closed.", "The port was closed on Sunday."),
    ("However, the roof leaked.", "But the roof leaked."),
    ("The roof leaked.", "Moreover, the roof simply leaked."),
    ("The guards acted quickly.", "The guards acted."),
    ("The ferry receives mail.", "The ferry received mail."),
    ("The council discusses it, and agrees.", "The council discussed it, and agreed."),
    ("A strengthened dam held.", "A strengthening of the dam held."),
    ("It is a cheap boat.", "It is a cheaper boat."),
    # --- synonyms and verbs of saying
    ("The firm bought the mill.", "The company purchased the mill."),
    ("It was shut, Moreau said.", "It was shut, Moreau stated."),
    ("The film was liked by critics.", "The movie was liked by reviewers."),
    # --- figures told otherwise
    ("It made 42,307,260 euros.", "It made 42.3 million euros."),
    ("Some 41,200 came.", "Some 41,236 came."),
    ("Twelve people were rescued.", "12 people were rescued."),
    ("The 2nd boat sank.", "The second boat sank."),
    ("It fell by 20 percent.", "It fell by 20%."),
    # --- dates and names told otherwise
    ("The hall opened on 3 March 2031.", "The hall opened on March 3, 2031."),
    ("Mikhail Aragchi spoke first.", "Mikhail Araghchi spoke first."),
    ("The World Health Organization met.", "The WHO met."),
    ("John Ferrara owns the mill.", "J. Ferrara owns the mill."),
    ("The Russian fleet turned back.", "The fleet of Russia turned back."),
    ("Norvale, Brask and Aker bid for it.", "Aker, Norvale and Brask bid for it."),
    ("Norvale sued Brask.", "Brask was sued by Norvale."),
    ("He owns the mill.", "Ferrara owns the mill."),
    # --- nothing at all
    ("The roof leaked.", "The roof leaked."),
]


@pytest.mark.parametrize(("before", "after", "rule"), SUBSTANCE)
def test_an_edit_of_substance_is_seen_by_its_rule_either_way(before: str, after: str, rule: str) -> None:
    assert rule in [fact.rule for fact in fact_edits(before, after)]
    back = {"edit.content_added": "edit.content_dropped", "edit.content_dropped": "edit.content_added"}
    assert back.get(rule, rule) in [fact.rule for fact in fact_edits(after, before)]


@pytest.mark.parametrize(("before", "after"), WORDING)
def test_another_wording_is_no_edit_of_substance(before: str, after: str) -> None:
    assert fact_edits(before, after) == ()
    assert fact_edits(after, before) == ()


def test_a_sentence_written_anew_is_a_rewording_unless_a_figure_date_or_name_says_otherwise() -> None:
    before = "The harbour was busy and noisy, and its cranes never rested while the crews shouted over the engines."
    after = "Nobody slept near the port, with cranes turning at all hours and sailors loud above their machines."
    assert fact_edits(before, after) == ()
    told = [fact.rule for fact in fact_edits(before, after.replace("sailors", "40 sailors of Aker"))]
    assert told == ["edit.figure_named", "edit.name_given"]


def test_the_words_of_a_fact_are_those_of_the_texts() -> None:
    before, after = make_article("Old news.\nIt cost 41 million euros."), make_article("It cost 52 million euros.")
    [edit] = [each for each in diff_articles(before, after).sentences if each.kind is EditKind.REPLACED]
    [fact] = edit.facts
    assert (fact.kind, fact.before, fact.after, fact.label) == (
        ChangeKind.NUMBER,
        "41 million",
        "52 million",
        "figure",
    )
    assert fact.span_before is not None
    assert fact.span_after is not None
    assert before.text[slice(*fact.span_before)] == fact.before
    assert after.text[slice(*fact.span_after)] == fact.after


def test_every_rule_of_an_edit_has_a_case() -> None:
    named = {rule for *_, rule in SUBSTANCE} | {"edit.figure_other"}
    assert named == set(RULES)
