"""The map as one web page: map, reader, search and passages in a single file that needs no network and no server.

The page is drawn by the very front ends of the app, and it forbids itself every request: its policy allows the one
script and the one style sheet that it holds, by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from typing import TYPE_CHECKING

from koreamap import frontend
from koreamap.drawing.backgrounds import ATTRIBUTION
from koreamap.export._terms import LICENCE, TITLE, cite_map, describe_state, say_not_drawn
from koreamap.export._web_page.data import build_files, to_json
from koreamap.export._web_page.findings import find_claims
from koreamap.export.spec import FormatSpec
from koreamap.frontend.bundle import join_scripts, join_styles, read_front_end

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
        title="Web page (one file)",
        summary="The interactive map with its passages in one file, for any browser, with or without a network.",
        suffix=".html",
        media_type="text/html",
        kind="map",
        order=10,
    ),
)

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
"""Half characters, which a damaged name may hold and no file can."""

_PAGE = frontend.FOLDER / "explorer"
_SHEETS = (_PAGE / "explorer.css", _PAGE / "page.css")

_FRAME = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="{description}">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<header class="page-head"><h1>{title}</h1><nav class="page-links" aria-label="Pages"></nav>{about}</header>
<main class="page-body">
<noscript><p class="page-alone">The map needs JavaScript, which is off here.</p></noscript>
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
    files = build_files(content)
    progress("page")
    page = _FRAME.format(
        policy=_write_policy(script, style),
        description=html.escape(f"{FORMATS[0].summary} {ATTRIBUTION}."),
        title=html.escape(content.request.title or TITLE, quote=False),
        style=style,
        about=_write_about(content),
        files="\n".join(_embed(path, value) for path, value in files.items()),
        script=script,
    )
    out.write_bytes(_LONE_SURROGATES.sub("\ufffd", page).encode())


def _write_policy(script: str, style: str) -> str:
    """Allow the page its own script and style sheet, and no request at all."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; "
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
    return (
        '<details class="page-about"><summary>About<span> this map</span></summary><div>'
        "<h2>This page</h2>"
        "<p>It is whole: map, passages, claims and search lie in this one file. It asks for nothing over a network and "
        "sends nothing; the addresses below lead elsewhere when you follow them.</p>"
        f"{_write_lines(say_not_drawn(content), describe_state(atlas))}"
        f"<h2>How to cite it</h2>{_write_lines(cite_map(atlas, content.request.title))}"
        f"<h2>Attribution and licence</h2>{_write_lines(ATTRIBUTION, LICENCE)}"
        f"<h2>Documents</h2>{_list((document.citation, document.address, document.rights) for document in documents)}"
        f"<h2>Sources</h2>{_list((s.citation, s.address, s.licence) for s in _find_sources(content))}"
        "<h2>Software</h2><p>Made with koreamap (MIT licence). The map is drawn with Leaflet:</p>"
        f"<pre>{html.escape(read_front_end(frontend.LEAFLET / 'LICENSE'))}</pre>"
        "</div></details>"
    )


def _write_lines(*lines: str) -> str:
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines if line)


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
    return f"<li>{citation}<small>{' · '.join(filter(None, (address, terms)))}</small></li>"
