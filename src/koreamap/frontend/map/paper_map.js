// The map on paper: as it lies on the screen, without its controls, finely drawn, and all of it at once: no frame comes before the print.

import { L } from './leaflet.js';

/**
 * Draw a map for paper. Its theme is the page's affair, and is to be light by now.
 *
 * @param {import('./map_view.js').MapView} view
 * @returns {() => void} Draws it for the screen again.
 */
export function putMapOnPaper(view) {
  letter(view.labels, { isOnPaper: true });
  refreshFinely(view.basemap, view.colours.water);
  return () => {
    view.basemap.refresh();
    letter(view.labels, { isOnPaper: false });
  };
}

// Names may stand where the controls were.
function letter(labels, { isOnPaper }) {
  labels.isOnPaper = isOnPaper;
  labels.letter();
}

/** Paper has more dots an inch than most screens: the canvas is drawn as on the finest of them. What is clear in it would be printed white. */
function refreshFinely(basemap, water) {
  const browser = /** @type {{retina: boolean}} */ (L.Browser);
  const { retina } = browser;
  browser.retina = true;
  basemap.refresh({ ground: water });
  browser.retina = retina;
}
