"""Claims of the documents and what testing them gave."""

from __future__ import annotations

from typing import Literal, get_args

from koreamap.model.features import Feature
from koreamap.model.record import Record

__all__ = ["VERDICTS", "Claim", "Finding", "Measure", "Verdict"]

Verdict = Literal["supported", "partly supported", "contradicted", "not testable"]
"""What a claim may be found to be."""

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


class Claim(Record, frozen=True, kw_only=True):
    """A sentence of a document that says something of places, restated so that it can be tested.

    Parameters
    ----------
    id
        The document's first word and what is claimed: ``lee-nll-three-miles``.
    title
        For a table, a few words.
    document_id, passage_id
        Where it stands.
    quote
        The words themselves, exactly as the document's text has them, within one slice of the passage.
    nth
        Which occurrence in the passage, from 1.
    restated
        The claim in a form that geometry, a count or a source can decide.
    place_ids
        The places involved; the build stops when one is gone.
    tolerance, tolerance_reason
        What still counts as true, and why so much; empty only for a claim that nothing here can test.
    outside
        Whether the verdict leans on knowledge from outside both documents and the geometry.
    """

    id: str
    title: str
    document_id: str
    passage_id: str
    quote: str
    restated: str
    place_ids: tuple[str, ...] = ()
    nth: int = 1
    tolerance: str = ""
    tolerance_reason: str = ""
    outside: bool = False


class Measure(Record, frozen=True, kw_only=True):
    """One measured or counted value of a finding.

    Parameters
    ----------
    label
        What was measured.
    value
        In `unit`.
    unit
        ``nm``, ``km``, ``km²``, ``%``, ``°`` or what was counted.
    uncertainty
        Half-width in the same unit; None where it makes no sense, and then `note` says why.
    note
        Where the uncertainty comes from, or why there is none.
    """

    label: str
    value: float
    unit: str
    uncertainty: float | None = None
    note: str = ""


class Finding(Record, frozen=True, kw_only=True):
    """What testing a claim gave.

    Parameters
    ----------
    claim_id
        The claim's.
    verdict
        From `VERDICTS`.
    within_uncertainty
        Whether the geometries' own uncertainty could turn the verdict.
    figure_text
        The figure that decides, for a table: ``"2 of 5 islands"``.
    summary
        For a reader: two sentences at most.
    measures
        All values.
    method
        How it was tested, in words.
    source_ids
        Into ``SOURCES.toml``.
    caveats
        What a reader must know before quoting it.
    evidence
        Geometry that shows it, with ids ``evidence-<claim>-<n>``.
    figures
        Ids of the pictures that show it.
    """

    claim_id: str
    verdict: Verdict
    figure_text: str
    summary: str
    method: str
    caveats: tuple[str, ...]
    source_ids: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    within_uncertainty: bool = False
    evidence: tuple[Feature, ...] = ()
    figures: tuple[str, ...] = ()
