// The live map's entry: Streamlit calls the default export on every data change; the map itself is made once.

import { isStandalone, readJson } from '../shared/fetch.js';
import { addStylesheet } from './dom.js';
import { MapView } from './map_view.js';

const mounted = new WeakMap(); // parentElement -> Mount
const LEAFLET_STYLES = '../vendor/leaflet/leaflet.css';

/** One map on the page: remembers the newest data while the description is on its way. */
class Mount {
  constructor(parentElement) {
    this.parent = parentElement;
    this.root = document.createElement('div');
    this.root.className = 'km-map';
    parentElement.append(this.root);
  }

  update(args) {
    this.args = args;
    if (args.data.map !== this.path) this.open(args.data.map);
    else this.view?.update(args.data);
  }

  async open(path) {
    this.path = path;
    this.close();
    try {
      const [description] = await Promise.all([
        readJson(path),
        isStandalone() ? null : addStylesheet(this.parent, new URL(LEAFLET_STYLES, import.meta.url).href),
      ]);
      if (this.path !== path || !this.root.isConnected) return;
      this.view = new MapView(this.root, description, {
        onClick: (feature) => this.args.setTriggerValue('feature_click', feature),
        onShown: (ids) => this.args.setStateValue('shown', ids),
      });
      this.view.start(this.args.data);
    } catch (error) {
      this.root.textContent = 'The map could not be loaded. Reload the page to try again.';
      console.error(error);
    }
  }

  close() {
    this.view?.remove();
    this.view = null;
  }

  remove() {
    this.path = null;
    this.close();
    this.root.remove();
  }
}

export default function liveMap(args) {
  const { parentElement } = args;
  if (!mounted.has(parentElement)) mounted.set(parentElement, new Mount(parentElement));
  mounted.get(parentElement).update(args);
  return () => {
    mounted.get(parentElement)?.remove();
    mounted.delete(parentElement);
  };
}
