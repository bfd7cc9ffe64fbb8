"""Takes claims out of an article's text: the heart of the product."""

from tracker.claims.names import name_keys, same_name
from tracker.claims.reader import ClaimReader
from tracker.claims.rules import RULE_SET, RULES
from tracker.claims.story import is_related, kinship, story_terms, terms_named
from tracker.claims.tables import Lexicon, load_lexicon
from tracker.claims.trial import read_words

__all__ = [
    "RULES",
    "RULE_SET",
    "ClaimReader",
    "Lexicon",
    "is_related",
    "kinship",
    "load_lexicon",
    "name_keys",
    "read_words",
    "same_name",
    "story_terms",
    "terms_named",
]
