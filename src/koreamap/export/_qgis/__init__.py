"""The QGIS project without QGIS: symbols, labels, layers, layout and tables from the one style record."""
