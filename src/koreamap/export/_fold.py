"""A passage put together again from its slices, each character with its place in the document."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

__all__ = ["fold"]


@lru_cache(maxsize=4096)
def fold(text: str, slices: tuple[tuple[int, int], ...]) -> tuple[str, tuple[int, ...]]:
    """Join a passage's slices: one space for any white space, in the gaps between them too, and none at the ends.

    Returns
    -------
    tuple
        The passage's text, and for each of its characters the offset in the document.

    Examples
    --------
    >>> fold("the 38th  parallel", ((0, 8), (10, 18)))
    ('the 38th parallel', (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17))
    """
    offsets: list[int] = []
    end_before = slices[0][0]
    for start, end in slices:
        offsets += [at for at in range(end_before, start) if text[at].isspace()]
        offsets += range(start, end)
        end_before = end
    kept: list[int] = []
    for is_space, run in groupby(offsets, key=lambda at: text[at].isspace()):
        first, *rest = run
        kept += [first] if is_space else [first, *rest]
    kept = kept[int(bool(kept) and text[kept[0]].isspace()) :]
    kept = kept[: len(kept) - int(bool(kept) and text[kept[-1]].isspace())]
    return "".join(" " if text[at].isspace() else text[at] for at in kept), tuple(kept)
