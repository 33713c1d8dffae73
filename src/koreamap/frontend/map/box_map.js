// A small map that shows an area as a box, and on which another one is drawn: press, drag, release. Only that is told.

import { readMessages } from '../shared/catalogue.js';
import { make } from '../shared/dom.js';
import { readJson } from '../shared/fetch.js';
import { gettext, language } from '../shared/messages.js';
import { readTheme, watchTheme } from '../shared/theme.js';
import { L } from './leaflet.js';
import { MapView } from './map_view.js';

const LEAST_PX = 6; // a smaller box is a click
const LOOK = { interactive: false, color: '#d55e00', weight: 2, dashArray: '5 3', fillOpacity: 0.08 };
const ROOM = 0.1; // around the box, as a share of it

const mounted = new WeakMap(); // parentElement -> BoxMap

class BoxMap {
  /**
   * @param {HTMLElement} parent Streamlit's.
   * @param {Object} description Of the explorer's map.
   */
  constructor(parent, description) {
    this.root = make('div', { class: 'km-map km-box-map', role: 'group', 'aria-label': gettext('Map on which a box is drawn') });
    parent.append(this.root);
    const ignore = () => {};
    this.view = new MapView(this.root, description, { onClick: null, onMiss: ignore, onLayers: ignore, onMove: ignore, onHome: ignore });
    const { map } = this.view;
    map.dragging.disable();
    map.boxZoom.disable();
    this.sides = '';
    this.language = language();
    /** @type {(value: string) => void} */
    this.onDraw = ignore;
    this.box = L.rectangle(L.latLngBounds([0, 0], [0, 0]), LOOK).addTo(map);
    this.point = L.circleMarker([0, 0], { ...LOOK, dashArray: null, radius: 7 });
    this.setsPoint = false; // a click sets one, and no box is drawn
    const restyle = () => this.view.restyle(readTheme(this.root));
    this.stopWatching = watchTheme(this.root, restyle);
    restyle();
    const isOn = ({ group, shown }) => shown && group !== 'basemap' && group !== 'evidence';
    this.view.start({ at: null, layers: description.layers.filter(isOn).map(({ id }) => id) });
    map.getContainer().addEventListener('pointerdown', (event) => this.#draw(event));
  }

  /** Show a box; the map goes there unless the box was drawn on it. */
  show(sides) {
    if (sides.join() === this.sides) return;
    this.sides = sides.join();
    const [west, south, east, north] = sides;
    const bounds = L.latLngBounds([south, west], [north, east]);
    this.box.setBounds(bounds);
    this.view.voyage.wish({ bounds: bounds.pad(ROOM), animate: false });
  }

  /** Show a point, and let a click set another; a map that is given none draws boxes. */
  showPoint(point) {
    this.setsPoint = true;
    this.view.map.dragging.enable();
    this.box.remove();
    if (point.length) this.point.setLatLng([point[1], point[0]]).addTo(this.view.map);
  }

  #set(down) {
    const canvas = this.view.map.getContainer();
    const stop = (event) => {
      canvas.removeEventListener('pointercancel', stop);
      canvas.removeEventListener('pointerup', stop);
      const isClick = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < LEAST_PX;
      if (isClick && event.type === 'pointerup') this.#tellPoint(event);
    };
    canvas.addEventListener('pointercancel', stop);
    canvas.addEventListener('pointerup', stop);
  }

  #tellPoint(event) {
    const { lat, lng } = this.view.map.mouseEventToLatLng(event);
    const [west, south] = [lng, lat].map((degrees) => Number(degrees.toFixed(4)));
    this.showPoint([west, south]);
    this.onDraw([west, south, west, south].join());
  }

  #draw(down) {
    if (!down.isPrimary || down.button) return;
    if (this.setsPoint) return this.#set(down);
    const { map } = this.view;
    const canvas = map.getContainer();
    const start = map.mouseEventToLatLng(down);
    const follow = (event) => this.box.setBounds(L.latLngBounds(start, map.mouseEventToLatLng(event)));
    const stop = (event) => {
      canvas.removeEventListener('pointermove', follow);
      canvas.removeEventListener('pointerup', stop);
      canvas.removeEventListener('pointercancel', stop);
      const isClick = Math.abs(event.clientX - down.clientX) < LEAST_PX || Math.abs(event.clientY - down.clientY) < LEAST_PX;
      if (isClick || event.type === 'pointercancel') this.#putBack();
      else this.#tell();
    };
    canvas.setPointerCapture(down.pointerId);
    canvas.addEventListener('pointermove', follow);
    canvas.addEventListener('pointerup', stop);
    canvas.addEventListener('pointercancel', stop);
  }

  #putBack() {
    const [west, south, east, north] = this.sides.split(',').map(Number);
    this.box.setBounds(L.latLngBounds([south, west], [north, east]));
  }

  #tell() {
    const bounds = this.box.getBounds();
    const sides = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((side) => Number(side.toFixed(4)));
    this.sides = sides.join();
    this.onDraw(this.sides);
  }

  /** Leave the page; the map itself is kept whole, since what it still waits for may draw on it. */
  close() {
    this.stopWatching();
    this.view.size.stop();
    this.root.remove();
  }
}

/** Streamlit calls this at the mount and whenever data or theme change, and the returned function at the end. */
export default function boxMap({ data, parentElement, setStateValue }) {
  show(parentElement, data, (text) => setStateValue('box', text));
  return () => {
    mounted.get(parentElement)?.close();
    mounted.delete(parentElement);
  };
}

async function show(parent, { box, page, paths, point }, tell) {
  const [description] = await Promise.all([readJson(paths.map), readMessages(paths)]);
  const spoken = mounted.get(parent)?.language;
  if (spoken && spoken !== language()) mounted.get(parent).close();
  if (spoken !== language()) mounted.set(parent, new BoxMap(parent, description));
  const map = mounted.get(parent);
  map.onDraw = (text) => window.location.pathname.endsWith(`/${page}`) && tell(text);
  map.show(box);
  if (point) map.showPoint(point);
}
