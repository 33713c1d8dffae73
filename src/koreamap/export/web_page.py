"""The map as one web page: map, reader, search and passages in a single file that needs no network and no server.

The page is drawn by the very front ends of the app, and it forbids itself every request: its policy allows the
scripts and the one style sheet that it holds, by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from koreamap import frontend
from koreamap.export._terms import TITLE, cite_map, describe_state, find_terms, say_not_drawn
from koreamap.export._web_page.data import build_files, to_json
from koreamap.export._web_page.findings import find_claims
from koreamap.export.spec import FormatSpec
from koreamap.frontend.bundle import join_scripts, join_styles, read_front_end
from koreamap.translation import N_, write_in_each

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from koreamap.export.content import ExportContent
    from koreamap.export.spec import Progress
    from koreamap.model import Source

__all__ = ["FORMATS", "write"]

FORMATS = (
    FormatSpec(
        id="web-page",
        title=N_("Web page (one file)"),
        summary=N_("The interactive map with its passages in one file, for any browser, with or without a network."),
        suffix=".html",
        media_type="text/html",
        kind="map",
        order=10,
    ),
)

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
"""Half characters, which a damaged name may hold and no file can."""

_PAGE = frontend.FOLDER / "explorer"
_ICON = frontend.FOLDER / "front_page" / "icon.svg"
_LANGUAGE = frontend.FOLDER / "front_page" / "language.js"
_SWITCH = frontend.FOLDER / "shared" / "languages.html"
_SHEETS = (_PAGE / "explorer.css", _PAGE / "page.css")

_ABOUT = '<span class="wide" {0}>{1}</span><span class="narrow" {0}>{2}</span>'
_WHOLE = N_(
    "It is whole: map, passages, claims, places and search lie in this one file. It asks for nothing over a network "
    "and sends nothing; the addresses below lead elsewhere when you follow them."
)
_SOFTWARE = N_("Made with koreamap (MIT licence). The map is drawn with Leaflet:")

_FRAME = """<!DOCTYPE html>
<html lang="en" data-alone>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="{description}">
<meta name="application-name" content="{name}">
<meta property="og:type" content="website">
<meta property="og:title" content="{name}">
<meta property="og:description" content="{description}">
<title>{title}</title>
<link rel="icon" type="image/svg+xml" href="{icon}">
<style>{style}</style>
<script>{first}</script>
</head>
<body>
<header class="page-head"><h1>{heading}</h1><nav class="page-links" aria-label="koreamap"></nav>{switch}{about}</header>
<main class="page-body">
<noscript>{unscripted}</noscript>
</main>
{files}
<script type="module">{script}</script>
</body>
</html>
"""


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write the page.

    Stops with `ExportError` when a file of the front ends is missing, Leaflet for one.
    """
    progress("map")
    script = join_scripts(_PAGE / "page.js")
    style = join_styles(*_SHEETS)
    first = read_front_end(_LANGUAGE)
    files = build_files(content)
    progress("page")
    title = content.request.title or TITLE
    page = _FRAME.format(
        policy=_write_policy((first, script), style),
        description=html.escape(f"{FORMATS[0].summary} {find_terms(content, is_map=True).attribution}."),
        title=html.escape(title, quote=False),
        heading=html.escape(title) if content.request.title else write_in_each("<span {}>{}</span>", TITLE),
        name=html.escape(title),
        icon="data:image/svg+xml," + quote(read_front_end(_ICON)),
        style=style,
        about=_write_about(content),
        files="\n".join(_embed(path, value) for path, value in files.items()),
        script=script,
        first=first,
        switch=read_front_end(_SWITCH).strip(),
        unscripted=write_in_each('<p class="page-alone" {}>{}</p>', N_("The map needs JavaScript, which is off here.")),
    )
    out.write_bytes(_LONE_SURROGATES.sub("\ufffd", page).encode())


def _write_policy(scripts: Iterable[str], style: str) -> str:
    """Allow the page its own scripts and style sheet, and no request at all."""
    hashes = " ".join(f"'{_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src '{_hash(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _embed(path: str, value: object) -> str:
    """Write a file as a block of data, which a browser neither runs nor shows."""
    return f'<script type="application/json" data-path="{html.escape(path)}">{to_json(value)}</script>'


def _write_about(content: ExportContent) -> str:
    """Write what the page is, how to cite it, whose it is and on which terms, as HTML that needs no script."""
    atlas = content.atlas
    quoted = {passage.document_id for passage in content.passages}
    documents = [document for document in atlas.documents.values() if document.id in quoted]
    parts = (
        _head(N_("This page")),
        write_in_each("<p {}>{}</p>", _WHOLE),
        _write_lines(say_not_drawn(content), describe_state(atlas)),
        _head(N_("How to cite it")),
        _write_lines(cite_map(atlas, content.request.title)),
        _head(N_("Attribution and licence")),
        _write_lines(*find_terms(content, is_map=True)),
        _head(N_("Documents")),
        _list((document.citation, document.address, document.rights) for document in documents),
        _head(N_("Sources")),
        _list((source.citation, source.address, source.licence) for source in _find_sources(content)),
        _head(N_("Software")),
        write_in_each("<p {}>{}</p>", _SOFTWARE),
        f'<pre lang="en">{html.escape(read_front_end(frontend.LEAFLET / "LICENSE"))}</pre>',
    )
    summary = write_in_each(_ABOUT, N_("About this map"), N_("About"))
    return f'<details class="page-about"><summary>{summary}</summary><div>{"".join(parts)}</div></details>'


def _head(words: str) -> str:
    return write_in_each("<h2 {}>{}</h2>", words)


def _write_lines(*lines: str) -> str:
    return "".join(f'<p lang="en">{html.escape(line)}</p>' for line in lines if line)


def _find_sources(content: ExportContent) -> Iterable[Source]:
    """Yield the sources of what is drawn and of the findings."""
    ids = {*content.source_ids, *(id_ for claim in find_claims(content) for id_ in claim.source_ids)}
    return (source for id_, source in content.atlas.sources.items() if id_ in ids)


def _list(rows: Iterable[tuple[str, str, str]]) -> str:
    return f"<ul>{''.join(map(_write_row, rows))}</ul>"


def _write_row(row: tuple[str, str, str]) -> str:
    """Write a work, with where it is found and on which terms; only an address of the web can be followed."""
    citation, address, terms = map(html.escape, row)
    if address.startswith(("https://", "http://")):
        address = f'<a href="{address}" rel="noreferrer" target="_blank">{address}</a>'
    return f"<li lang='en'>{citation}<small>{' · '.join(filter(None, (address, terms)))}</small></li>"
