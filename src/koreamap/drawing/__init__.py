"""What is drawn and said on any map: its extents, the one Folium map, a place's card, a finding's chart."""
