"""Write findings down for those who read the built files."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec import structs

from koreamap.claims import find_quote
from koreamap.model import BuiltFinding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from koreamap.claims._curated import ClaimTest
    from koreamap.claims._reference import Reference
    from koreamap.model import Claim, Curve, Finding, Measure, Reading

__all__ = ["to_records"]

Rounded = TypeVar("Rounded", "Measure", "Reading")

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
    In the order of `findings`; values rounded to three decimals.
    """
    claims = {test.claim.id: test.claim for test in tests}
    return tuple(_to_record(finding, claims[finding.claim_id], reference) for finding in findings)


def _to_record(finding: Finding, claim: Claim, reference: Reference) -> BuiltFinding:
    parts = (find_quote(reference, claim), claim, finding)
    known = {name: value for part in parts for name, value in structs.asdict(part).items()}
    known |= {
        "measures": tuple(map(_round, finding.measures)),
        "readings": tuple(map(_round, finding.readings)),
        "curves": tuple(map(_round_points, finding.curves)),
        "evidence_ids": tuple(feature.id for feature in finding.evidence),
        "chart_ids": finding.charts,
    }
    return BuiltFinding(**{name: known[name] for name in BuiltFinding.__struct_fields__})


def _round_points(curve: Curve) -> Curve:
    points = tuple((round(x, _DECIMALS), round(y, _DECIMALS)) for x, y in curve.points)
    return structs.replace(curve, points=points, chosen=round(curve.chosen, _DECIMALS))


def _round(measured: Rounded) -> Rounded:
    error = measured.uncertainty
    rounded = {"value": round(float(measured.value), _DECIMALS)}
    if error is not None:
        rounded["uncertainty"] = round(float(error), _DECIMALS)
    return structs.replace(measured, **rounded)
