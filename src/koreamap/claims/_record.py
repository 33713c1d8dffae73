"""Write findings down for those who read the built files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from koreamap.claims import find_quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from koreamap.claims._curated import ClaimTest
    from koreamap.claims._reference import Reference
    from koreamap.model import Claim, Finding, Measure

__all__ = ["to_records"]

_DECIMALS = 3


def to_records(findings: Sequence[Finding], tests: Sequence[ClaimTest], reference: Reference) -> list[dict[str, Any]]:
    """Return a record for each finding, with its claim and the place of its words.

    Parameters
    ----------
    findings
        From `koreamap.claims.check_claims`.
    tests
        The claims.
    reference
        What they were tested against.

    Returns
    -------
    list of dict
        In the order of `findings`; values rounded to three decimals.
    """
    claims = {test.claim.id: test.claim for test in tests}
    return [_to_record(finding, claims[finding.claim_id], reference) for finding in findings]


def _to_record(finding: Finding, claim: Claim, reference: Reference) -> dict[str, Any]:
    quote = find_quote(reference, claim)
    return {
        "id": claim.id,
        "title": claim.title,
        "document": claim.document_id,
        "passage": claim.passage_id,
        "start": quote.start,
        "end": quote.end,
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "restated": claim.restated,
        "places": list(claim.place_ids),
        "tolerance": claim.tolerance,
        "tolerance_reason": claim.tolerance_reason,
        "outside": claim.outside,
        "verdict": finding.verdict,
        "within_uncertainty": finding.within_uncertainty,
        "figure_text": finding.figure_text,
        "summary": finding.summary,
        "measures": [_to_measure(measure) for measure in finding.measures],
        "method": finding.method,
        "source_ids": list(finding.source_ids),
        "caveats": list(finding.caveats),
        "evidence": [feature.id for feature in finding.evidence],
        "figures": list(finding.figures),
    }


def _to_measure(measure: Measure) -> dict[str, Any]:
    error = measure.uncertainty
    return {
        "label": measure.label,
        "value": round(float(measure.value), _DECIMALS),
        "unit": measure.unit,
        "uncertainty": None if error is None else round(float(error), _DECIMALS),
        "note": measure.note,
    }
