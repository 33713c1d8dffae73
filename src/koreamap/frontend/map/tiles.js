// Online tiles: an extra that someone may switch on; nothing depends on them.

import { gettext } from '../shared/messages.js';
import { L } from './leaflet.js';

export class Tiles {
  constructor(map, descriptions, { notify, onCredit }) {
    this.map = map;
    this.descriptions = descriptions;
    this.notify = notify;
    this.onCredit = onCredit;
    this.made = new Map(); // index -> L.TileLayer
  }

  toggle(index, isOn) {
    const tiles = this.#tilesAt(index);
    if (isOn) tiles.addTo(this.map);
    else tiles.remove();
    const shown = [...this.made].filter(([, layer]) => this.map.hasLayer(layer));
    this.onCredit(shown.map(([at]) => this.descriptions[at].attribution));
  }

  #tilesAt(index) {
    if (!this.made.has(index)) {
      const { url, max_zoom: maxNativeZoom, name, wms } = this.descriptions[index];
      // An attribution given to Leaflet would be read as markup, so it is shown elsewhere, as text.
      const options = { pane: 'km-tiles', maxNativeZoom, maxZoom: this.map.getMaxZoom(), noWrap: true };
      const tiles = wms ? L.tileLayer.wms(url, { ...options, ...wms }) : L.tileLayer(url, options);
      tiles.once('tileerror', () => this.notify(gettext('“{name}” is out of reach. Everything else works without it.', { name })));
      this.made.set(index, tiles);
    }
    return this.made.get(index);
  }
}
