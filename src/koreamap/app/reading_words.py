"""What reading a file says, in the language of the page.

A file is read by a process of its own, which knows no page and says all in English. Its sentences are known by their
forms here; one that has none is shown as it is.
"""

from __future__ import annotations

import re
from functools import cache

from koreamap.translation import N_, gettext

__all__ = ["say_of_file"]

_FORMS = (
    # What is wrong with a file, and what it should be.
    N_("a file of places of {size} MB"), N_("a file of {size} MB"), N_("a text of {size} MB"),
    N_("content, unpacked, of {size} MB"),
    N_("a PDF of {size} pages"), N_("a package of {size} parts"), N_("part {part} of {size} times its packed size"),
    N_("at most {most} MB ({setting})"), N_("at most {most} seconds ({setting})"),
    N_("at most {most} pages ({setting})"), N_("at most {most} parts ({setting})"),
    N_("at most {most} times its packed size ({setting})"), N_("at most {most} MB"), N_("{size} MB"),
    N_("a file that takes longer to read"), N_("a file that takes more memory to read"),
    N_("a file that takes more memory or breaks its reader"),
    N_("a file that its reader cannot cope with ({reason})"), N_("another"),
    N_("a file that nests too deep"), N_("one that nests less deep"),
    N_("an empty file"), N_("a text"), N_("{format} without a word"), N_("bytes that are no text"),
    N_("one of: {these}"), N_("XML of another kind: {element}"),
    N_("a PDF locked with a password"), N_("a package locked with a password"),
    N_("a document locked with a password"), N_("one that is open"),
    N_("{pages} pages without a text layer: pictures of a text"),
    N_("text; a program for text recognition, such as OCRmyPDF, can add it"),
    N_("a PDF that PDFium does not open: {reason}"), N_("a whole PDF"),
    N_("a broken package: {reason}"), N_("part {part} broken: {reason}"), N_("a whole file"),
    N_("a part named {part}"), N_("names within the file"), N_("a package without a text"), N_("TEI without a text"),
    N_("XML that breaks off: {reason}"), N_("well-formed XML"), N_("XML that declares entities"),
    N_("XML without: they can hide other files"), N_("no element"), N_("HTML with text in it"),
    N_("HTML that cannot be read: {reason}"), N_("HTML that nests less deep"),
    N_("a picture ({format})"), N_("a packed file ({format})"), N_("an archive ({format})"), N_("a ZIP archive"),
    N_("a program"), N_("a database"), N_("a text in RTF; save it as DOCX"), N_("an old HWP; save it as HWPX"),
    N_("an old binary Office or Hangul file (.doc, .hwp); save it as DOCX or HWPX"),
    N_("an EDTF date, like 1953, 1953-07 or 1953-07-27"), N_("document {document}, date"), N_("plain text"),
    N_("decisions on {document}"), N_("decisions on a text with sha256 {hash}"), N_("{hash}: the text is another"),
    N_("a file of decisions as this page saves it"), N_("room and leave to write"),
    # What is wrong with a row of places, or with their file.
    N_("row {row} ({name}): {said}"), N_("row {row}: {said}"), N_("found no name, expected one"),
    N_("found {found}, expected {expected}"),
    N_("{text} as longitude"), N_("{text} as latitude"), N_("longitude {degrees}"), N_("latitude {degrees}"),
    N_("degrees; are the axes swapped?"), N_("degrees, like 126.98 or 126°58'41\"E"),
    N_("minutes and seconds below 60"),
    N_("found {text} as date; it stands in the note"), N_("none"),
    N_("coordinates"), N_("no geometry"), N_("{count} cells"),
    N_("{count}, as in the header; is a cell with a comma in it in quotes?"),
    N_("columns {columns}"), N_("one called name, title, 이름 or 지명"),
    N_("lon and lat, x and y, 경도 and 위도, or wkt"), N_("coordinates like {point}"), N_("coordinates {point}"),
    N_("degrees; say which projection it is in, such as EPSG:5179, 5186 or 32652 (--crs)"),
    N_("them where {crs} is meant for; are the axes swapped?"), N_("an EPSG code such as EPSG:5179"),
    N_("{place} is there already with other values, and was left as it is"),
    N_("everyday words, single letters and numbers are not looked for in texts: {names}"),
    N_("a GeoJSON FeatureCollection, Feature or geometry"),
    N_("GeoJSON or a table of places"), N_("{count} place: {said}"), N_("{count} places: {said}"),
    N_("heights were dropped"), N_("a ring was open and has been closed"),
    N_("its outline crosses itself and has been mended"), N_("it crosses the antimeridian and has been cut there"),
    # How it was read.
    N_("the first line was taken for the title"), N_("the date {date} was taken from “{line}”"),
    N_("the author was taken from “{line}”"),
    N_("the file was made on {date}; of the document itself no date is known"),
    N_("read as {format}, which its name does not say"),
    N_("the encoding {encoding} is a guess: do Korean and accented letters read well?"),
    N_("what is no character (NUL, lone surrogates and the like) is U+FFFD now ({count})"),
    N_("pages without text, pictures or blank ({count} of {pages}): {labels}"),
    N_("footnotes without a mark, kept where they stand ({count}): {labels}"),
    N_("marks without a footnote ({count}): {labels}"), N_("tables, kept row by row ({count})"),
    N_("gaps of the edition, marked […] ({count})"), N_("left out: {these}"), N_("{kind} ({count})"),
    # What is left out.
    N_("broken pages"), N_("buttons"), N_("comments"), N_("deletions"), N_("embedded objects"), N_("facsimiles"),
    N_("films"), N_("formulas"), N_("frames"),
    N_("heads and feet of the web page"), N_("hidden words"), N_("HTML tags"), N_("input fields"), N_("macros"),
    N_("music"), N_("navigation menus"), N_("notices for want of scripts"), N_("objects"), N_("page numbers"),
    N_("pictures"), N_("running heads"), N_("running heads and feet"), N_("scripts"), N_("signs of a symbol font"),
    N_("sounds"), N_("standoff markup"), N_("style sheets"), N_("templates"), N_("tracked deletions"),
)  # fmt: skip
"""Of those that fit, the first is taken."""

_SAID_TOO = frozenset({"kind", "format", "said", "found", "expected"})
"""Parts that are known by their forms, too; and `these` are such parts with commas between."""


def say_of_file(sentence: str) -> str:
    """Say in the language of the page what reading a file said."""
    for form, pattern in _compile():
        if found := pattern.fullmatch(sentence):
            parts = {name: _say_part(name, value) for name, value in found.groupdict().items()}
            return gettext(form).format(**parts)
    return sentence


def _say_part(name: str, value: str) -> str:
    if name == "these":
        return ", ".join(map(say_of_file, value.split(", ")))
    return say_of_file(value) if name in _SAID_TOO else value


@cache
def _compile() -> tuple[tuple[str, re.Pattern[str]], ...]:
    compiled = []
    for form in _FORMS:
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(form))
        compiled.append((form, re.compile(pattern, re.DOTALL)))
    return tuple(compiled)
