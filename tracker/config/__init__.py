"""Settings and story files: TOML in, checked frozen values out. No raw dict passes beyond this package."""

from tracker.config.settings import (
    ChannelSettings,
    DataSettings,
    EngineSettings,
    FetchSettings,
    JudgeSettings,
    NetSettings,
    ScheduleSettings,
    Settings,
)

__all__ = [
    "ChannelSettings",
    "DataSettings",
    "EngineSettings",
    "FetchSettings",
    "JudgeSettings",
    "NetSettings",
    "ScheduleSettings",
    "Settings",
]
