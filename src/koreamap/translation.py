"""The interface's words in other languages: English stands in the code, the others in gettext catalogues.

``locale/<language>/LC_MESSAGES/koreamap.po`` is read as it is written: there is no second form that could be out of
date.
"""

from __future__ import annotations

import gettext as standard
import html
import io
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel.core import negotiate_locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from babel.messages.catalog import Catalog

__all__ = [
    "LANGUAGES",
    "LOCALE",
    "N_",
    "choose_language",
    "gettext",
    "ngettext",
    "read_catalogue",
    "read_messages",
    "speak",
    "spoken",
    "translate",
    "write_in_each",
]

LANGUAGES = ("en", "ko")
"""What the interface speaks; the first is the code's own, in which `spoken` begins."""

LOCALE = Path(__file__).with_name("locale")

_FRONT_END = "src/koreamap/frontend/"
_CONTEXT = "\u0004"
_SPOKEN: ContextVar[str] = ContextVar("spoken", default=LANGUAGES[0])


def N_(words: str) -> str:  # noqa: N802 - gettext's own name
    """Mark words that are translated where they are shown."""
    return words


def spoken() -> str:
    """Return the language that this run of a page speaks."""
    return _SPOKEN.get()


def speak(language: str) -> None:
    """Speak a language of `LANGUAGES` from now on in this context; for any other, English."""
    _SPOKEN.set(language if language in LANGUAGES else LANGUAGES[0])


def choose_language(asked: str, accepted: str) -> str:
    """Choose the language of a page.

    Parameters
    ----------
    asked
        What its address asks for; empty or unknown for nothing.
    accepted
        What the browser would like: an ``Accept-Language`` header.
    """
    if asked in LANGUAGES:
        return asked
    wished = [item.partition(";")[0].strip() for item in accepted.split(",")]
    return negotiate_locale([name for name in wished if name], LANGUAGES, sep="-") or LANGUAGES[0]


def translate(words: str, language: str) -> str:
    """Return words in a language."""
    return _find(language).gettext(words) if words else ""


def gettext(words: str) -> str:
    """Return words in the language that this run of a page speaks."""
    return translate(words, spoken())


def ngettext(one: str, many: str, count: int) -> str:
    """Return the words for a number of things, in the language that this run of a page speaks."""
    return _find(spoken()).ngettext(one, many, count)


def write_in_each(form: str, *words: str) -> str:
    """Write words in each language as HTML, of which a page shows the one that it speaks.

    Parameters
    ----------
    form
        A place for the element's attributes, and one for each of the words.
    words
        English, as the catalogues have them.
    """
    return "".join(
        form.format(
            f'data-in="{language}" lang="{language}"', *(html.escape(translate(one, language)) for one in words)
        )
        for language in LANGUAGES
    )


@cache
def read_catalogue(language: str) -> Catalog:
    """Read a catalogue as it is written, by hand and by Babel."""
    with (LOCALE / language / "LC_MESSAGES" / "koreamap.po").open("rb") as file:
        return read_po(file, locale=language)


@cache
def _find(language: str) -> standard.NullTranslations:
    if language == LANGUAGES[0]:
        return standard.NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, read_catalogue(language))
    compiled.seek(0)
    return standard.GNUTranslations(compiled)


@cache
def read_messages(language: str) -> Mapping[str, str]:
    """Return the words of the front end, as its `messages.js` looks them up."""
    return dict(_list_messages(read_catalogue(language)))


def _list_messages(catalogue: Catalog) -> Iterable[tuple[str, str]]:
    for message in catalogue:
        is_ours = any(path.startswith(_FRONT_END) for path, _line in message.locations)
        if not message.id or not is_ours:
            continue
        words = message.id if isinstance(message.id, str) else message.id[0]
        said = message.string if isinstance(message.string, str) else "".join(message.string or ())  # one form for all
        if said:
            yield f"{message.context}{_CONTEXT}{words}" if message.context else words, said
