"""Whether the states that a document lists in brackets are as many as it says."""

from __future__ import annotations

from koreamap.claims._check import Claim, Finding, Record, Reference, Value, conclude, judge


class Given(Record, frozen=True, kw_only=True):
    """How many there should be."""

    count: int


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Count the names in the brackets, and the places of the claim that bear them."""
    listed = claim.quote.split("(")[1].rstrip(")").replace(" and ", ", ").split(", ")
    names = {name.removeprefix("the ") for name in listed}
    states = [id_ for id_ in claim.place_ids if names & {form.text for form in reference.place(id_).names}]
    judgement = judge(len(listed) == len(states) == given.count)
    return conclude(claim, judgement, [Value("states", len(states))], listed=len(listed))
