"""Certificates of an answer are sorted; everything else stays where it is."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.proof.der import with_sorted_certificates


def part(tag: int, *parts: bytes) -> bytes:
    """A DER part."""
    content = b"".join(parts)
    length = len(content)
    if length < 0x80:
        return bytes([tag, length]) + content
    size = (length.bit_length() + 7) // 8
    return bytes([tag, 0x80 + size]) + length.to_bytes(size, "big") + content


def answer(*certificates: bytes) -> bytes:
    """What surrounds the certificates of a timestamp's answer."""
    encapsulated = part(0x30, part(0x06, b"\x2a"), part(0xA0, part(0x04, b"content")))
    signed = part(
        0x30, part(0x02, b"\x03"), part(0x31), encapsulated, part(0xA0, *certificates), part(0x31, b"\x30\x00")
    )
    return part(0x30, part(0x30, part(0x02, b"\x00")), part(0x30, part(0x06, b"\x2a"), part(0xA0, signed)))


LONG, SHORT, OTHER = part(0x30, bytes(300)), part(0x30, b"a"), part(0x30, b"b")


def test_certificates_are_sorted() -> None:
    assert with_sorted_certificates(answer(LONG, OTHER, SHORT)) == answer(SHORT, OTHER, LONG)
    assert with_sorted_certificates(answer(SHORT, OTHER)) == answer(SHORT, OTHER)
    assert with_sorted_certificates(answer()) == answer()


def test_a_refusal_without_certificates_stays() -> None:
    refusal = part(0x30, part(0x30, part(0x02, b"\x02")))
    assert with_sorted_certificates(refusal) == refusal


@given(st.binary(max_size=80), st.integers(0, 400), st.integers(0, 255))
def test_anything_else_stays_as_it_is_in_length(junk: bytes, at: int, value: int) -> None:
    assert sorted(with_sorted_certificates(junk)) == sorted(junk)
    broken = bytearray(answer(LONG, SHORT))
    broken[at % len(broken)] = value
    assert sorted(with_sorted_certificates(bytes(broken))) == sorted(broken)
