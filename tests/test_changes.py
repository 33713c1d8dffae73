"""What was changed in a text is told by passages."""

from __future__ import annotations

import pytest

from koreamap.model import Passage
from koreamap.text.changes import Change, find_changes, tell_changes

OLD = "At Kaesong they met.\n\nThe line runs from the river to the sea.\n\nSigned.\n"


def make_passages(text: str) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    start = 0
    for number, block in enumerate(text.split("\n\n"), start=1):
        span = (start, start + len(block.rstrip()))
        id_ = f"a/p{number}"
        passages.append(Passage(id=id_, section_id="", kind="paragraph", label=f"\u00b6 {number}", slices=(span,)))
        start += len(block) + 2
    return tuple(passages)


@pytest.mark.parametrize(
    ("new", "changes"),
    [
        (OLD, ()),
        (OLD.replace("\n", "\r\n").replace("the river", "the  river"), ()),
        (OLD.replace("river", "Imjin"), (Change("a/p2", "… line runs from the river to the sea.",
                                                "… line runs from the Imjin to the sea."),)),
        (OLD.replace("Signed.\n", ""), (Change("a/p3", "Signed.", ""),)),
        (OLD.replace("Signed.", "By night.\n\nSigned."), (Change("a/p2", "", "By night."),)),
        (f"Secret.\n\n{OLD}", (Change("", "", "Secret."),)),
        ("", (Change("a/p1", "At Kaesong they met.", ""),
              Change("a/p2", "The line runs from the river to the sea.", ""), Change("a/p3", "Signed.", ""))),
        (OLD.replace("At Kaesong", "In Kaesong").replace("Signed", "Sealed"),
         (Change("a/p1", "At Kaesong they met.", "In Kaesong they met."), Change("a/p3", "Signed.", "Sealed."))),
    ],
)  # fmt: skip
def test_change_is_found_in_its_passage(new: str, changes: tuple[Change, ...]) -> None:
    assert find_changes(OLD, new, make_passages(OLD)) == changes


def test_changes_are_told_in_words_the_first_of_many() -> None:
    told = tell_changes([Change("a/1/p2", "old", "new"), Change("a/p3", "old", ""), Change("a/p3", "", "new")])
    assert told == (
        "passage 1/p2: reads now “new”, read “old”", "passage p3: gone is “old”", "after passage p3: new is “new”",
    )  # fmt: skip
    assert tell_changes([Change("", "", "new")]) == ("before the first passage: new is “new”",)
    assert tell_changes([Change("a/p1", "old", "new")] * 23)[-1] == "and 3 more"


def test_long_stretch_is_cut() -> None:
    old, new = " ".join(["word"] * 500) + "\n", " ".join(["other"] * 500) + "\n"
    (change,) = find_changes(old, new, make_passages(old))
    assert change.after.startswith("other other")
    assert change.after.endswith(" …")
    assert len(change.after) < 170


@pytest.mark.thorough
def test_very_many_lines_are_compared_in_their_order() -> None:
    old = "".join(f"line {number % 7}\n" for number in range(20_000))
    changes = find_changes(old, old.replace("line", "verse"), make_passages(old))
    assert changes[0] == Change("a/p1", "line 0", "verse 0")
    assert len(changes) == 20_000
