"""The faces as matplotlib wants them: each cut down to the characters that a sheet sets."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from koreamap.export._sheet.faces import FACES, MM_PER_PT, Run, TypeCase, find_files
from koreamap.export._sheet.fonts import make_font

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["FACES", "MM_PER_PT", "Run", "TypeCase", "open_type_case"]

_ALWAYS = "".join(map(chr, range(32, 127))) + "°·§¶©…\u2009\u2013\u2014\u2018\u2019\u201c\u201d\u2032\u2033"


@contextmanager
def open_type_case(texts: Iterable[str]) -> Iterator[TypeCase]:
    """Lay out the faces for as long as a sheet is drawn.

    Parameters
    ----------
    texts
        All that will be set; the fonts are cut down to its characters.

    Yields
    ------
    With font files that are gone afterwards.
    """
    chars = frozenset(char for text in (_ALWAYS, *texts) for char in text)
    with tempfile.TemporaryDirectory(prefix="koreamap-type-") as folder:
        small = {face: Path(folder) / f"{face}.ttf" for face in FACES}
        for face, path in small.items():
            path.write_bytes(make_font(find_files()[face], chars))
        yield TypeCase(cut=small)
