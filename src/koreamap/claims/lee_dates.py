"""Days and months that the 2007 paper gives, against what other sources read say; no geometry is measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from koreamap.model import Claim, Finding

if TYPE_CHECKING:
    from koreamap.claims._ground import Ground
    from koreamap.model import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What the sources say of a date."""

    verdict: Verdict
    figure: str
    summary: str
    source_ids: tuple[str, ...]
    caveat: str


def _claim(name: str, title: str, passage: str, quote: str, restated: str, *places: str) -> Claim:
    return Claim(
        id=f"lee-date-{name}",
        title=title,
        document_id="lee-2007",
        passage_id=f"lee-2007/{passage}",
        quote=quote,
        restated=restated,
        place_ids=places,
        tolerance="the same month",
        tolerance_reason="What the paper gives, or finer.",
        outside=True,
    )


CLAIMS = (
    _claim("armistice", "Armistice on 27 July 1953", "2.A/p3", "finally on July 27, 1953", "The Armistice is of that "
    "day.",
           "event-1953-armistice"),
    _claim("nll", "NLL of August 1953", "2.C/p2", "the UNC regulated the Northern Limit Line (NLL) on August, 1953",
           "The Command drew the line in August 1953.", "nll"),
    _claim("refused", "Refused in December 1973", "2.C/p2", "the first time on December, 1973, at a MAC meeting",
           "The North refused the line at the Commission in December 1973, and not before.", "nll"),
    _claim("invalid", "Called invalid in February 1999", "2.C/p2", "claimed its invalidity in February, 1999",
           "The North called the line invalid in February 1999.", "nll", "dprk-1999-line"),
    _claim("attack", "Attack of 25 June 1950", "2.A/p1", "attack to South Korea on June 25, 1950",
           "The attack came on 25 June 1950.", "event-1950-attack"),
)  # fmt: skip

_READINGS = {
    "lee-date-armistice": _Reading(
        verdict="supported",
        figure="27 July 1953",
        summary="The Agreement's transcription bears the day.",
        source_ids=("armtext", "armwiki"),
        caveat="Only the opening of the transcription was read.",
    ),
    "lee-date-nll": _Reading(
        verdict="partly supported",
        figure="30 August 1953, or 1965",
        summary="Most accounts give 30 August 1953; a study of 1974, as cited third-hand, has an order of 14 January "
        "1965 instead. The original order has not been found.",
        source_ids=("daum", "fitness", "cia1974", "enwiki-nll"),
        caveat="No source of 1953 was read.",
    ),
    "lee-date-refused": _Reading(
        verdict="partly supported",
        figure="December 1973",
        summary="An American message of 21-22 December 1973 deals with the line's standing, which fits a dispute of "
        "that month. That it was the first is not shown by it.",
        source_ids=("statedef1973",),
        caveat="The Commission's record was not read.",
    ),
    "lee-date-invalid": _Reading(
        verdict="not testable",
        figure="July and September 1999 read",
        summary="The sources read have the North notify its own line on 21 July and proclaim it on 2 September 1999; "
        "none speaks of February. An earlier statement is possible.",
        source_ids=("kcna9907", "hani1999", "seoul2013"),
        caveat="No source was read for February 1999, so its absence proves nothing.",
    ),
    "lee-date-attack": _Reading(
        verdict="supported",
        figure="25 June 1950",
        summary="Both documents give the same day, and the Armistice's reference date is the day before it.",
        source_ids=("jisc-mnd",),
        caveat="The two documents are not independent of common knowledge; the quoted paragraph gives 24 June as the "
        "last day of the former control.",
    ),
}


def check(ground: Ground, claim: Claim) -> Finding:  # noqa: ARG001 - every claim is tested by the same call
    """State what the sources say."""
    reading = _READINGS[claim.id]
    return Finding(
        claim_id=claim.id,
        verdict=reading.verdict,
        figure_text=reading.figure,
        summary=reading.summary,
        method="The printed date was compared with the sources named; nothing was measured.",
        source_ids=reading.source_ids,
        caveats=(reading.caveat,),
    )
