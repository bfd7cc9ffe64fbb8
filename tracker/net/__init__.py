"""The one HTTP client factory, with the address guard. The only importer of httpx and aiohttp."""

from tracker.net.client import Answer, Client, open_client
from tracker.net.trust import trusting

__all__ = ["Answer", "Client", "open_client", "trusting"]
