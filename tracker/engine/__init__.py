"""Where pages are read and claims are taken out: worker processes with a hard time limit.

`local` is one machine: asyncio waits, pebble's processes work. What runs in them is in `worker`.
"""

from tracker.engine.local import LocalEngine

__all__ = ["LocalEngine"]
