"""What reading a file says, and what is wrong with a user's own things, in the language of the page.

A file is read by a process of its own, which knows no page and says all in English; so do those who read, keep and join
a user's own. Their sentences are known by their forms, here and in `koreamap.app.own_words`; one that has none is shown
as it is.
"""

from __future__ import annotations

import re
from functools import cache

from koreamap.app.own_words import OWN_FORMS
from koreamap.translation import N_, gettext

__all__ = ["say_of_file"]

_FORMS = (
    # What is wrong with a file, and what it should be.
    N_("a file of places of {size} MB"), N_("a file of {size} MB"), N_("a text of {size} MB"),
    N_("a text of {size} mentions"), N_("content, unpacked, of {size} MB"),
    N_("a PDF of {size} pages"), N_("a package of {size} parts"), N_("part {part} of {size} times its packed size"),
    N_("at most {most} mentions ({setting}); koreamap link takes any number"),
    N_("at most {most} MB ({setting})"), N_("at most {most} seconds ({setting})"),
    N_("at most {most} pages ({setting})"), N_("at most {most} parts ({setting})"),
    N_("at most {most} times its packed size ({setting})"), N_("at most {most} MB"), N_("{size} MB"),
    N_("a file that takes longer to read"), N_("a file that takes more memory or breaks its reader"),
    N_("no process to read it: {reason}"), N_("a system that has one"),
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
    N_("decisions on a text with sha256 {hash}"), N_("decisions on {document}"), N_("{hash}: the text is another"),
    N_("a file of decisions as this page saves it"), N_("room and leave to write"),
    # How it was read.
    N_("the first line was taken for the title"), N_("the date {date} was taken from “{line}”"),
    N_("the author was taken from “{line}”"),
    N_("the file was made on {date}; of the document itself no date is known"),
    N_("read as {format}, which its name does not say"), N_("read as {encoding}"),
    N_("the encoding {encoding} is a guess: do Korean and accented letters read well?"),
    N_("what is no character (NUL, lone surrogates and the like) is U+FFFD now ({count})"),
    N_("pages without text, pictures or blank ({count} of {pages}): {labels}"),
    N_("footnotes without a mark, kept where they stand ({count}): {labels}"),
    N_("marks without a footnote ({count}): {labels}"), N_("tables, kept row by row ({count})"),
    N_("gaps of the edition, marked […] ({count})"), N_("left out: {these}"),
    N_("lines taken for running heads and feet: {lines}"),
    # What is left out.
    N_("asides"), N_("broken pages"), N_("buttons"), N_("comments"), N_("deletions"), N_("embedded objects"),
    N_("facsimiles"), N_("films"), N_("formulas"), N_("frames"),
    N_("heads and feet of the web page"), N_("hidden words"), N_("HTML tags"), N_("input fields"), N_("macros"),
    N_("music"), N_("navigation menus"), N_("notices for want of scripts"), N_("objects"), N_("page numbers"),
    N_("pictures"), N_("running heads"), N_("running heads and feet"), N_("scripts"), N_("signs of a symbol font"),
    N_("sounds"), N_("standoff markup"), N_("style sheets"), N_("templates"), N_("tracked deletions"),
    *OWN_FORMS,
    N_("{kind} ({count})"),
)  # fmt: skip
"""Of those that fit, the first is taken."""

_NUMBER, _WORD, _SHORT = r"-?[0-9.,]+", r"\S+?", ".+?"
_PARTS = {
    **dict.fromkeys(("count", "row", "pages", "size", "degrees", "least"), _NUMBER), "passage": _WORD, "what": _SHORT,
}  # fmt: skip
"""What a part may be; of any other, whatever is there, the words after it too."""
_SAID_TOO = frozenset({"kind", "format", "said", "what", "found", "expected", "reason"})
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
        pattern = re.sub(r"\\\{(\w+)\\\}", _match_part, re.escape(form))
        compiled.append((form, re.compile(pattern, re.DOTALL)))
    return tuple(compiled)


def _match_part(found: re.Match[str]) -> str:
    return f"(?P<{found[1]}>{_PARTS.get(found[1], '.+')})"
