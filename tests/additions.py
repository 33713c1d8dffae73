"""One thing of each kind that a contributor may add, as the recipes of CONTRIBUTING say it is added."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]

NOTE = """# **A note on the line**

## **1. Panmunjom**

The Military Demarcation Line runs past Dorasan Station and through Panmunjom.<sup>1</sup>

## **2. The sea**

Baengnyeong Island lies below the 38th parallel, and so does Palmido Lighthouse.

---

<sup>1</sup> The Demilitarized Zone reaches two kilometers to either side of it.
"""

ADDITIONS: dict[str, dict[str, str]] = {
    "layer": {
        "src/koreamap/layers/lighthouses.py": '''"""Lighthouses, one point each."""

from __future__ import annotations

from koreamap.layers import points_of
from koreamap.model import Expectations, Label, LayerSpec, Style

SPEC = LayerSpec(
    id="lighthouses",
    title="Lighthouses",
    title_ko="등대",
    summary="Lighthouses that a document names.",
    geometry_type="Point",
    group="context",
    order=640,
    style=Style(color="#7a3e00", color_dark="#e0a060", marker="diamond", size_px=8, label=Label(min_zoom=9)),
    expectations=Expectations(count=(1, 1), bbox=(126.0, 37.0, 127.0, 38.0)),
    source_ids=("unsourced",),
)

build = points_of(SPEC)
''',
        "geodata/places/lighthouses.toml": """[[place]]
id = "palmido-lighthouse"
kind = "site"
layer = "lighthouses"
names = [{ text = "Palmido Lighthouse" }, { text = "팔미도 등대", lang = "ko", system = "hangul" }]
status = ["schematic"]
method = "Set by hand for a trial."
accuracy_m = 2000
accuracy_note = "Approximate: no source was read."
source_ids = ["unsourced"]
lon = 126.51
lat = 37.36
""",
    },
    "place": {
        "geodata/places/stations.toml": """[[place]]
id = "dorasan-station"
kind = "site"
layer = "sites"
names = [{ text = "Dorasan Station" }, { text = "도라산역", lang = "ko", system = "hangul" }]
status = ["schematic"]
method = "Set by hand for a trial."
accuracy_m = 2000
accuracy_note = "Approximate: no source was read."
source_ids = ["unsourced"]
lon = 126.71
lat = 37.89
""",
    },
    "claim": {
        "geodata/claims/note-1975.toml": """[[claim]]
id = "note-station-near-line"
title = "Dorasan near the line"
passage = "note-1975/1/p1"
quote = "runs past Dorasan Station"
restated = "The station lies near the Military Demarcation Line."
places = ["dorasan-station", "mdl"]
tolerance = "not farther than {most_km:.0f} km"
tolerance_reason = "A passer-by would call that past."
check = "site_near_line"
given.site = "dorasan-station"
given.line = "mdl"
given.most_km = 20
figure = "{gap_km:.1f} km away"
summary = "The station's point lies {gap_km:.1f} km from the line."
method = "The shortest geodesic from the point to the line."
source_ids = ["unsourced"]
caveats = ["The station's point was set by hand."]
measures.gap_km.label = "Dorasan Station to the MDL"
measures.gap_km.note = "The station and the line, in quadrature."
""",
        "src/koreamap/claims/site_near_line.py": '''"""Whether a site lies near a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.claims._finding import Value, conclude
from koreamap.claims._judging import judge
from koreamap.model import Record

if TYPE_CHECKING:
    from koreamap.claims._reference import Reference
    from koreamap.model import Claim, Finding


class Given(Record, frozen=True, kw_only=True):
    """The site, the line, and what still counts as near."""

    site: str
    line: str
    most_km: float


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Measure from the site to the line."""
    gap_km = reference.distance_km(given.site, given.line)
    error_km = reference.error_m(given.site, given.line) / 1e3
    judgement = judge(gap_km <= given.most_km, is_unsure=abs(gap_km - given.most_km) <= error_km)
    return conclude(claim, judgement, [Value("gap_km", gap_km, error_km)], [])
''',
    },
    "statement": {},
    "format": {
        "src/koreamap/export/names_txt.py": '''"""Names, one a line, for a word list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.export.spec import FormatSpec

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.export.content import ExportContent
    from koreamap.export.spec import Progress

__all__ = ["FORMATS", "write"]

FORMATS = (
    FormatSpec(
        id="names-txt",
        title="Names (text)",
        summary="The names of the exported features, one a line.",
        suffix=".txt",
        media_type="text/plain",
        kind="data",
        order=190,
    ),
)


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write the names."""
    progress("names")
    ids = [feature.id for layer in content.layers for feature in layer.features]
    out.write_text("".join(f"{content.atlas.places[id_].title}\\n" for id_ in ids), encoding="utf-8")
''',
    },
    "page": {
        "src/koreamap/app/pages/about.py": '''"""About: whose texts these are."""

from __future__ import annotations

import streamlit as st

from koreamap.app.pages import Page
from koreamap.atlas import read_atlas

__all__ = ["PAGE", "render"]

PAGE = Page(title="About", order=90, description="What this is.")


def render() -> None:
    """Show the page."""
    for document in read_atlas().documents.values():
        st.text(document.citation)
''',
    },
    "document": {
        "geodata/documents/note-1975/text.txt": NOTE,
        "geodata/documents/note-1975/document.toml": f"""id = "note-1975"
title = "A note on the line"
short_title = "Note 1975"
author = "Nobody"
date = "1975-01-01"
language = "en"
citation = "Nobody, “A note on the line”, 1 January 1975."
address = ""
rights = "Public domain."
quotable = "all"
note = "Made up."
format = "paged-markdown"
sha256 = "{hashlib.sha256(NOTE.encode()).hexdigest()}"
""",
    },
}
"""Kind -> file -> text. What a recipe changes in a file that is there already stands in `CHANGES`."""

CHANGES: dict[str, tuple[str, str, str]] = {
    "place": ("src/koreamap/layers/sites.py", "count=(4, 4)", "count=(5, 5)"),
    "statement": (
        "geodata/statements.toml",
        '[[statement]]\nid = "rok-1999-09"\n',
        """[[statement]]
id = "unc-1999-unread"
matters = ["sea-line"]
party = "unc"
date = "1999-09-03"
said = "Its own answer to the proclamation: no source read."
source_ids = ["unsourced"]

[[statement]]
id = "rok-1999-09"
""",
    ),
}
"""Kind -> file, words, and the words in their stead."""


def copy_project(target: Path) -> None:
    """Copy what git holds or would take in, and Leaflet."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603 - git itself
    for name in names.split("\0"):
        if name and (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)
    vendor = "src/koreamap/frontend/vendor"
    shutil.copytree(ROOT / vendor, target / vendor)


def add(kind: str, target: Path) -> None:
    """Follow a recipe in a copy."""
    for name, text in ADDITIONS[kind].items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    if kind in CHANGES:
        name, words, instead = CHANGES[kind]
        text = (target / name).read_text(encoding="utf-8")
        (target / name).write_text(text.replace(words, instead), encoding="utf-8")
