"""Make a finding of what a check measured, in the words of the claim's own record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field, structs
from shapely.geometry.base import BaseGeometry

from koreamap.claims._evidence import draw
from koreamap.claims._judging import CONTEXT
from koreamap.errors import ClaimError
from koreamap.model import Curve, Finding, Measure, Reading, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from koreamap.claims._judging import Judgement
    from koreamap.model import Claim, Feature


Words = Mapping[str, object]

__all__ = ["Drawing", "Outcome", "Plot", "Value", "conclude", "fill_limits"]

_UNITS = {"nm": "nm", "km": "km", "km2": "km²", "percent": "%", "deg": "°"}
"""Last word of a value's name -> its unit; any other word is what was counted."""


_WITH_LIMITS = ("restated", "tolerance", "tolerance_reason")


class Drawing(Struct, frozen=True):
    """A geometry that shows it, WGS 84; the claim's ``evidence`` says under `name` what it is."""

    name: str
    geometry: BaseGeometry
    words: Words = field(default_factory=dict)


class Value(Struct, frozen=True):
    """A measured or counted value.

    Parameters
    ----------
    name
        Ends in its unit, or in what was counted; the claim's ``measures`` say what it is.
    value, error
        And its uncertainty; None for a count.
    words
        What its label asks for.
    """

    name: str
    value: float
    error: float | None = None
    words: Words = field(default_factory=dict)

    def draw(self, name: str, geometry: BaseGeometry) -> Drawing:
        """Draw what the value was measured on: its text may ask for the value and its words."""
        return Drawing(name, geometry, {**self.words, self.name: self.value})


class Outcome(Struct, frozen=True):
    """What comes out under one reading of the words; the claim's ``readings`` say under `name` which it is."""

    name: str
    value: Value
    verdict: Verdict


class Plot(Struct, frozen=True):
    """The result, y, under each threshold, x; the claim's ``curves`` say under `name` what both are."""

    name: str
    points: Sequence[tuple[float, float]]
    chosen: float


def conclude(  # noqa: PLR0913 - all that a finding holds
    claim: Claim,
    judgement: Judgement,
    values: Sequence[Value] = (),
    drawings: Iterable[Drawing] = (),
    *,
    readings: Iterable[Outcome] = (),
    curves: Iterable[Plot] = (),
    **words: object,
) -> Finding:
    """Write a finding down.

    Parameters
    ----------
    claim
        Its texts may ask for what it was given, for each value (``gap_km``, ``gap_km_error``; ``least_gap_km`` and
        ``most_gap_km`` of several) and for `words`.
    judgement
        The verdict.
    values, drawings, readings, curves
        In the finding's order.
    words
        Whatever else the texts ask for; themselves texts that may ask for the others.

    Raises
    ------
    koreamap.errors.ClaimError
        When a text asks for a word that is not there, or the claim does not say what a value, drawing, reading or
        curve is.
    """
    if claim.is_context:
        judgement = CONTEXT
    known = {**claim.given, **_list_words(values), **words}
    known |= {name: _fill(claim, word, known) for name, word in words.items() if isinstance(word, str)}
    if odd := claim.measures.keys() ^ {value.name for value in values}:
        raise ClaimError(f"claim {claim.id}, measures", found=f"{', '.join(sorted(odd))} on one side only",
                         expected="those that its check measures")  # fmt: skip
    return Finding(
        claim_id=claim.id,
        verdict=judgement.verdict,
        within_uncertainty=judgement.is_unsure,
        figure_text=_fill(claim, claim.figure, known),
        share=_fill(claim, claim.share or claim.figure, known) if judgement.verdict == "partly supported" else "",
        summary=_fill(claim, claim.summary, known),
        method=_fill(claim, claim.method, known),
        source_ids=claim.source_ids,
        measures=tuple(_to_measure(claim, value, known) for value in values),
        caveats=tuple(_fill(claim, caveat, known) for caveat in claim.caveats),
        evidence=tuple(_to_feature(claim, number, item, known) for number, item in enumerate(drawings, start=1)),
        charts=claim.charts,
        readings=tuple(_to_reading(claim, outcome, known) for outcome in readings),
        curves=tuple(_to_curve(claim, plot, known) for plot in curves),
    )


def fill_limits(claim: Claim) -> Claim:
    """Write the limits that a claim's check was given into its restatement and its tolerance."""
    texts = {name: _fill(claim, getattr(claim, name), claim.given) for name in _WITH_LIMITS}
    return structs.replace(claim, **texts)


def _list_words(values: Sequence[Value]) -> dict[str, object]:
    words: dict[str, object] = {}
    for value in values:
        same = [other.value for other in values if other.name == value.name]
        words |= {value.name: value.value, f"{value.name}_error": value.error}
        words |= {f"least_{value.name}": min(same), f"most_{value.name}": max(same)}
    return words


def _fill(claim: Claim, text: str, words: Words) -> str:
    try:
        return text.format_map(words)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        expected = f"words among {', '.join(sorted(words))}"
        raise ClaimError(f"claim {claim.id}", found=f"{text!r} ({error})", expected=expected) from error


def _name_unit(value: Value) -> str:
    last = value.name.rpartition("_")[2]
    return _UNITS.get(last, last)


def _to_measure(claim: Claim, value: Value, words: Words) -> Measure:
    wording = claim.measures[value.name]
    return Measure(
        label=_fill(claim, wording.label, {**words, **value.words}),
        value=float(value.value),
        unit=_name_unit(value),
        uncertainty=value.error,
        note=_fill(claim, wording.note, {**words, **value.words}),
    )


def _to_reading(claim: Claim, outcome: Outcome, words: Words) -> Reading:
    if outcome.name not in claim.readings:
        raise ClaimError(f"claim {claim.id}, readings", found=f"no {outcome.name}", expected="it, in words")
    value = outcome.value
    return Reading(
        text=_fill(claim, claim.readings[outcome.name], {**words, **value.words, value.name: value.value}),
        value=float(value.value),
        unit=_name_unit(value),
        uncertainty=value.error,
        verdict=outcome.verdict,
    )


def _to_curve(claim: Claim, plot: Plot, words: Words) -> Curve:
    wording = claim.curves.get(plot.name)
    if wording is None:
        raise ClaimError(f"claim {claim.id}, curves", found=f"no {plot.name}", expected="its title and axes")
    texts = {name: _fill(claim, text, words) for name, text in structs.asdict(wording).items()}
    points = tuple((float(x), float(y)) for x, y in plot.points)
    return Curve(points=points, chosen=float(plot.chosen), **texts)


def _to_feature(claim: Claim, number: int, drawing: Drawing, words: Words) -> Feature:
    wording = claim.evidence.get(drawing.name)
    if wording is None:
        raise ClaimError(f"claim {claim.id}, evidence", found=f"no {drawing.name}", expected="its name and method")
    name, label = (_fill(claim, text, {**words, **drawing.words}) for text in (wording.name, wording.label))
    return draw(claim.id, number, drawing.geometry, name=name, label=label, method=wording.method)
