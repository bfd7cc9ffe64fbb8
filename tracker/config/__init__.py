"""Settings and story files: TOML in, checked frozen values out. No raw dict passes beyond this package."""

from tracker.config.alerting import AlertSettings, ChannelSettings, Digest, Quiet, Secret
from tracker.config.load import load_settings, page_template, settings_errors, settings_file, web_address
from tracker.config.settings import (
    ClaimSettings,
    DataSettings,
    EngineSettings,
    FetchSettings,
    JudgeSettings,
    NetSettings,
    ProofSettings,
    ScheduleSettings,
    Settings,
    WebSettings,
)
from tracker.config.shown import Shown, hidden, shown_settings
from tracker.config.story import StoryFile, StorySource, load_story, moment
from tracker.config.values import duration, expand

__all__ = [
    "AlertSettings",
    "ChannelSettings",
    "ClaimSettings",
    "DataSettings",
    "Digest",
    "EngineSettings",
    "FetchSettings",
    "JudgeSettings",
    "NetSettings",
    "ProofSettings",
    "Quiet",
    "ScheduleSettings",
    "Secret",
    "Settings",
    "Shown",
    "StoryFile",
    "StorySource",
    "WebSettings",
    "duration",
    "expand",
    "hidden",
    "load_settings",
    "load_story",
    "moment",
    "page_template",
    "settings_errors",
    "settings_file",
    "shown_settings",
    "web_address",
]
