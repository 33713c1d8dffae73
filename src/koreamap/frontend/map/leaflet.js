// Leaflet is a plain script that sets window.L; this makes it a name that modules import.

import '../vendor/leaflet/leaflet.js';

export const { L } = window;
