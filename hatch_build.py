"""Copy Leaflet from its pinned package to beside the map component, whenever the project is built or installed."""

from __future__ import annotations

import importlib.resources
import shutil
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = Path("src/koreamap/frontend/vendor/leaflet")


class CustomBuildHook(BuildHookInterface[Any]):
    """Put ``leaflet.js``, ``leaflet.css``, its pictures and its licence where the component imports them from."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Replace the copy as a whole, so that a changed pin leaves nothing old behind.

        An editable installation carries only ``pyproject.toml``: Streamlit looks for the declaration of the components
        among a distribution's own files, while everything else is found in the checkout.
        """
        target = Path(self.root) / VENDOR
        package = importlib.resources.files("js_lib_leaflet")
        with importlib.resources.as_file(package) as source:
            static = next(Path(source).rglob("leaflet.js")).parent
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(static, target, ignore=shutil.ignore_patterns("*-src*", "*.map"))
            for licence in Path(source).parent.glob("django_js_lib_leaflet-*.dist-info/**/LICENSE*"):
                shutil.copy(licence, target / "LICENSE")
        if version == "editable":
            build_data["force_include_editable"] = {"pyproject.toml": "koreamap/pyproject.toml"}
