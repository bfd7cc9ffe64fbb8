"""What the command line calls: the composition root, and one call a command."""

from storage import Copied
from tracker.app.commands import App
from tracker.app.parts import RULES
from tracker.begin import Address, Followed
from tracker.desk import CheckedSource
from tracker.proving import Proven

__all__ = ["RULES", "Address", "App", "CheckedSource", "Copied", "Followed", "Proven"]
