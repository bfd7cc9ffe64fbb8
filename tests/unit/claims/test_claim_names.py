"""Names: spellings that fold together, near misses that must not, and what a headline names."""

import pytest

from tracker.claims import name_keys, same_name
from tracker.claims.names import fold, is_outlet, known_name


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Pezeszkian", "Pezeshkian"),
        ("Pezheskian", "Pezeshkyan"),
        ("Araghchi", "Aragchi"),
        ("Araqchi", "Aragchi"),
        ("Raisi", "Ra’isi"),
        ("Raeisi", "Raisi"),
        ("Zelenskyy", "Zelensky"),
        ("Moscow", "the Kremlin"),
        ("Tehran", "Iranian"),
        ("Washington", "U.S."),
        ("Duma", "State Duma"),
    ],
)
def test_variants_of_one_name(a: str, b: str) -> None:
    assert same_name(a, b)
    assert same_name(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Iran", "Iraq"),
        ("Austria", "Australia"),
        ("Slovakia", "Slovenia"),
        ("Niger", "Nigeria"),
        ("Putin", "Pushin"),
        ("Lavrov", "Larov"),
        ("State Duma", "Federation Council"),
        ("North Korea", "South Korea"),
        ("Jalali", "Larijani"),
        ("", ""),
    ],
)
def test_different_names(a: str, b: str) -> None:
    assert not same_name(a, b)


def test_what_a_headline_names() -> None:
    keys = name_keys("Kremlin: Pezeszkian, Putin to sign pact with Tehran; Duma waits")
    assert {"russia", "iran", "putin", fold("Pezeshkian"), "treaty", "state duma"} <= keys
    assert "united states" not in name_keys("Join us in the garden")
    assert name_keys("") == frozenset()


def test_keys_are_lower_case_and_stable() -> None:
    assert fold("Kazem Jalali") == "kazem jalali"
    assert known_name("the White House") == known_name("American")
    assert known_name("Springfield") is None


def test_an_outlet_is_known_by_name_or_by_word() -> None:
    assert is_outlet("The Times")
    assert is_outlet("IRNA")
    assert is_outlet("Caspian Daily")
    assert not is_outlet("Times")
    assert not is_outlet("Kazem Jalali")
