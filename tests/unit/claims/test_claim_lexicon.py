"""The lexicon: enough classes, life cycles that hold together, a user's words, and mistakes that are named."""

import pickle
from pathlib import Path

import pytest

from tests.builders import make_version
from tests.lexicon_page import PAGE, page_with_list
from tracker.claims import ClaimReader, load_lexicon, tables
from tracker.claims.lexicon_files import CLASS_FILES, FIELDS, read_tables
from tracker.errors import ConfigError
from tracker.model import SCHEDULE_ITEM, ClassKind, Status


def user_folder(folder: Path, text: str, name: str = "mine.toml") -> str:
    """A user's folder with one file."""
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder)


def classes_read(text: str, folder: str) -> list[tuple[str | None, Status]]:
    """Class and status of what a user's lexicon reads."""
    reader = ClaimReader(load_lexicon(folder))
    return [(claim.event_class, claim.status) for claim in reader.read(make_version(text, on="2025-03-12"))]


def test_there_are_enough_classes_with_titles() -> None:
    classes = load_lexicon().classes
    assert sum(each.kind is ClassKind.EVENT for each in classes.values()) >= 200
    assert {each.id for each in classes.values() if each.kind is ClassKind.FACT} >= {
        "contain",
        "last",
        "alliance",
        "mutual_defence",
        "recognize",
    }
    assert all(each.noun for each in classes.values())


def test_every_class_can_be_named() -> None:
    for table in read_tables().classes.values():
        # Read by their numbers (tolls, figures), by what becomes of them (occasions), by their form (schedules).
        by_number = table.id.startswith(("toll_", "figure_")) or table.id == "ballot"
        by_form = by_number or table.id in ("occasion", "reason", SCHEDULE_ITEM)
        assert by_form or table.words("verbs") or table.words("nouns") or table.words("idioms"), table.id


def test_every_area_has_classes() -> None:
    areas = [table.area for table in read_tables().classes.values()]
    assert len(set(areas)) == len(CLASS_FILES)
    assert all(areas.count(area) >= 4 for area in areas)


def test_the_life_cycle_of_a_treaty() -> None:
    classes = load_lexicon().classes
    assert classes["sign"].next_steps == ("introduce", "vote", "approve", "ratify", "enter_into_force")
    assert classes["ratify"].next_acts == ("sign",)
    assert classes["ratify"].by_subject
    assert classes["visit"].by_place
    assert "approve" in classes["reject"].opposites


def test_opposites_know_each_other() -> None:
    classes = load_lexicon().classes
    for one in classes.values():
        assert one.id not in one.opposites
        for other in one.opposites:
            assert one.id in classes[other].opposites, (one.id, other)


def test_verbs_that_carry_out_never_end_or_ask() -> None:
    lexicon = load_lexicon()
    ending = [lexicon.cues[f"operators.{name}"] for name in ("postponed", "cancelled", "suspended", "denied", "failed")]
    for class_id, form in lexicon.forms.items():
        assert not form.light & frozenset().union(*ending), class_id


def test_the_lexicon_travels_to_a_worker() -> None:
    assert pickle.loads(pickle.dumps(load_lexicon())) == load_lexicon()


def test_a_user_adds_a_class(tmp_path: Path) -> None:
    folder = user_folder(tmp_path, '[swarm]\nnoun = "swarm"\nverbs = ["swarm"]\ntakes = ["bee"]\n')
    assert classes_read("The bees swarmed on Monday.", folder) == [("swarm", Status.HAPPENED)]
    assert ("swarm", Status.HAPPENED) not in classes_read("The fans swarmed the pitch on Monday.", folder)
    assert read_tables(tmp_path).classes["swarm"].area == "mine"


def test_a_user_adds_words_to_a_known_class(tmp_path: Path) -> None:
    text = "The grocer jacked up its prices on Monday."
    assert ("raise", Status.HAPPENED) not in classes_read(text, "")
    assert ("raise", Status.HAPPENED) in classes_read(text, user_folder(tmp_path, '[raise]\nverbs = ["jack up"]\n'))
    assert "jack up" not in read_tables().classes["raise"].words("verbs")


def test_a_user_adds_nouns_to_a_condition_and_to_a_group(tmp_path: Path) -> None:
    text = "Ardent recalled its umbrellas on Monday. The court sold off a windmill on Tuesday."
    assert all(found is None for found, _ in classes_read(text, ""))
    folder = user_folder(
        tmp_path, '[groups]\nfaulty_goods = ["umbrella"]\n[sell_business]\nneeds = { "sell off" = ["windmill"] }\n'
    )
    assert [found for found, _ in classes_read(text, folder)] == ["recall_product", "sell_business"]


