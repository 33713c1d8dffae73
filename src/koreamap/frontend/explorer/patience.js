// What is still on its way, and what could not be had: told in the page's line, with a button that tries again.

import { tellMissed } from '../map/layer_store.js';
import { gettext } from '../shared/messages.js';
import { nameOf } from '../shared/names.js';

export class Patience {
  /** @param {import('./explorer.js').Explorer} explorer Whose line, map and events these are. */
  constructor(explorer) {
    this.explorer = explorer;
    this.missed = new Set(); // titles of layers that could not be had
    this.early = null; // what was chosen before the texts were there
  }

  /** What is chosen on the map while the texts are on their way waits for them. */
  hold(name, payload) {
    if (name === 'release' || !this.explorer.opening) return;
    this.early = [name, payload];
    this.explorer.say(gettext('The documents are still on their way …'));
  }

  /** Do what was held back. */
  catchUp() {
    const { early } = this;
    if (!early) return;
    this.early = null;
    this.explorer.say('');
    this.explorer.dispatch(...early);
  }

  /** Say which layers could not be had. */
  miss(layer) {
    this.missed.add(nameOf(layer));
    this.explorer.say(tellMissed([...this.missed]), () => this.#drawAgain());
  }

  /** Say what kept the page from being opened. */
  tellLoss() {
    return this.explorer.map ? gettext('The documents could not be loaded.') : gettext('The map could not be loaded.');
  }

  #drawAgain() {
    const { basemap, map, thematic } = this.explorer.map;
    this.missed.clear();
    basemap.show(map.getZoom());
    thematic.draw();
  }
}
