// A map of koreamap.map in a Streamlit app of anybody's: the explorer's map, with its data and all that was put on it.

import { readTheme, watchTheme } from '../shared/theme.js';
import { MapView } from './map_view.js';

/** @typedef {{ version: string, description: any, data: Object<string, { features: object[] }> }} FoliumData */

const mounted = new WeakMap(); // parentElement -> Mount

/** One map: what is on and what is selected stay in the browser. */
class Mount {
  /**
   * @param {HTMLElement} parent Streamlit's.
   * @param {FoliumData} given
   */
  constructor(parent, { version, description, data }) {
    this.version = version;
    this.root = document.createElement('div');
    this.root.className = 'km-map';
    parent.append(this.root);
    this.view = new MapView(this.root, description, {
      onClick: ({ id }) => this.show({ selected: [id] }),
      onMiss: () => this.show({ selected: [] }),
      onLayers: (layers) => this.show({ layers }),
      onMove: () => {},
      onHome: () => {},
    });
    for (const layer of description.layers) this.view.store.keep(layer, data[layer.url]);
    this.look = { selected: [], layers: description.layers.filter(isShown).map(({ id }) => id) };
    const restyle = () => this.view.restyle(readTheme(this.root));
    this.stopWatching = watchTheme(this.root, restyle);
    restyle();
    this.view.start({ at: null, layers: this.look.layers });
  }

  show(change) {
    this.look = { ...this.look, ...change };
    this.view.show(this.look);
  }

  /** Leave the page; the map itself is kept whole, since what it still waits for may draw on it. */
  close() {
    this.stopWatching();
    this.view.size.stop();
    this.root.remove();
  }
}

function isShown({ group, shown }) {
  return shown && group !== 'basemap' && group !== 'evidence';
}

/** Streamlit calls this at the mount and whenever data or theme change, and the returned function at the end. */
export default function foliumView({ data, parentElement }) {
  const before = mounted.get(parentElement);
  if (before?.version !== data.version) {
    before?.close();
    mounted.set(parentElement, new Mount(parentElement, data));
  }
  return () => {
    mounted.get(parentElement)?.close();
    mounted.delete(parentElement);
  };
}
