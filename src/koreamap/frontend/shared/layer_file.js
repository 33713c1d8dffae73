// A layer's own file, saved with one click: the one that the server gives, or, in a page that stands alone, what the page holds.

import { make } from './dom.js';
import { addressOf } from './fetch.js';

const MEDIA_TYPE = 'application/geo+json';

/**
 * Make the link that saves a layer.
 *
 * @param {{id: string, title: string}} layer
 * @param {string} path Where its GeoJSON is read.
 */
export function makeFileLink(layer, path) {
  const held = addressOf(path);
  const isHere = typeof held !== 'string';
  const fill = () => {
    const file = URL.createObjectURL(new Blob([JSON.stringify(held)], { type: MEDIA_TYPE }));
    link.href = file;
    setTimeout(() => URL.revokeObjectURL(file), 60_000);
  };
  const words = { class: 'chip', download: `koreamap-${layer.id}.geojson`, title: `Save the layer “${layer.title}” as GeoJSON` };
  const link = make('a', { ...words, 'data-file': layer.id, href: isHere ? '#' : held, click: isHere ? fill : null }, 'GeoJSON');
  return link;
}