def test_two_files_may_build_on_each_other(tmp_path: Path) -> None:
    user_folder(tmp_path, '[swarm]\nnoun = "swarm"\nverbs = ["swarm"]\n', "a.toml")
    folder = user_folder(tmp_path, '[swarm]\nverbs = ["cluster"]\nopposites = ["rescue"]\n', "b.toml")
    assert load_lexicon(folder).classes["swarm"].opposites == ("rescue",)
    assert "swarm" in load_lexicon(folder).classes["rescue"].opposites


NEW = '[odd]\nnoun = "x"\n'


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        (f'{NEW}verbz = ["x"]', "odd, verbz", "unknown key"),
        ('[odd]\nverbs = ["x"]', "odd, noun", "needs a noun"),
        (f'{NEW}next_steps = ["nowhere"]', "odd, next_steps", "'nowhere'"),
        ('[raise]\nopposites = ["nowhere"]', "raise, opposites", "'nowhere'"),
        (f'{NEW}verbs = ["a"]\nneeds = {{ b = ["c"] }}', "odd, needs", "'b' is not among its verbs"),
        (f'{NEW}nouns = ["a"]\nnoun_needs = {{ b = ["c"] }}', "odd, noun_needs", "not among its nouns"),
        (f'{NEW}verbs = ["a"]\nneeds = {{ a = ["@nobody"] }}', "odd, needs.a", "no group of nouns"),
        (f'{NEW}takes = ["@nobody"]', "odd, takes", "no group of nouns"),
        (f'{NEW}of = "nobody"', "odd, of", "subject or object"),
        (f'{NEW}kind = "thing"', "odd, kind", "event or fact"),
        (f"{NEW}verbs = 3", "odd, verbs", "list of words"),
        (f'{NEW}verbs = ["Shout"]', "odd, verbs", "small letters"),
        (f'{NEW}verbs = ["a", "a"]', "odd, verbs", "twice"),
        (f'{NEW}verbs = ["a"]\nneeds = ["a"]', "odd, needs", "is a table"),
        (f"{NEW}by_place = 1", "odd, by_place", "true or false"),
        ("[odd]\nnoun = 3", "odd, noun", "one text"),
        ("odd = 3", "odd", "no table"),
        ('["Odd one"]\nnoun = "x"', "Odd one", "no class name"),
        ("area = 3", "area", "one text"),
        ('[groups]\nodd = "x"', "groups, odd", "list of words"),
        ('[groups]\nperson = ["x"]', "groups, person", "another name"),
        ("groups = 3", "groups", "word lists"),
        ('[raise]\nnoun = "lift"', "raise, noun", "known class takes words only"),
        ('[sign]\nneeds = { sign = ["treaty"] }', "sign, needs.sign", "would narrow"),
        (f'{NEW}verbs = ["ratify"]', "odd, verbs", "'ratify' names ratify too"),
        ('[vote]\nverbs = ["ratify"]', "vote, verbs", "'ratify' names ratify too"),
        (f'{NEW}verbs = ["strike"]\nneeds = {{ strike = ["treaty"] }}', "odd, verbs", "'treaty' names agree too"),
        ('[agree]\nneeds = { strike = ["city"] }', "agree, needs.strike", "'strike' with 'city' names attack too"),
        ('[groups]\ntargets = ["treaty"]', "groups, treaty", "'strike' with 'treaty' names"),
        ('[agree]\nneeds = { strike = ["@nobody"] }', "agree, needs.strike", "no group of nouns"),
    ],
)
def test_a_mistake_names_file_class_and_key(tmp_path: Path, text: str, where: str, says: str) -> None:
    folder = user_folder(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_lexicon(folder)
    assert str(caught.value).startswith(f"{tmp_path / 'mine.toml'}: {where}")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"mine\.toml: is no valid TOML"):
        load_lexicon(user_folder(tmp_path, "[odd\n"))
    (tmp_path / "mine.toml").write_bytes(b"\xff\xfe")
    load_lexicon.cache_clear()
    with pytest.raises(ConfigError, match=r"mine\.toml: is not UTF-8"):
        load_lexicon(str(tmp_path))


def test_a_folder_without_files_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"holds no \.toml file"):
        load_lexicon(str(tmp_path))
    with pytest.raises(ConfigError, match="nowhere: the lexicon folder can't be read"):
        load_lexicon(str(tmp_path / "nowhere"))


def test_tables_stand_beside_the_code() -> None:
    folder = Path(tables.__file__).parent / "lexicon"
    files = {path.stem for path in folder.glob("*.toml")}
    assert files == {*CLASS_FILES, "groups", "states", "names", "verbs", "signatures"}


def test_the_page_lists_the_classes_and_explains_each_key() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == page_with_list(page), "run python -m tests.lexicon_page"
    assert all(f"`{key}`" in page for key in FIELDS)
