"""Plans whose day is open, and what is only not to be soon: told apart by rule, for the ledger."""

import pytest

from tests.golden.test_status_golden import read_marked


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("No date for the [trial] has been fixed.", "status.no_day"),
        ("The day on which they will [sign] has not been settled.", "status.no_day"),
        ("The hour of the [hearing] is unknown.", "status.no_day"),
        ("The airline has no plans to [resume] flights in the near future.", "status.not_soon"),
        ("The bank will not [raise] rates for the time being.", "status.not_soon"),
        ("The [summit] will not take place any time soon.", "status.not_soon"),
        # Not so: what did not happen, and what is ruled out for good.
        ("The minister did not [meet] them at that time.", "status.negated_past"),
        ("The airline has no plans to [resume] flights.", "status.no_plan"),
        ("The bank will not [raise] rates.", "status.negated"),
        ("They will [sign] on the day of the vote, which has not been fixed.", "status.will"),
    ],
)
def test_what_is_left_open_has_its_own_rule(sentence: str, rule: str) -> None:
    assert read_marked(sentence).rule == rule
