// Where the map is to go, and who moved it: a wish is kept until it can be fulfilled and until a person takes over.

import { prefersStillness } from '../shared/dom.js';
import { L } from './leaflet.js';
import { closestZoom, extentOf, FLIGHT_S, fitBounds } from './viewport.js';

const EVIDENCE_MARGIN_PX = 76; // what evidence is about lies around it
const HOME_MARGIN_PX = 4;
const MOVING_KEYS = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', '+', '-', '=', '_']);

/** @typedef {{at?: number[], home?: boolean, bounds?: any, animate?: boolean, isEvidence?: boolean}} Wish */

export class Voyage {
  constructor(map, { root, description, panel }) {
    this.map = map;
    this.root = root;
    this.description = description;
    this.panel = panel;
    this.wanted = null; // what was wished last; null once a person moved the map
    this.isByPerson = false;
    this.isThere = false; // whether the wish was fulfilled, or is being fulfilled in a flight
    this.hasArrived = false; // whether anything was ever shown: nobody flies to the first view
    const canvas = map.getContainer();
    canvas.addEventListener('pointerdown', () => (this.wanted = null), true);
    canvas.addEventListener('keydown', ({ key }) => MOVING_KEYS.has(key) && this.takeOver(), true);
    for (const event of ['wheel', 'dblclick', 'touchmove'])
      canvas.addEventListener(event, () => this.takeOver(), { capture: true, passive: true });
    map.on('dragstart boxzoomend', () => this.takeOver());
  }

  /** A person moves the map from here on. */
  takeOver() {
    this.wanted = null;
    this.isByPerson = true;
  }

  /** A person chooses a view: latitude, longitude, zoom. */
  visit([lat, lng, zoom]) {
    this.takeOver();
    this.map.flyTo([lat, lng], zoom, { animate: !prefersStillness(), duration: FLIGHT_S });
  }

  /**
   * Go somewhere.
   *
   * @param {Wish} wanted An exact view, home, or bounds.
   * @returns {boolean} Whether the map moves: it may be there already.
   */
  wish(wanted) {
    if (this.isThere && this.wanted && isSame(wanted, this.wanted)) return false;
    this.isByPerson = false;
    this.wanted = wanted;
    this.isThere = false;
    this.settle();
    return true;
  }

  /** Fulfil the wish where there is room; called again at every change of size, until a person moves the map. */
  settle() {
    if (!this.wanted) return this.isThere;
    const animate = Boolean(this.wanted.animate) && !this.isThere && this.hasArrived;
    this.isByPerson = false;
    this.isThere = this.#go({ ...this.wanted, animate });
    this.hasArrived ||= this.isThere;
    return this.isThere;
  }

  /** @param {Wish} wish */
  #go({ at, animate, bounds, home, isEvidence }) {
    const { description, map, panel, root } = this;
    if (at) {
      const hasSize = root.clientWidth > 0 && root.clientHeight > 0;
      if (hasSize) map.setView([at[0], at[1]], at[2], { animate: false });
      return hasSize;
    }
    const below = root.querySelector('.km-time-strip')?.offsetHeight ?? 0;
    if (home)
      return fitBounds(map, L.latLngBounds(description.bounds), { panel, root, margin: HOME_MARGIN_PX, below, animate, isHome: true });
    const maxZoom = closestZoom(bounds, description.detailed ?? description.bounds);
    return fitBounds(map, bounds, { panel, root, maxZoom, margin: isEvidence ? EVIDENCE_MARGIN_PX : undefined, below, animate });
  }

  /** Note where a move ended: latitude and longitude in degrees, zoom. */
  land() {
    const { lat, lng } = this.map.getCenter();
    this.extent = extentOf(this.map);
    if (this.isThere && this.wanted?.at) return this.wanted.at; // Leaflet keeps whole pixels only
    return [round(lat), round(lng), round(this.map.getZoom())];
  }
}

function isSame(first, second) {
  return Boolean(first.home && second.home) || Boolean(first.at && second.at && first.at.join() === second.at.join());
}

function round(value) {
  return Math.round(value * 1e5) / 1e5;
}
