"""The print sheet: plan, view, map, lettering, quotations and furniture, drawn in millimetres."""
