"""Settings and story files: TOML in, checked frozen values out. No raw dict passes beyond this package."""

from tracker.config.load import expand, load_settings, page_template, web_address
from tracker.config.settings import (
    ChannelSettings,
    DataSettings,
    EngineSettings,
    FetchSettings,
    JudgeSettings,
    NetSettings,
    ProofSettings,
    ScheduleSettings,
    Settings,
)
from tracker.config.story import StoryFile, StorySource, load_story, moment

__all__ = [
    "ChannelSettings",
    "DataSettings",
    "EngineSettings",
    "FetchSettings",
    "JudgeSettings",
    "NetSettings",
    "ProofSettings",
    "ScheduleSettings",
    "Settings",
    "StoryFile",
    "StorySource",
    "expand",
    "load_settings",
    "load_story",
    "moment",
    "page_template",
    "web_address",
]
