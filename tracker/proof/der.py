"""The certificates of a timestamp's answer in the order that DER wants.

Authorities that use OpenSSL send their certificates in the order in which they were configured; DER (X.690, 11.6) sorts
the members of a set, and strict readers refuse any other order. The set is not part of what is signed.
"""

from collections.abc import Iterator, Sequence

SEQUENCE, FIRST = 0x30, 0xA0
#: From the answer to its certificates: TimeStampResp (RFC 3161), ContentInfo, [0], SignedData (RFC 5652), [0].
#: At each step the nth part that has that tag.
WAY = ((SEQUENCE, 0), (SEQUENCE, 1), (FIRST, 0), (SEQUENCE, 0), (FIRST, 0))


def with_sorted_certificates(answer: bytes) -> bytes:
    """The answer, with its certificates sorted; anything that is no such answer is given back as it is."""
    try:
        begins, ends = 0, len(answer)
        for tag, nth in WAY:
            begins, ends = _inside(answer, begins, ends, tag, nth)
        parts = [answer[start:end] for start, _, end in _parts(answer, begins, ends)]
    except (IndexError, ValueError):
        return answer
    return answer[:begins] + b"".join(sorted(parts)) + answer[ends:]


def _inside(data: bytes, begins: int, ends: int, tag: int, nth: int) -> tuple[int, int]:
    """Where the content of the nth part with that tag begins and ends. Raises IndexError, ValueError."""
    alike: Sequence[tuple[int, int, int]] = [part for part in _parts(data, begins, ends) if data[part[0]] == tag]
    _, content, end = alike[nth]
    return content, end


def _parts(data: bytes, begins: int, ends: int) -> Iterator[tuple[int, int, int]]:
    """Begin, begin of the content, and end of each part. Raises IndexError, ValueError for what is no DER."""
    at = begins
    while at < ends:
        length, content = data[at + 1], at + 2
        if length > 0x80:
            content += length - 0x80
            length = int.from_bytes(data[at + 2 : content], "big")
        end = content + length
        if length == 0x80 or end > ends:
            raise ValueError("no DER")
        yield at, content, end
        at = end
