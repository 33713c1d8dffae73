// A map that shows how many there are of each place, as circles whose area says it; one is chosen by a click or a key.

import { readMessages } from '../shared/catalogue.js';
import { make } from '../shared/dom.js';
import { readJson } from '../shared/fetch.js';
import { gettext, language, locale, ngettext } from '../shared/messages.js';
import { readTheme, watchTheme } from '../shared/theme.js';
import { placeFigures } from './count_figures.js';
import { makeMark } from './count_marks.js';
import { findFrame } from './frame.js';
import { L } from './leaflet.js';
import { MapView } from './map_view.js';

const LEAST_PX = 4; // the radius of a circle for next to none
const MOST_PX = 24;
const TARGET_PX = 24; // a circle is as easy to hit, however small

const mounted = new WeakMap(); // parentElement -> CountMap

/** @typedef {{ id: string, title: string, name: string, name_ko: string, mentions: number, lon: number, lat: number, box: import('./frame.js').Box }} Point */

class CountMap {
  /**
   * @param {HTMLElement} parent Streamlit's.
   * @param {Object} description Of the explorer's map.
   * @param {Point[]} points Around which it begins.
   */
  constructor(parent, description, points) {
    this.root = make('div', { class: 'km-map km-count-map', role: 'group', 'aria-label': gettext('Map of the places') });
    parent.append(this.root);
    const ignore = () => {};
    this.view = new MapView(this.root, description, { onClick: null, onMiss: ignore, onLayers: ignore, onMove: ignore, onHome: ignore });
    this.language = language();
    this.written = '';
    this.turned = 0;
    this.circles = L.layerGroup().addTo(this.view.map);
    /** @type {{ at: any, radius: number, figure: string, element: HTMLElement }[]} */
    this.drawn = [];
    this.view.map.on('zoomend', () => this.#letter());
    /** @type {(id: string) => void} */
    this.onChoose = ignore;
    const restyle = () => this.view.restyle(readTheme(this.root));
    this.stopWatching = watchTheme(this.root, restyle);
    restyle();
    const boxes = points.map(({ box }) => box);
    this.view.start({ at: null, box: findFrame(boxes, description.bounds), layers: [] });
  }

  /**
   * @param {Point[]} points The most first.
   * @param {string} chosen
   */
  show(points, chosen) {
    const written = JSON.stringify([points, chosen]);
    if (written === this.written) return;
    this.written = written;
    const focused = /** @type {any} */ (this.root.getRootNode()).activeElement?.dataset?.place;
    this.circles.clearLayers();
    const most = Math.max(...points.map(({ mentions }) => mentions), 1);
    this.drawn = points.map((point) => this.#add(point, { isChosen: point.id === chosen, share: point.mentions / most }));
    this.#letter();
    this.view.marks = points.map((point, index) => makeMark(point, this.drawn[index].radius, this.view.layers));
    this.view.labels.request();
    if (focused) this.#find(focused)?.focus({ preventScroll: true });
  }

  /**
   * Another page of the list begins at its head, wherever the hand was that turned it.
   * @param {number} page
   */
  turn(page) {
    const head = document.querySelector('.st-key-archive h2');
    const isTurned = this.turned && page !== this.turned;
    this.turned = page;
    if (!isTurned || !head) return;
    const covered = Number.parseFloat(getComputedStyle(head.closest('.stMain')).scrollPaddingTop);
    if (head.getBoundingClientRect().top < covered) head.scrollIntoView();
  }

  #find(id) {
    return /** @type {HTMLElement|undefined} */ (
      [...this.root.querySelectorAll('[data-place]')].find((circle) => circle.getAttribute('data-place') === id)
    );
  }

  #add({ id, title, mentions: count, lon, lat }, { isChosen, share }) {
    const radius = LEAST_PX + (MOST_PX - LEAST_PX) * Math.sqrt(share);
    const size = Math.max(TARGET_PX, 2 * radius);
    const figure = new Intl.NumberFormat(locale(), { notation: 'compact' }).format(count);
    const circle = make('span', { class: 'km-count', style: `width: ${2 * radius}px; height: ${2 * radius}px` }, make('span', {}, figure));
    const icon = L.divIcon({ className: 'km-count-place', html: circle, iconSize: [size, size] });
    const marker = L.marker([lat, lon], { icon, keyboard: true, zIndexOffset: Math.round(-100 * radius) }).addTo(this.circles);
    const element = marker.getElement();
    const said = `${title}: ${ngettext('{count} mention', '{count} mentions', count)}`;
    for (const [name, value] of Object.entries({ 'aria-label': said, 'aria-pressed': isChosen, title: said }))
      element.setAttribute(name, value);
    element.dataset.place = id;
    marker.on('click', () => this.onChoose(id));
    element.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      event.stopPropagation();
      this.onChoose(id);
    });
    return { at: marker.getLatLng(), radius, figure, element: circle };
  }

  /** Write figures into the circles that have room for theirs at this zoom. */
  #letter() {
    const where = this.drawn.map(({ at, radius, figure }) => ({ ...this.view.map.latLngToLayerPoint(at), radius, figure }));
    for (const [index, spot] of placeFigures(where).entries()) {
      const { classList, firstElementChild: figure } = this.drawn[index].element;
      classList.toggle('is-written', Boolean(spot));
      if (spot) /** @type {HTMLElement} */ (figure).style.translate = spot.map((px) => `${px}px`).join(' ');
    }
  }

  /** Leave the page; the map itself is kept whole, since what it still waits for may draw on it. */
  close() {
    this.stopWatching();
    this.view.size.stop();
    this.root.remove();
  }
}

/** Streamlit calls this at the mount and whenever data or theme change, and the returned function at the end. */
export default function countMap({ data, parentElement, setTriggerValue }) {
  show(parentElement, data, (id) => setTriggerValue('place', id));
  return () => {
    mounted.get(parentElement)?.close();
    mounted.delete(parentElement);
  };
}

async function show(parent, { points, chosen, turned, page, paths }, tell) {
  const [description] = await Promise.all([readJson(paths.map), readMessages(paths)]);
  const spoken = mounted.get(parent)?.language;
  if (spoken && spoken !== language()) mounted.get(parent).close();
  if (spoken !== language()) mounted.set(parent, new CountMap(parent, description, points));
  const map = mounted.get(parent);
  map.onChoose = (id) => window.location.pathname.endsWith(`/${page}`) && tell(id);
  map.show(points, chosen);
  map.turn(turned);
}
