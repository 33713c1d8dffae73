"""The faces of a print sheet, loaded from packages and never from the system, and the width of what is set in them.

Fira Sans writes the map, STIX (a Times) the waters and the quotations, Noto Sans KR all Hangul.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from koreamap.export._sheet.fonts import make_font

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matplotlib.font_manager import FontProperties

__all__ = ["FACES", "MM_PER_PT", "Run", "TypeCase", "open_type_case"]

FACES = ("sans", "sans-medium", "sans-italic", "serif", "serif-italic", "serif-bold", "hangul")

MM_PER_PT = 25.4 / 72
_ALWAYS = "".join(map(chr, range(32, 127))) + "°·§¶©…\u2009\u2013\u2014\u2018\u2019\u201c\u201d\u2032\u2033"
_FIRA = {
    "sans": "FiraSans-Regular.ttf",
    "sans-medium": "FiraSans-Medium.ttf",
    "sans-italic": "FiraSans-Italic.ttf",
}
_STIX = {"serif": "STIXGeneral.ttf", "serif-italic": "STIXGeneralItalic.ttf", "serif-bold": "STIXGeneralBol.ttf"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text in one face.

    Parameters
    ----------
    text
        On one line.
    face
        From `FACES`.
    """

    text: str
    face: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeCase:
    """Font files by face, with the advance of each character.

    Parameters
    ----------
    paths
        Face -> font file.
    zoom
        By which type and strokes grow on larger paper; 1 on A4.
    advances
        (face, character) -> advance in em, or None where the face lacks it; filled as it is asked.
    """

    paths: dict[str, Path]
    zoom: float = 1
    advances: dict[tuple[str, str], float | None] = field(default_factory=dict)

    def properties(self, face: str) -> FontProperties:
        """Return what matplotlib asks for."""
        from matplotlib.font_manager import FontProperties  # noqa: PLC0415 - half a second that only a sheet needs

        return FontProperties(fname=str(self.paths[face]))

    def split(self, text: str, face: str) -> tuple[Run, ...]:
        """Cut a text where its face lacks a character.

        Parameters
        ----------
        text
            On one line.
        face
            The wished one.

        Returns
        -------
        Each in a face that has its characters: the wished one, else Noto for Hangul, else STIX for signs.
        """
        runs: list[Run] = []
        for char in text:
            has = next((f for f in (face, "hangul", "serif") if self._advance(char, f) is not None), face)
            if runs and (runs[-1].face == has or char == " "):
                runs[-1] = Run(text=runs[-1].text + char, face=runs[-1].face)
            else:
                runs.append(Run(text=char, face=has))
        return tuple(runs)

    def measure(self, text: str, face: str, size_pt: float) -> float:
        """Return the width of a text of a size on A4, mm, before kerning, which only narrows it."""
        ems = sum(self._advance(char, run.face) or 0.5 for run in self.split(text, face) for char in run.text)
        return ems * size_pt * self.zoom * MM_PER_PT

    def _advance(self, char: str, face: str) -> float | None:
        key = (face, char)
        if key not in self.advances:
            self.advances[key] = _read_advance(self.paths[face], char)
        return self.advances[key]


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
    import fontpkg_fira_sans  # noqa: PLC0415 - with the fonts' siblings below: only a sheet needs them
    import matplotlib as mpl  # noqa: PLC0415
    import pylopdf_fonts_ko  # noqa: PLC0415

    paths = {face: fontpkg_fira_sans.ROOT / "files" / name for face, name in _FIRA.items()}
    paths |= {face: Path(mpl.get_data_path()) / "fonts" / "ttf" / name for face, name in _STIX.items()}
    chars = frozenset(char for text in (_ALWAYS, *texts) for char in text)
    paths["hangul"] = pylopdf_fonts_ko.sans_path()
    with tempfile.TemporaryDirectory(prefix="koreamap-type-") as folder:
        small = {face: Path(folder) / f"{face}.ttf" for face in FACES}
        for face, path in small.items():
            path.write_bytes(make_font(paths[face], chars))
        yield TypeCase(paths=small)


def _read_advance(path: Path, char: str) -> float | None:
    from matplotlib.font_manager import get_font  # noqa: PLC0415 - as above
    from matplotlib.ft2font import LoadFlags  # noqa: PLC0415

    font = get_font(str(path))
    if not font.get_char_index(ord(char)):
        return None
    glyph = font.load_char(ord(char), flags=LoadFlags.NO_SCALE)
    return float(glyph.horiAdvance / font.units_per_EM)
