// A layer's own file, saved with one click: the one that the server gives, or what the page itself holds.

import { make } from './dom.js';
import { gettext } from './messages.js';
import { nameOf } from './names.js';

const MEDIA_TYPE = 'application/geo+json';

/**
 * Make the link that saves a layer.
 *
 * @param {{id: string, title: string}} layer
 * @param {string|object} held Its address, or its GeoJSON itself.
 * @param {string} look The link's class.
 * @param {Node|string} content What is seen of the link.
 */
export function makeFileLink(layer, held, look, content) {
  const isHere = typeof held !== 'string';
  const fill = () => {
    const file = URL.createObjectURL(new Blob([JSON.stringify(held)], { type: MEDIA_TYPE }));
    link.href = file;
    setTimeout(() => URL.revokeObjectURL(file), 60_000);
  };
  const name = gettext('Save the layer “{title}” as GeoJSON', { title: nameOf(layer) });
  const words = { class: look, download: `koreamap-${layer.id}.geojson`, title: name, 'aria-label': name };
  const link = make('a', { ...words, 'data-file': layer.id, href: isHere ? '#' : held, click: isHere ? fill : null }, content);
  return link;
}
