"""Write findings down for those who read the built files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from koreamap.claims import find_quote
from koreamap.model import BuiltFinding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from koreamap.claims._curated import ClaimTest
    from koreamap.claims._reference import Reference
    from koreamap.model import Claim, Finding, Measure

__all__ = ["to_records"]

_DECIMALS = 3


def to_records(
    findings: Sequence[Finding], tests: Sequence[ClaimTest], reference: Reference
) -> tuple[BuiltFinding, ...]:
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
    tuple of BuiltFinding
        In the order of `findings`; values rounded to three decimals.
    """
    claims = {test.claim.id: test.claim for test in tests}
    return tuple(_to_record(finding, claims[finding.claim_id], reference) for finding in findings)


def _to_record(finding: Finding, claim: Claim, reference: Reference) -> BuiltFinding:
    quote = find_quote(reference, claim)
    return BuiltFinding(
        id=claim.id,
        title=claim.title,
        document_id=claim.document_id,
        passage_id=claim.passage_id,
        start=quote.start,
        end=quote.end,
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        restated=claim.restated,
        place_ids=claim.place_ids,
        tolerance=claim.tolerance,
        tolerance_reason=claim.tolerance_reason,
        outside=claim.outside,
        verdict=finding.verdict,
        within_uncertainty=finding.within_uncertainty,
        figure_text=finding.figure_text,
        summary=finding.summary,
        measures=tuple(map(_round, finding.measures)),
        method=finding.method,
        source_ids=finding.source_ids,
        caveats=finding.caveats,
        evidence_ids=tuple(feature.id for feature in finding.evidence),
        chart_ids=finding.charts,
    )


def _round(measure: Measure) -> Measure:
    error = measure.uncertainty
    return msgspec.structs.replace(
        measure,
        value=round(float(measure.value), _DECIMALS),
        uncertainty=None if error is None else round(float(error), _DECIMALS),
    )
