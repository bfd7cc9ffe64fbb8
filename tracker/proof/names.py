"""What the files of a proof are called."""

from tracker.model import Version

README = "README.txt"
MANIFEST = "manifest.json"
#: Hashes of every other file, as `sha256sum -c` reads them.
SUMS = "SHA256SUMS"
#: An RFC 3161 timestamp of the manifest: the one file that the manifest can't name.
TIMESTAMP = "manifest.tsr"
WARC = "captures.warc.gz"


def version_name(version: Version) -> str:
    """ "A12-v3"."""
    return f"A{version.article_id}-v{version.number}"


def text_name(version: Version) -> str:
    """The file of a version's text."""
    return f"texts/{version_name(version)}.txt"


def capture_names(number: int) -> tuple[str, str]:
    """The files of a capture: its body, and its address, time, status and headers.

    The body has no ".html": nobody should open a stranger's page from a disk by a double click.
    """
    return f"captures/{number}.body", f"captures/{number}.json"
