"""Claims of the documents and what testing them gave."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import field

from koreamap.model.features import Feature
from koreamap.model.record import Record
from koreamap.model.values import First, Id, Ids, Trimmed, Words, Written

__all__ = [
    "VERDICTS",
    "Claim",
    "Curve",
    "CurveText",
    "EvidenceText",
    "Finding",
    "Mark",
    "Measure",
    "MeasureText",
    "Reading",
    "Sentence",
    "Untested",
    "Verdict",
]

Verdict = Literal["supported", "partly supported", "contradicted", "depends on the reading", "context", "not testable"]
"""What a claim may be found to be.

*Depends on the reading*: the words are vague or ambiguous, and their readings differ. *Context*: nothing in the
sentence can fail on a map, or it is true by definition; a figure is shown beside it and not scored.
"""

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

GivenValue = (
    bool | int | float | str | tuple[str | int | float | tuple[str, ...], ...] | dict[str, str | tuple[float, ...]]
)


class Sentence(Record, frozen=True, kw_only=True, rename={"passage_id": "passage", "place_ids": "places"}):
    """A sentence of a document that says something of places.

    Parameters
    ----------
    id
        The document's first word and what is claimed: ``lee-nll-three-miles``.
    title
        For a table, a few words.
    passage_id
        Where it stands; begins with the document's id.
    quote
        The words themselves, exactly as the document's text has them, within one slice of the passage.
    nth
        Which occurrence in the passage, from 1.
    place_ids
        The places involved; the build stops when one is gone.
    """

    id: Id
    title: Trimmed
    passage_id: Trimmed
    quote: Trimmed
    nth: First = 1
    place_ids: Ids = ()

    @property
    def document_id(self) -> str:
        """The document it stands in."""
        return self.passage_id.partition("/")[0]


class MeasureText(Record, frozen=True, kw_only=True):
    """What a measured value is, and where its uncertainty comes from, or why there is none."""

    label: Written
    note: Written


class CurveText(Record, frozen=True, kw_only=True):
    """What a curve shows; see `Curve`."""

    title: Written
    x_label: Written
    x_unit: str = ""
    y_label: Written
    y_unit: str = ""
    chosen_label: Written


class EvidenceText(Record, frozen=True, kw_only=True):
    """What a drawn geometry is, how it was made, and what the map writes beside it: its name when left out."""

    name: Written
    method: Written
    label: str = ""


class Claim(Sentence, frozen=True, kw_only=True):
    """A sentence restated so that it can be tested, and the words of its finding.

    A word in braces stands for a value that was given or measured.

    Parameters
    ----------
    restated
        The claim in a form that geometry, a count or a source can decide.
    tolerance, tolerance_reason
        What still counts as true, and why so much; empty only for a claim that nothing here can test.
    outside
        Whether the verdict leans on knowledge from outside both documents and the geometry.
    is_context
        Whether nothing in the sentence can fail by what the check measures, so that the figure is shown and not scored;
        the reason stands in `tolerance_reason`.
    check
        The module of ``koreamap.claims`` that tests it; empty for a sentence that is put aside.
    given
        What the check is given: limits, and what the document prints. Names of quantities end in their unit.
    figure
        The figure that decides, for a table: ``"{count} of {total} islands"``.
    share
        How much of it holds, for the badge of a claim that is partly supported; the figure when left out.
    summary
        For a reader: two sentences at most.
    method
        How it was tested.
    source_ids
        Into ``SOURCES.toml``.
    caveats
        What a reader must know before quoting it.
    charts
        Ids of the charts that show it.
    measures, evidence, curves
        What each value is that the check measures, each geometry and each curve that it draws.
    readings
        What each reading of the words is, in words.
    """

    restated: Written
    tolerance: str = ""
    tolerance_reason: str = ""
    outside: bool = False
    is_context: bool = False
    check: Written
    given: dict[str, GivenValue] = field(default_factory=dict)
    figure: Written
    share: str = ""
    summary: Written
    method: Written
    source_ids: Ids = ()
    caveats: Words
    charts: tuple[str, ...] = ()
    measures: dict[str, MeasureText] = field(default_factory=dict)
    evidence: dict[str, EvidenceText] = field(default_factory=dict)
    curves: dict[str, CurveText] = field(default_factory=dict)
    readings: dict[str, Written] = field(default_factory=dict)


class Untested(Sentence, frozen=True, kw_only=True):
    """A sentence that nothing here can test: which `mark` it bears, and the reason."""

    mark: Id
    reason: Written


class Mark(Record, frozen=True, kw_only=True):
    """What all findings of sentences that are put aside for the same cause have in common; see `Claim`."""

    verdict: Verdict = "not testable"
    figure: Written
    restated: Written
    method: Written
    caveats: Words


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


class Reading(Record, frozen=True, kw_only=True):
    """One way to read a claim's words, what is measured under it, and what the sentence would then be.

    Parameters
    ----------
    text
        The reading, in words.
    value, unit, uncertainty
        As of a `Measure`.
    verdict
        From `VERDICTS`.
    """

    text: str
    value: float
    unit: str
    uncertainty: float | None = None
    verdict: Verdict


class Curve(Record, frozen=True, kw_only=True):
    """What a result would be under any threshold.

    Parameters
    ----------
    title
        Above the picture.
    x_label, x_unit
        What the threshold is; without a unit where it is a count.
    y_label, y_unit
        What the result is.
    points
        (x, y), x never falling; two points at the same x are a step.
    chosen
        The threshold that the verdict rests on, x.
    chosen_label
        Whose it is: ours, or the text's.
    """

    title: str
    x_label: str
    x_unit: str
    y_label: str
    y_unit: str
    points: tuple[tuple[float, float], ...]
    chosen: float
    chosen_label: str


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
    share
        How much of the claim holds, for the badge; empty unless it is partly supported.
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
    charts
        Ids of the charts that show it.
    readings
        The ways to read the words, where there is more than one.
    curves
        The result as a function of each threshold that decides.
    """

    claim_id: str
    verdict: Verdict
    figure_text: str
    share: str = ""
    summary: str
    method: str
    caveats: tuple[str, ...]
    source_ids: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    within_uncertainty: bool = False
    evidence: tuple[Feature, ...] = ()
    charts: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    curves: tuple[Curve, ...] = ()
