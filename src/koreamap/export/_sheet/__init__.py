"""The print sheet: plan, projection, map, lettering, quotations and furniture, drawn in millimetres."""
