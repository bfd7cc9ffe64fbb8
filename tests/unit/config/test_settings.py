"""Settings from TOML: what is read, and errors that say where and what to write."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tracker.config import Settings, load_settings, load_story
from tracker.errors import ConfigError

ROOT = Path(__file__).parents[3]


def load(tmp_path: Path, text: str) -> Settings:
    """The settings of that text."""
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


def test_what_is_not_named_keeps_its_default(tmp_path: Path) -> None:
    settings = load(tmp_path, '[fetch]\nhost_gap = "5s"\n')
    assert settings.fetch.host_gap == timedelta(seconds=5)
    assert settings.net == Settings().net


def test_every_form_is_read(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        '[data]\ndir = "~/x"\n[net]\nmax_wire = "3MB"\nallow = ["127.0.0.1:80"]\nhosts = { "a.test" = "[::1]:80" }\n'
        '[schedule]\nladder = [["1h", "250ms"], ["2d", "1.5h"]]\n[[channels]]\nname = "a"\nleast = "alert"\n',
    )
    assert settings.database_url.endswith("/x/claimwatch.db")
    assert settings.net.max_wire == 3_000_000
    assert settings.net.hosts == {"a.test": "[::1]:80"}
    assert settings.schedule.ladder[1] == (timedelta(days=2), timedelta(hours=1.5))
    assert [(channel.name, channel.least) for channel in settings.channels] == [("a", "alert")]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[fetch]\n\nhost_gab = 1\n", 3, "unknown key 'host_gab' in [fetch]; did you mean 'host_gap'?"),
        ("[fetsch]\n", 1, "did you mean 'fetch'?"),
        ('[fetch]\nhost_gap = "2 s"\n', 2, "write it like"),
        ("[fetch]\nhost_gap = 2\n", 2, "write it like"),
        ("[fetch]\nconcurrency = 0\n", 2, "no whole number above 0"),
        ("[fetch]\nconcurrency = true\n", 2, "no whole number above 0"),
        ('[fetch]\nrobots = "yes"\n', 2, "neither true nor false"),
        ('[net]\nallow = "127.0.0.1"\n', 2, "no list"),
        ('[net]\nallow = ["127.0.0.1"]\n', 2, "no address with a port"),
        ('[net]\n# a comment\nmax_wire = "ten"\n', 3, "no size"),
        ('[schedule]\nladder = [["2d", "1h"], ["1d", "1h"]]\n', 2, "must rise"),
        ('[schedule]\nladder = [["2d", "0s"]]\n', 2, "without pause"),
        ("[schedule]\nladder = []\n", 2, "pairs of age and interval"),
        ('[[channels]]\nname = "a"\nkind = "logs"\n', 3, "did you mean 'log'?"),
        ('[[channels]]\nname = "a"\n[[channels]]\nkind = "log"\n', 3, "'name' is missing in [channels]"),
        ('[[channels]]\nname = "a"\n[[channels]]\nname = "a"\n', 4, "two channels are named 'a'"),
        ('[[channels]]\nname = "a"\nleast = "alert"\n[[channels]]\nname = "b"\nleast = "all"\n', 6, "none of"),
        ("channels = 3\n", 1, "[[channels]]"),
        ("fetch = 3\n", 1, "must be a table"),
        ("[net\n", 1, "no valid TOML"),
        ('[fetch]\nhost_gap = """2s\n', 2, "no valid TOML"),
        ("fetch.host_gab = 3\n", 1, "did you mean 'host_gap'?"),
        ('net.hosts."a.test" = "here"\n', 1, "no address with a port"),
        ('[net.hosts]\n"a.test" = "here"\n', 1, "no address with a port"),
        ('[net]\nallow = ["127.0.0.1:99999"]\n', 2, "no address with a port"),
        ('[net]\ndeadline = "0s"\n', 2, "above 0"),
        ('[net]\nmax_wire = "0MB"\n', 2, "above 0"),
        ('[schedule]\ntick = "99999999999999999d"\n', 2, "longer than any calendar"),
        ('[data]\ndir = "~nobody-of-that-name/x"\n', 2, "home directory"),
        ('[data]\ndir = "a\\u0000b"\n', 2, "no name of a file"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_to_write(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    assert f"config.toml:{line}: " in str(caught.value)
    assert said in str(caught.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nothing\.toml: can't be read"):
        load_settings(tmp_path / "nothing.toml")
    with pytest.raises(ConfigError, match="home directory"):
        load_settings(Path("~nobody-of-that-name/config.toml"))
    with pytest.raises(ConfigError, match="can't be read: Is a directory"):
        load_settings(tmp_path)
    (tmp_path / "latin.toml").write_bytes(b'[data]\ndir = "\xe4"\n')
    with pytest.raises(ConfigError, match="UTF-8"):
        load_settings(tmp_path / "latin.toml")


def test_the_users_own_file_and_the_environment_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("CLAIMWATCH_CONFIG", raising=False)
    assert load_settings() == Settings()
    own = tmp_path / ".config/claimwatch/config.toml"
    own.parent.mkdir(parents=True)
    own.write_text("[fetch]\nconcurrency = 3\n")
    assert load_settings().fetch.concurrency == 3
    other = tmp_path / "other.toml"
    other.write_text("[fetch]\nconcurrency = 4\n")
    monkeypatch.setenv("CLAIMWATCH_CONFIG", str(other))
    assert load_settings().fetch.concurrency == 4


def test_our_story_is_read() -> None:
    story = load_story(ROOT / "seeds" / "iran-russia-pact.toml")
    assert story.slug == "iran-russia-pact"
    assert story.published == datetime(2025, 1, 15, tzinfo=UTC)
    assert len(story.sources) >= 10
    assert all(source.url.startswith("https://") and source.outlet for source in story.sources)
    assert "47 articles" in story.text


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (
            'title = "T"\npublished = "soon"\n',
            2,
            "bad value for 'published': 'soon' is no date: write it like 2025-01-15",
        ),
        ('title = "T"\npublished = "0001-01-01T00:00+14:00"\n', 2, "outside the calendar"),
        ('titel = "T"\n', 1, "did you mean 'title'?"),
        ('title = "T"\npublished = 2025-01-15\nsources = 3\n', 3, "[[sources]]"),
        ('title = "T"\npublished = 2025-01-15\nsources = [3]\n', 3, "must be a table"),
        ('title = "T"\npublished = 2025-01-15\ntell_within = "soon"\n', 3, "no duration"),
        (
            'title = "T"\npublished = 2025-01-15\n[[sources]]\nurl = "u"\n[[sources]]\noutlet = "o"\n',
            5,
            "'url' is missing",
        ),
        ('title = "T"\ntext = "other.txt"\n', 2, "other.txt can't be read: No such file"),
        ('title = "T"\ntext = "latin.txt"\n', 2, "latin.txt can't be read"),
    ],
)
def test_a_mistake_in_a_story_file_is_named_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    (tmp_path / "s.txt").write_text("Text")
    (tmp_path / "latin.txt").write_bytes(b"M\xfcller")
    (tmp_path / "s.toml").write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_story(tmp_path / "s.toml")
    assert f"s.toml:{line}: " in str(caught.value)
    assert said in str(caught.value)


def test_a_story_file_needs_its_title_and_its_text(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text("published = 2025-01-15\n")
    with pytest.raises(ConfigError, match=r"its text .*s\.txt can't be read: No such file"):
        load_story(path)
    (tmp_path / "s.txt").write_text("Text")
    with pytest.raises(ConfigError, match=r"s\.toml: the key 'title' is missing$"):
        load_story(path)


def test_a_story_file_says_how_soon_its_news_is_told(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text("Text")
    (tmp_path / "s.toml").write_text('title = "T"\npublished = 2025-01-15T09:30:00+03:30\ntell_within = "20m"\n')
    story = load_story(tmp_path / "s.toml")
    assert story.tell_within == timedelta(minutes=20)
    assert story.published == datetime(2025, 1, 15, 6, tzinfo=UTC)
    assert (story.url, story.outlet, story.sources) == (None, None, ())
