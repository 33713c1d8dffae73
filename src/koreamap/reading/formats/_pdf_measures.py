"""How the body of a PDF's text is set: its size, its leading and the length of its lines."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from koreamap.reading.formats._pdf_lines import Line, Page

__all__ = ["Measures", "measure"]

_SHORT = 0.7
"""Of the usual length, a line that was broken for want of room has more."""
_ALIKE = 1.5
"""So far apart, in points, the middles of centred lines stand."""


class Measures(NamedTuple):
    """What is usual in the body, all in points: the size of most letters, the step from line to line, the length."""

    body: float
    leading: float
    length: float

    def is_full(self, line: Line) -> bool:
        """Tell whether a line is so long that it may go on in the next."""
        return line.right - line.left >= _SHORT * self.length

    def are_centred(self, above: Line, below: Line) -> bool:
        """Tell two short lines centred one below the other, which were broken on purpose."""
        apart = abs(above.left + above.right - below.left - below.right) / 2
        differ = abs(above.left - below.left) > self.body
        return apart <= _ALIKE and differ and not (self.is_full(above) or self.is_full(below))


def measure(pages: list[Page]) -> Measures:
    """Measure the body of all pages' lines."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0]
    steps: Counter[float] = Counter()
    for page in pages:
        for above, below in pairwise(page.lines):
            if above.size == below.size == body and 0 < above.bottom - below.bottom < 4 * body:
                steps[round((above.bottom - below.bottom) * 2) / 2] += 1
    leading = steps.most_common(1)[0][0] if steps else 1.3 * body
    length = median(line.right - line.left for page in pages for line in page.lines if line.size == body)
    return Measures(body, leading, length)
