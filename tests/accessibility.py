"""What axe-core finds on a page, asked of the browser; axe-core comes with the checks of the JavaScript."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from browser import LET_REST
from koreamap.home import find_home

if TYPE_CHECKING:
    from playwright.sync_api import Page

EVERYTHING = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""The tags of all that WCAG 2.2 asks for at level AA, and of what axe-core holds to be good practice."""

_STREAMLITS = ".stAppHeader, [data-testid='stSkeleton'], [data-testid='stFileUploaderDropzone']"
"""Streamlit's own, which we cannot mend: its bar, see-through over our head, its sign of what is coming, and the part
of its field for files on which one is dropped; the button in it does the same."""

_SEEN_THROUGH = ".km-labels, .km-canvas svg"
"""Drawings over the map that nobody can touch: axe-core takes them for something over the panels above them."""

_RUN = """async ([tags, theirs, through, parts]) => {
  const walk = (root) =>
    [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? walk(each.shadowRoot) : [])]);
  const all = walk(document);
  const hidden = all.filter((each) => each.matches(`${theirs}, ${through}`));
  for (const each of hidden) each.style.setProperty('visibility', 'hidden', 'important');
  const include = parts ? all.filter((each) => each.matches(parts) && each.getClientRects().length) : [document];
  const exclude = [...document.querySelectorAll(theirs)];
  const how = { runOnly: tags, resultTypes: ['violations'], preload: false, iframes: false };
  const { passes, violations } = await globalThis.axe.run({ include, exclude }, how);
  for (const each of hidden) each.style.removeProperty('visibility');
  const tell = ({ id, nodes }) =>
    nodes.map(({ failureSummary, html }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`);
  return { parts: include.length, passed: passes.map(({ id }) => id), found: violations.flatMap(tell) };
}"""


@cache
def read_axe() -> str:
    """Read axe-core; without it, skip by name, but fail on the build server."""
    path = find_home() / ".venv" / "js" / "node_modules" / "axe-core" / "axe.min.js"
    if not path.exists():
        reason = "axe-core was not found: make .venv/.js"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path.read_text(encoding="utf-8")


def find_faults(page: Page, parts: str = "", *, rules: tuple[str, ...] = EVERYTHING) -> list[str]:
    """Return what axe-core finds wrong.

    Parameters
    ----------
    page
        Its context lets scripts be evaluated, whatever the page's policy.
    parts
        A selector of what has changed since the page was looked at whole; empty for the whole page.
    rules
        Tags or ids of rules.
    """
    if not page.evaluate("() => Boolean(globalThis.axe)"):
        page.evaluate(read_axe())
    asked: list[Any] = [list(rules), _STREAMLITS, _SEEN_THROUGH, parts]
    page.evaluate(LET_REST)
    told = page.evaluate(_RUN, asked)
    assert told["parts"], f"{parts} is not on the page"
    assert told["passed"] or told["found"], "no rule had anything to look at"
    found: list[str] = told["found"]
    return found
