"""What the documents claim of places, and what tests it.

A claim is an entry of ``geodata/claims/*.toml``; its ``check`` names the module of this package that tests it. Such a
module has ``Given``, a record of the limits and other values that it is given, and ``check(claim, reference, given)``,
which measures, judges and returns the `Finding`. Names that begin with an underscore are no checks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.claims._curated import ClaimTest, find_claims, naming
from koreamap.claims._reference import Reference
from koreamap.errors import ClaimError
from koreamap.model import VERDICTS
from koreamap.text.mentions import to_mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from koreamap.model import Claim, Finding, Mention

__all__ = ["ClaimTest", "Reference", "check_claims", "find_claims", "find_quote"]


def check_claims(reference: Reference, tests: Sequence[ClaimTest] | None = None) -> tuple[Finding, ...]:
    """Test every claim.

    Stops with `ClaimError` when a quote is not where it should be, a place or feature is gone, or a finding is
    incomplete; names the claim, what was found, what was expected, and the file.

    Parameters
    ----------
    reference
        What the build made so far.
    tests
        All by default.

    Returns
    -------
    In the reading order of the documents.
    """
    order = {document_id: number for number, document_id in enumerate(reference.documents)}
    found = []
    for test in find_claims() if tests is None else tests:
        with naming(test.claim, test.file):
            quote = find_quote(reference, test.claim)
            _check_places(reference, test.claim)
            finding = test.check(test.claim, reference)
            _check_finding(finding, test.claim)
        found.append(((order[quote.document_id], quote.start, quote.end, test.claim.id), finding))
    return tuple(finding for _place, finding in sorted(found, key=lambda pair: pair[0]))


def find_quote(reference: Reference, claim: Claim) -> Mention:
    """Find a claim's words in its document.

    Parameters
    ----------
    reference
        Holds the documents.
    claim
        With its quote.

    Returns
    -------
    Offsets, quote and what stands around it; its place is the claim's first, or none.

    Raises
    ------
    koreamap.errors.ClaimError
        When the document, the passage or the words are not there.
    """
    what = f"claim {claim.id}"
    if claim.document_id not in reference.documents:
        raise ClaimError(what, found=f"no document {claim.document_id}", expected="one of the project's")
    document = reference.documents[claim.document_id]
    passage = next((passage for passage in document.passages if passage.id == claim.passage_id), None)
    if passage is None:
        raise ClaimError(what, found=f"no passage {claim.passage_id}", expected=f"one of {document.id}")
    starts = [start for span in passage.slices for start in _find_all(document.text, claim.quote, span)]
    if len(starts) < claim.nth:
        raise ClaimError(
            what,
            found=f"its words {len(starts)} times in {claim.passage_id}",
            expected=f"{claim.nth} times: {claim.quote!r}",
        )
    start = starts[claim.nth - 1]
    place_id = claim.place_ids[0] if claim.place_ids else ""
    return to_mention(document, passage, (start, start + len(claim.quote)), place_id=place_id, made_by="curated")


def _find_all(text: str, quote: str, span: tuple[int, int]) -> Iterator[int]:
    start = text.find(quote, *span)
    while quote and start >= 0:
        yield start
        start = text.find(quote, start + 1, span[1])


def _check_places(reference: Reference, claim: Claim) -> None:
    """Refuse a claim about a place that the gazetteer lacks or that its layer did not draw."""
    for place_id in claim.place_ids:
        if place_id not in reference.places:
            raise ClaimError(f"claim {claim.id}", found=f"no place {place_id}", expected="one of the gazetteer")
        place = reference.places[place_id]
        missing = [id_ for id_ in ((place_id,) if place.layer else place.members) if id_ not in reference.features]
        if missing:
            raise ClaimError(
                f"claim {claim.id}", found=f"no feature {', '.join(missing)}", expected="one drawn by a layer"
            )


def _check_finding(finding: Finding, claim: Claim) -> None:
    what = f"claim {claim.id}"
    if finding.claim_id != claim.id:
        raise ClaimError(what, found=f"the finding of {finding.claim_id}", expected="its own")
    if finding.verdict not in VERDICTS:
        raise ClaimError(what, found=f"verdict {finding.verdict!r}", expected=", ".join(VERDICTS))
    if not (finding.summary and finding.method and finding.caveats and finding.figure_text):
        raise ClaimError(what, found="an empty text", expected="summary, figure, method and caveats")
    bare = [measure.label for measure in finding.measures if measure.uncertainty is None and not measure.note]
    if bare or not all(measure.unit for measure in finding.measures):
        raise ClaimError(what, found=f"a bare value ({', '.join(bare)})", expected="unit, and uncertainty or a reason")
