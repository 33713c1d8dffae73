"""The faces of a printed map, from packages and never from the system, and the width of what is set in them.

Fira Sans writes the map, STIX (a Times) the waters and the quotations, Noto Sans KR all Hangul.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from koreamap.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FACES", "MM_PER_PT", "Face", "Run", "TypeCase", "clean", "find_files"]

MM_PER_PT = 25.4 / 72

_MISSING = "\u25a1"
"""Stands, visibly, for a character that no face has."""

_FALLBACKS = ("hangul", "serif", "sans")
"""Where a character is looked for that the wished face lacks."""

_LIGHTER = {"sans-medium": "sans", "serif-bold": "serif"}
"""Hangul has one weight: figures and Latin letters among it are no heavier."""

_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_NEXT_NAME = re.compile("(?<=  )")
"""Two spaces part names that stand on one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A face, as a drawing names it.

    Parameters
    ----------
    file
        Its font file.
    family
        As the font file calls itself.
    weight, style
        As in CSS.
    similar
        Families for a reader who lacks it, the likest first.
    """

    file: str
    family: str
    weight: int = 400
    style: str = "normal"
    similar: str = "'Noto Sans', Arial, sans-serif"


_NOTO = "'Noto Sans CJK KR', 'Malgun Gothic', sans-serif"
_TIMES = "'STIX Two Text', 'Times New Roman', serif"

FACES: Mapping[str, Face] = {
    "sans": Face(file="FiraSans-Regular.ttf", family="Fira Sans"),
    "sans-medium": Face(file="FiraSans-Medium.ttf", family="Fira Sans", weight=500),
    "sans-italic": Face(file="FiraSans-Italic.ttf", family="Fira Sans", style="italic"),
    "serif": Face(file="STIXGeneral.ttf", family="STIXGeneral", similar=_TIMES),
    "serif-italic": Face(file="STIXGeneralItalic.ttf", family="STIXGeneral", style="italic", similar=_TIMES),
    "serif-bold": Face(file="STIXGeneralBol.ttf", family="STIXGeneral", weight=700, similar=_TIMES),
    "hangul": Face(file="NotoSansKR-Regular.otf", family="Noto Sans KR", similar=_NOTO),
}
"""By the name that the drawing code uses."""


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
    """The faces at one size of paper.

    Parameters
    ----------
    zoom
        By which type and strokes grow on larger paper; 1 on A4.
    """

    zoom: float = 1

    def split(self, text: str, face: str) -> tuple[Run, ...]:
        """Cut a text where its face lacks a character, or a name in Hangul begins or ends.

        Parameters
        ----------
        text
            On one line.
        face
            The wished one.

        Returns
        -------
        Each in a face that has its characters: the wished one, lighter in a name in Hangul, else Noto for Hangul,
        else STIX for signs.
        """
        return _split(text, face)

    def measure(self, text: str, face: str, size_pt: float) -> float:
        """Return the width of a text of a size on A4, mm, before kerning, which only narrows it."""
        return _measure(text, face) * size_pt * self.zoom * MM_PER_PT


@lru_cache(maxsize=4096)
def _split(text: str, face: str) -> tuple[Run, ...]:
    runs: list[Run] = []
    for name in _NEXT_NAME.split(text):
        wished = _LIGHTER.get(face, face) if _HANGUL.search(name) else face
        for char in name:
            has = next((f for f in (wished, *_FALLBACKS) if _advance(char, f) is not None), wished)
            if runs and (runs[-1].face == has or char == " "):
                runs[-1] = Run(text=runs[-1].text + char, face=runs[-1].face)
            else:
                runs.append(Run(text=char, face=has))
    return tuple(runs)


@lru_cache(maxsize=4096)
def _measure(text: str, face: str) -> float:
    """Return the width of a text, em."""
    return sum(_advance(char, run.face) or 0.5 for run in _split(text, face) for char in run.text)


def _advance(char: str, face: str) -> float | None:
    return _read_advances(find_files()[face]).get(char)


def clean(text: str) -> str:
    """Make a text that can be set whatever it holds.

    Parameters
    ----------
    text
        From a document, a file or a user.

    Returns
    -------
    Without controls but the line feed; a character that no face has is replaced by an open square.
    """
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text.replace("\t", " "))
    return "".join(map(_clean_char, composed))


@cache
def _clean_char(char: str) -> str:
    category = unicodedata.category(char)
    if char == "\n" or category == "Zs":
        return char
    if category.startswith("C"):
        return ""
    paths = find_files()
    return char if any(char in _read_advances(paths[face]) for face in _FALLBACKS) else _MISSING


@cache
def find_files() -> Mapping[str, Path]:
    """Find the font file of each face in the packages that carry it.

    Raises
    ------
    koreamap.errors.ExportError
        When one is not there: without it its lettering would vanish without a word.
    """
    import fontpkg_fira_sans  # noqa: PLC0415 - with its siblings: only what is printed needs them
    import pylopdf_fonts_ko  # noqa: PLC0415

    folders = {
        "Fira Sans": fontpkg_fira_sans.ROOT / "files",
        "STIXGeneral": _matplotlib_fonts(),
        "Noto Sans KR": pylopdf_fonts_ko.sans_path().parent,
    }
    paths = {name: folders[face.family] / face.file for name, face in FACES.items()}
    for face, path in paths.items():
        if not path.is_file():
            raise ExportError(f"face {face}", found="no file", expected="a font", file=path)
    return paths


def _matplotlib_fonts() -> Path:
    """Find the folder without importing matplotlib, which would take a quarter of a second."""
    spec = find_spec("matplotlib")
    folders = spec.submodule_search_locations if spec else None
    return Path(folders[0] if folders else "matplotlib") / "mpl-data" / "fonts" / "ttf"


@cache
def _read_advances(path: Path) -> Mapping[str, float]:
    """Read the advance of every character of a font, em."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    with TTFont(path, lazy=True) as font:
        # Numbers serve for glyphs: their names take longer to read than all else.
        font.setGlyphOrder([f"{number:x}" for number in range(font["maxp"].numGlyphs)])
        metrics, units = font["hmtx"].metrics, font["head"].unitsPerEm
        return {chr(code): metrics[glyph][0] / units for code, glyph in font.getBestCmap().items()}
