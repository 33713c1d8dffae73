"""Every recipe of CONTRIBUTING holds: what it adds is built, drawn, listed and tested, and nothing else breaks."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from additions import ADDITIONS, CHANGES, ROOT, add, copy_project

if TYPE_CHECKING:
    from pathlib import Path

CONTRACTS = {
    "layer": ("test_layers.py", "test_catalogue.py"),
    "place": ("test_gazetteer.py",),
    "claim": ("test_claims.py", "test_claims_curated.py"),
    "statement": ("test_statements.py",),
    "format": ("test_export.py",),
    "page": ("test_app.py",),
    "document": ("test_documents.py", "test_mentions.py", "test_links.py"),
}
"""Kind -> the rules that hold for each of it."""

LEFT_ALONE = (
    "contiguous_waters",  # the build has held it to its expectations
    "test_any_extent_as_typed",
    "test_a_map_says_whose_lines_it_leaves_out",
    "test_every_mention_slices_its_quote_in_any_text",
    "test_folding_traces_every_character",
    "test_table_folds_as_the_pattern_does_from_one_token_to_the_next",
    "test_an_export_is_where_it_was_asked_for",
    "test_finding_the_formats_loads_no_folium_and_no_pandas",
    "test_the_build_stops_at_a_broken_claim",
    "test_zone_edges_lie_two_kilometres_from_the_line",
    "test_without_the_zigzag_the_demarcation_line_stays_where_it_was",
    "(test_layer_ and not (lighthouses or sites))",  # one layer each, and these alone are new or changed
    "(test_the_evidence_is_drawn and not note-)",  # one claim each
)
"""The dearest of those rules, as pytest chooses them, where they look at nothing that a recipe adds."""

RECIPE = re.compile(r"^### An? (\w+)\n\n(.*?)(?=\n##|\Z)", re.DOTALL | re.MULTILINE)


def run(copy: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the copy, with the copy's own package."""
    environment = os.environ | {"PYTHONPATH": str(copy / "src")}
    return subprocess.run(  # noqa: S603 - this Python
        [sys.executable, *command], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Follow every recipe in one copy, and build."""
    target = tmp_path_factory.mktemp("copy")
    copy_project(target)
    for kind in ADDITIONS:
        add(kind, target)
    built = run(target, "-m", "koreamap", "build")
    assert built.returncode == 0, built.stderr
    return target


def read(copy: Path, name: str, member: str) -> list[dict[str, object]]:
    return json.loads((copy / "layers" / name).read_text(encoding="utf-8"))[member]  # type: ignore[no-any-return]


def test_every_recipe_is_short_and_tried() -> None:
    recipes = dict(RECIPE.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    assert recipes.keys() == ADDITIONS.keys() == CONTRACTS.keys()
    for kind, text in recipes.items():
        assert 1 <= len(text.strip().splitlines()) <= 6, kind
        for name in (*ADDITIONS[kind], *([CHANGES[kind][0]] if kind in CHANGES else ())):
            folder, _, file = name.rpartition("/")
            named = {f"`{folder}/", f"`{folder.rpartition('/')[0]}/<id>/", f"`{file}`", "its layer"}
            assert any(word in text for word in named), f"{kind}: {name}"


@pytest.fixture(scope="module")
def broken(copy: Path) -> str:
    """Hold the copy to all the rules at once, and return what broke."""
    files = [f"tests/{name}" for names in CONTRACTS.values() for name in names]
    chosen = ["-k", f"not ({' or '.join(LEFT_ALONE)})"]
    found = run(copy, "-m", "pytest", "-q", "-rfE", "--tb=short", "-p", "no:cacheprovider", *chosen, *files)
    assert found.returncode in {0, 1}, found.stdout[-3000:] + found.stderr[-3000:]
    assert re.search(r"\d{3,} passed", found.stdout)
    return found.stdout if found.returncode else ""


@pytest.mark.thorough
@pytest.mark.parametrize("kind", CONTRACTS)
def test_the_rules_hold_with_one_more(kind: str, broken: str) -> None:
    names = "|".join(map(re.escape, CONTRACTS[kind]))
    assert re.findall(rf"^(?:FAILED|ERROR) tests/(?:{names}).*", broken, re.MULTILINE) == []


@pytest.mark.thorough
def test_the_layer_is_drawn_and_listed(copy: Path) -> None:
    assert (copy / "layers" / "lighthouses.geojson").is_file()
    assert "lighthouses" in {layer["id"] for layer in read(copy, "layers.json", "layers")}
    assert "| `lighthouses` | Lighthouses" in (copy / "docs" / "catalogue.md").read_text(encoding="utf-8")


@pytest.mark.thorough
def test_the_document_leads_to_the_place(copy: Path) -> None:
    assert "note-1975" in {document["id"] for document in read(copy, "documents.json", "documents")}
    bodies = [item["body"]["source"] for item in read(copy, "links.json", "items")]  # type: ignore[index]
    assert "urn:koreamap:place:dorasan-station" in bodies
    assert "urn:koreamap:place:palmido-lighthouse" in bodies


@pytest.mark.thorough
def test_the_claim_is_tested(copy: Path) -> None:
    found = {claim["id"]: claim for claim in read(copy, "findings.json", "claims")}
    assert found["note-station-near-line"]["verdict"] == "supported"


@pytest.mark.thorough
def test_the_statement_is_built(copy: Path) -> None:
    (said,) = [row for row in read(copy, "statements.json", "statements") if row["id"] == "unc-1999-unread"]
    assert said["matters"] == ["sea-line"]


@pytest.mark.thorough
def test_the_format_is_offered_and_written(copy: Path) -> None:
    out = copy / "names.txt"
    found = run(copy, "-m", "koreamap", "export", "names-txt", "--layers", "lighthouses", "--out", str(out))
    assert found.returncode == 0, found.stderr
    assert out.read_text(encoding="utf-8") == "Palmido Lighthouse\n"


@pytest.mark.thorough
def test_the_page_is_in_the_navigation(copy: Path) -> None:
    found = run(copy, "-c", "from koreamap.app.pages import find_pages; print([m.PAGE.title for m in find_pages()])")
    assert "'About'" in found.stdout, found.stderr
