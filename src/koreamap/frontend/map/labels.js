// The lettering of a map: what should be named is placed by the rules of label_placement.js and drawn as SVG.

import { makeSvg } from '../shared/dom.js';
import { drawLabel, widthIn } from './label_drawing.js';
import { basemapItems, featureItems } from './label_items.js';
import { placeNames } from './label_placement.js';
import { findObstacles, frameOf } from './label_shapes.js';
import { listLanguages } from './label_text.js';
import { L } from './leaflet.js';

const PATIENCE_MS = 250; // after a selection the lettering waits: the passages come first

/**
 * @typedef {object} Content
 * @property {Built.Drawn[]} drawn
 * @property {Set<string>} selected
 * @property {Built.Feature[]} basemap
 * @property {string} theme
 * @property {Built.Background} background
 * @property {Map<string, number>} [named] What the map's document names, and how often.
 * @property {string} [labels] The languages of the names, as the choice of them has it.
 */

export class Labels {
  /** @type {Map<string, {latLng: L.LatLng, index?: number}[]>} */
  #before = new Map(); // key -> where a name stood last time
  #zoom = NaN;
  #frame = 0;
  #patience = 0;
  #held = false; // a hand is on a name: what it pressed must be what it lets go, or a browser tells of no click
  #isLate = false; // and meanwhile somebody asked
  isOnPaper = false; // where the controls are not

  /**
   * @param {L.Map} map With a pane `km-labels`.
   * @param {{obstacles: (isOnPaper: boolean) => Lettering.Box[], content: () => Content|null}} parts The boxes of the controls, in px of
   *   the map, and what is to be lettered.
   */
  constructor(map, { obstacles, content }) {
    this.map = map;
    this.obstacles = obstacles;
    this.content = content;
    this.svg = makeSvg('svg', { class: 'km-labels', 'aria-hidden': 'true' });
    this.svg.addEventListener('pointerdown', () => this.#hold());
    map.getPane('km-labels')?.append(this.svg);
    map.on('zoomstart', () => this.svg.classList.add('km-hidden'));
  }

  /** Letter anew, once for many causes in a frame. */
  request() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#held) this.#isLate = true;
      else this.letter();
    });
  }

  /** Write nothing anew until the hand is lifted. */
  #hold() {
    if (this.#held) return;
    this.#held = true;
    const lift = new AbortController();
    const letGo = () => {
      lift.abort();
      this.#held = false;
      if (this.#isLate) this.request();
      this.#isLate = false;
    };
    for (const event of ['pointerup', 'pointercancel']) window.addEventListener(event, letGo, { capture: true, signal: lift.signal });
  }

  /** Letter anew at once. */
  letter() {
    const content = this.content();
    if (content) this.#layOut(content);
  }

  requestLater() {
    clearTimeout(this.#patience);
    this.#patience = window.setTimeout(() => {
      this.#patience = 0;
      this.request();
    }, PATIENCE_MS);
  }

  /** Whether the names stand where they will, as far as anybody has asked. */
  get isSettled() {
    return !this.#frame && !this.#patience && !this.#isLate;
  }

  /** @param {Content} content */
  #layOut({ drawn, selected, named, basemap, theme, background, labels }) {
    const { map } = this;
    const zoom = map.getZoom();
    if (this.#zoom !== zoom) this.#before.clear();
    this.#zoom = zoom;
    const frame = frameOf(map.getSize(), (latLng) => map.latLngToContainerPoint(latLng));
    const languages = listLanguages(labels);
    const look = { zoom, theme, background, languages, named, widthOf: widthIn(getComputedStyle(this.svg).fontFamily) };
    const items = [...featureItems(drawn, selected, frame, look), ...basemapItems(basemap, frame, look)];
    const { taken, ink } = findObstacles(drawn, this.obstacles(this.isOnPaper), frame);
    const placed = placeNames(items, { view: frame.view, taken, ink, before: this.#recall() });
    this.#remember(placed);
    this.#draw(placed, frame.page, background);
  }

  #recall() {
    /** @type {Map<string, Lettering.Memory[]>} */
    const recalled = new Map();
    for (const [key, stood] of this.#before) {
      const here = stood.map(({ latLng, index }) => ({ middle: this.map.latLngToContainerPoint(latLng), index }));
      recalled.set(key, here);
    }
    return recalled;
  }

  /** @param {Lettering.Placed[]} placed */
  #remember(placed) {
    this.#before.clear();
    for (const { key, middle, index } of placed) {
      const stood = this.#before.get(key) ?? [];
      this.#before.set(key, [...stood, { latLng: this.map.containerPointToLatLng(middle), index }]);
    }
  }

  /**
   * @param {Lettering.Placed[]} placed
   * @param {Lettering.Box} page
   * @param {Built.Background} background
   */
  #draw(placed, { x0, y0, x1, y1 }, background) {
    L.DomUtil.setPosition(/** @type {any} */ (this.svg), this.map.containerPointToLayerPoint([x0, y0]));
    const [width, height] = [x1 - x0, y1 - y0];
    for (const [key, value] of Object.entries({ width, height, viewBox: `${x0} ${y0} ${width} ${height}` })) {
      this.svg.setAttribute(key, String(value));
    }
    this.svg.replaceChildren(...placed.map((label) => drawLabel(label, background)));
    this.svg.classList.remove('km-hidden');
  }
}
