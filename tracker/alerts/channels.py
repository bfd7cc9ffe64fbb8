"""The channels of the settings, made ready to send."""

from pathlib import Path

from tracker.alerts.apprise import AppriseChannel
from tracker.alerts.log import LogChannel
from tracker.alerts.mail import MailChannel
from tracker.alerts.stdout import StdoutChannel
from tracker.alerts.webhook import WebhookChannel
from tracker.config import ChannelSettings, NetSettings, Settings
from tracker.ports import Channel


def make_channels(settings: Settings) -> tuple[Channel, ...]:
    """Every channel of the settings, in their order; none is connected before it sends."""
    directory = settings.data.dir.expanduser()
    return tuple(make_channel(channel, directory=directory, net=settings.net) for channel in settings.channels)


def make_channel(settings: ChannelSettings, *, directory: Path, net: NetSettings) -> Channel:
    """One channel; `directory` is where logs lie."""
    match settings.kind:
        case "stdout":
            return StdoutChannel(settings)
        case "mail":
            return MailChannel(settings)
        case "webhook":
            return WebhookChannel(settings, net)
        case "apprise":
            return AppriseChannel(settings)
        case _:
            return LogChannel(settings, directory)
