"""Make small TrueType fonts: only the characters that a sheet needs, with their kerning.

Two reasons. Noto's Korean fonts come with PostScript outlines, which matplotlib cannot embed in a PDF as TrueType.
And cutting a large font down is what takes longest when a PDF is written; here it is done once, without the hundreds
of features that no map uses.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from fontTools.fontBuilder import FontBuilder
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables.otTables import PairPos

__all__ = ["make_font", "read_characters"]

_STAMP = 3_000_000_000
"""Seconds since 1904 that the font bears, whenever it was made."""


@lru_cache(maxsize=32)
def make_font(source: Path, chars: frozenset[str]) -> bytes:
    """Cut a font down to some characters.

    Parameters
    ----------
    source
        TrueType or OpenType.
    chars
        Those that the font lacks are passed over.

    Returns
    -------
    A TrueType font; the same for the same characters.
    """
    from fontTools.fontBuilder import FontBuilder  # noqa: PLC0415 - a quarter of a second that only a sheet needs
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with TTFont(source, lazy=True) as font:
        names = {code: name for code, name in font.getBestCmap().items() if chr(code) in chars or code == 32}
        order = [".notdef", *sorted(set(names.values()))]
        builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
        builder.setupGlyphOrder(order)
        builder.setupCharacterMap(names)
        widths = _set_glyphs(builder, font, order)
        glyf = builder.font["glyf"]
        bearings = {
            name: (wide, glyf[name].xMin if glyf[name].numberOfContours else 0) for name, wide in widths.items()
        }
        builder.setupHorizontalMetrics(bearings)
        line = {"ascent": font["hhea"].ascent, "descent": font["hhea"].descent}
        builder.setupHorizontalHeader(**line)
        builder.setupOS2(sTypoAscender=line["ascent"], usWinAscent=line["ascent"], usWinDescent=-line["descent"])
        builder.setupNameTable({key: font["name"].getDebugName(id_) for key, id_ in _NAMES.items()})
        builder.setupPost()
        _set_kerning(builder, dict(_find_kerning(font, set(order))))
        builder.updateHead(created=_STAMP, modified=_STAMP)
        builder.font.recalcTimestamp = False
        out = BytesIO()
        builder.save(out)
        return out.getvalue()


_NAMES = {"copyright": 0, "familyName": 1, "styleName": 2, "psName": 6, "licenseDescription": 13}


def read_characters(source: Path) -> frozenset[str]:
    """Return every character that a font has."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    with TTFont(source, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def _set_glyphs(builder: FontBuilder, font: TTFont, order: Iterable[str]) -> dict[str, int]:
    """Draw each glyph anew as quadratic curves, accents joined to their letters; return the advances."""
    from fontTools.pens.cu2quPen import Cu2QuPen  # noqa: PLC0415 - as above
    from fontTools.pens.recordingPen import DecomposingRecordingPen  # noqa: PLC0415
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415

    outlines = font.getGlyphSet()
    is_postscript = "CFF " in font
    glyphs, widths = {}, {}
    for name in order:
        recorded, pen = DecomposingRecordingPen(outlines), TTGlyphPen(None)
        outlines[name].draw(recorded)
        recorded.replay(Cu2QuPen(pen, max_err=1.0, reverse_direction=True) if is_postscript else pen)
        glyphs[name] = pen.glyph()
        widths[name] = round(outlines[name].width)
    builder.setupGlyf(glyphs)
    return widths


def _set_kerning(builder: FontBuilder, pairs: dict[tuple[str, str], int]) -> None:
    """Write the pairs as a plain ``kern`` table, which every renderer reads."""
    from fontTools.ttLib import newTable  # noqa: PLC0415 - as above
    from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0  # noqa: PLC0415

    if not pairs:
        return
    table = KernTable_format_0()
    table.coverage, table.version, table.tupleIndex, table.kernTable = 1, 0, None, pairs
    kern = builder.font["kern"] = newTable("kern")
    kern.version, kern.kernTables = 0, [table]


def _find_kerning(font: TTFont, names: set[str]) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield the pairs of the font's ``kern`` feature among some glyphs, later subtables first."""
    if "GPOS" not in font or "CFF " in font:
        return
    table = font["GPOS"].table
    indexes = {i for f in table.FeatureList.FeatureRecord if f.FeatureTag == "kern" for i in f.Feature.LookupListIndex}
    for index in sorted(indexes, reverse=True):
        for subtable in reversed(table.LookupList.Lookup[index].SubTable):
            inner = subtable.ExtSubTable if hasattr(subtable, "ExtSubTable") else subtable
            if inner.LookupType == 2:
                yield from _pairs_of(inner, names)


def _pairs_of(subtable: PairPos, names: set[str]) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield the pairs of a subtable: listed one by one (format 1), or by classes of glyphs (format 2)."""
    firsts = [name for name in subtable.Coverage.glyphs if name in names]
    if subtable.Format == 2:
        yield from _class_pairs_of(subtable, firsts, names)
        return
    rows = dict(zip(subtable.Coverage.glyphs, subtable.PairSet, strict=True))
    for first in firsts:
        for record in rows[first].PairValueRecord:
            if record.SecondGlyph in names and record.Value1:
                yield (first, record.SecondGlyph), record.Value1.XAdvance or 0


def _class_pairs_of(
    subtable: PairPos,
    firsts: Iterable[str],
    names: set[str],
) -> Iterator[tuple[tuple[str, str], int]]:
    seconds: dict[int, list[str]] = {}
    for name in sorted(names):
        seconds.setdefault(subtable.ClassDef2.classDefs.get(name, 0), []).append(name)
    for first in firsts:
        row = subtable.Class1Record[subtable.ClassDef1.classDefs.get(first, 0)].Class2Record
        for number, members in seconds.items():
            value = row[number].Value1
            if value and getattr(value, "XAdvance", 0):
                yield from (((first, second), value.XAdvance) for second in members)
