"""What a label says, as QGIS expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from koreamap.model import Label

__all__ = ["DATED", "HANGUL", "NO_HANGUL", "WORDS", "append_suffix", "escape_in_expression", "find_brief"]

WORDS = """coalesce(nullif("label", ''), "name")"""
_DATE = "coalesce(\"date_label\", '')"
DATED = f"if({_DATE} = '' OR strpos({WORDS}, {_DATE}) > 0, {WORDS}, {_DATE} || ' ' || {WORDS})"
"""The label with its year, unless it names it already."""

NO_HANGUL = "coalesce(\"name_ko\", '') = ''"

_ABBREVIATION = f"nullif(regexp_substr({WORDS}, '\\\\(([A-Z]+)\\\\)$'), '')"
_WITHOUT_DOUBT = f"regexp_replace({WORDS}, ' \\\\([a-z]+\\\\)$', '')"


def escape_in_expression(expression: str) -> str:
    """Return a QGIS expression that escapes another's text for HTML."""
    replaced = f"replace(coalesce({expression}, ''), '&', '&amp;')"
    return f"replace(replace({replaced}, '<', '&lt;'), '>', '&gt;')"


HANGUL = escape_in_expression('"name_ko"')


def find_brief(label: Label) -> str:
    """Return the shortest form of a name: the layer's, the abbreviation that the name ends with, as *NLL*, or the name.

    It stands without the doubt behind it, as *(schematic)*: the line's own strokes tell that too.
    """
    own = "'" + label.abbreviation.replace("'", "''") + "'"
    return own if label.abbreviation else f"coalesce({_ABBREVIATION}, {_WITHOUT_DOUBT})"


def append_suffix(label: Label, *, opening: str = '<span style="color:#7d7a70">', closing: str = "</span>") -> str:
    """Return text that stands behind a name, in a lighter hand; it is escaped for an expression."""
    suffix = label.suffix.replace("'", "''")
    return f" {opening}{suffix}{closing}" if suffix else ""
