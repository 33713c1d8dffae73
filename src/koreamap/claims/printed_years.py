"""Years that a document prints for events, against the days in the gazetteer; and how far from a line they happened."""

from __future__ import annotations

from koreamap.claims._check import Claim, Drawing, Finding, Record, Reference, Value, conclude, count_words, judge_count


class Given(Record, frozen=True, kw_only=True):
    """Each event and the year that is printed for it, what these are called when counted, and the line."""

    printed: dict[str, str]
    counted: str
    line: str


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Compare the years with those of the records, which come from other sources, and measure to the line."""
    events = [reference.place(event) for event in given.printed]
    agreed = sum(event.valid_from.startswith(given.printed[event.id]) for event in events)
    gaps = [
        Value("gap_km", reference.distance_km(event.id, given.line), reference.gap_error_m(event.id, given.line) / 1e3,
              {"place": event.title})
        for event in events
    ]  # fmt: skip
    drawings = [
        Drawing("event", reference.geometry(event.id), {"place": event.title, "date": event.valid_from})
        for event in events
    ]
    which = count_words(agreed, len(events), given.counted)
    return conclude(
        claim,
        judge_count(agreed, len(events)),
        [Value("years", agreed), *gaps],
        drawings,
        total=len(events),
        which=which,
    )
