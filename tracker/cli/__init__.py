"""The command line: arguments in, one call on App, exit code out. One file a command group."""

from tracker.cli.main import main

__all__ = ["main"]
