"""Independent witnesses of a proof: a timestamp (RFC 3161) of the manifest, and a public web archive's copy of a page.

Asks nobody itself: it makes what is to be sent, and reads what was answered. Of a proof only the manifest's SHA-256 is
in a request for a timestamp.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, urldefrag, urljoin

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from tracker.proof.der import with_sorted_certificates
from tracker.proof.form import sha256
from tracker.proof.manifest import ArchivedEntry

#: What a request and an answer are called on the web (RFC 3161, 3.4).
ASKED, ANSWERED = "application/timestamp-query", "application/timestamp-reply"
SHA256_OID = "2.16.840.1.101.3.4.2.1"
GRANTED = 0
#: Stands for the page's address in the address of an archive.
PLACE = "{url}"


class WitnessError(Exception):
    """Raised when a witness's answer is none: one sentence says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimestampRequest:
    """What is sent to a timestamp authority, and the number that its answer must repeat."""

    content: bytes
    nonce: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timestamp:
    """A timestamp of a manifest."""

    at: datetime
    #: The name that the signer's certificate gives.
    signer: str
    #: The signature and the certificate were checked against an authority that the user trusts.
    trusted: bool


def timestamp_request(manifest: bytes) -> TimestampRequest:
    """The request for a timestamp of a manifest: its SHA-256, a random number, and the wish for a certificate."""
    request = TimestampRequestBuilder(data=manifest, hash_algorithm=HashAlgorithm.SHA256).build()
    return TimestampRequest(content=request.as_bytes(), nonce=request.nonce)


def accepted_timestamp(answer: bytes, request: TimestampRequest, manifest: bytes) -> Timestamp:
    """What an authority answered to that request. Raises WitnessError unless it is a timestamp of that manifest."""
    response = _decoded(answer)
    if response.status != GRANTED:
        said = "; ".join(response.status_string)
        raise WitnessError(f"the authority gave no timestamp (status {response.status}{f': {said}' if said else ''})")
    stamp = read_timestamp(answer, manifest, roots=())
    if request.nonce is not None and response.tst_info.nonce != request.nonce:
        raise WitnessError("the answer is to another request")
    return stamp


def read_timestamp(answer: bytes, manifest: bytes, *, roots: Sequence[x509.Certificate]) -> Timestamp:
    """What a timestamp says. Raises WitnessError unless it is one of that manifest, signed under `roots` if any."""
    response = _decoded(answer)
    if response.status != GRANTED:
        raise WitnessError(f"it holds no timestamp (status {response.status})")
    imprint = response.tst_info.message_imprint
    if imprint.hash_algorithm.dotted_string != SHA256_OID or imprint.message.hex() != sha256(manifest):
        raise WitnessError("it is a timestamp of something else than this manifest")
    if roots:
        try:
            VerifierBuilder(roots=list(roots)).build().verify_message(response, manifest)
        except (VerificationError, ValueError) as error:
            raise WitnessError(f"it is not signed under the given certificates ({_reason(error)})") from error
    return Timestamp(at=response.tst_info.gen_time.astimezone(UTC), signer=_signer(response), trusted=bool(roots))


def _decoded(answer: bytes) -> TimeStampResponse:
    try:
        response = decode_timestamp_response(with_sorted_certificates(answer))
        # A refusal has no token: only a granted one can be asked for what it says.
        if response.status == GRANTED:
            _ = response.tst_info, response.signed_data
    except ValueError as error:
        raise WitnessError(f"it is no timestamp that can be read ({_reason(error)})") from error
    return response


def _reason(error: Exception) -> str:
    said = " ".join(str(error).split())
    cut = said.find('data: "')
    return said[cut + 7 :].split('"')[0] if cut >= 0 else said[:160]


def _signer(response: TimeStampResponse) -> str:
    """The subject of the signer's certificate, where the answer holds it; else who issued it."""
    signer = next(iter(response.signed_data.signer_infos), None)
    if signer is None:
        return "nobody"
    for der in response.signed_data.certificates:
        certificate = x509.load_der_x509_certificate(der)
        if (certificate.issuer, certificate.serial_number) == (signer.issuer, signer.serial_number):
            return certificate.subject.rfc4514_string()
    return f"a certificate of {signer.issuer.rfc4514_string()}"


def certificates(pem: bytes) -> tuple[x509.Certificate, ...]:
    """The certificates of a PEM file. Raises ValueError where there are none."""
    return tuple(x509.load_pem_x509_certificates(pem))


# --- a public web archive --------------------------------------------------------------------------------------------
def archive_address(template: str, url: str) -> str:
    """What to ask an archive for a page: the template with the page's address, encoded inside a query."""
    page = urldefrag(url).url
    before, _, after = template.partition(PLACE)
    return f"{before}{quote(page, safe='') if '?' in before else page}{after}"


def archived_entry(
    *,
    url: str,
    asked: str,
    asked_at: datetime,
    status: int,
    headers: Sequence[tuple[str, str]],
    final_url: str,
) -> ArchivedEntry:
    """What an archive's answer names as its copy of a page. Raises WitnessError where it names none."""
    said = {name.lower(): value for name, value in reversed(headers)}
    if not 200 <= status < 400:
        raise WitnessError(f"the archive answered with status {status}")
    named = said.get("content-location") or said.get("location")
    memento = said.get("memento-datetime")
    location = urljoin(final_url, named) if named else final_url
    if location == asked and memento is None:
        raise WitnessError(f"the archive answered with status {status}, but names no copy")
    return ArchivedEntry(
        url=url, asked=asked, asked_at=asked_at, status=status, location=location, memento_datetime=memento
    )
