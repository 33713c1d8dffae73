// What a hand on the map means: a feature, one of several that lie there, or nothing. Mouse, finger and keys alike.

import { openChooser } from '../shared/chooser.js';
import { gettext, ngettext } from '../shared/messages.js';
import { swatch } from '../shared/symbols.js';
import { inLanguage, titleOf } from './label_text.js';
import { L } from './leaflet.js';
import { FINGER, findWithin, isSpot, MOUSE } from './reach.js';

const DOUBLE_CLICK_MS = 300; // the second click of a double click is no click on the sea
const OTHERS = '.leaflet-interactive, .leaflet-popup';
const HANDS = { mouse: MOUSE, finger: FINGER };
const MOST_TOLD = 3; // of the names beside the pointer

/**
 * @typedef {object} PointingEvents
 * @property {((item: any, latLng: L.LatLng) => void)|null} onChoose A drawn feature; null where nothing can be chosen.
 * @property {(item: any|null, names: string, point: L.Point|null) => void} onHover What a click would mean, its names and where they may stand,
 *   px of the container.
 * @property {() => void} onMiss A click where nothing is.
 */

export class Pointing {
  /**
   * @param {any} map Leaflet's.
   * @param {{root: HTMLElement, features: import('./features.js').Features}} parts `root` is what a question is laid over.
   * @param {PointingEvents} events
   */
  constructor(map, { root, features }, { onChoose, onHover, onMiss }) {
    this.map = map;
    this.root = root;
    this.features = features;
    this.events = { onChoose, onHover, onMiss };
    /** @type {'mouse'|'finger'} */
    this.hand = 'mouse';
    this.touch = null; // the press of a finger that a click may follow
    this.withdraw = null; // the open question
    this.missing = 0; // the timer of a click on nothing
    features.listen({ onPress: (item) => this.#press(item), onFocus: (item) => this.#takeFocus(item) });
    map.getContainer().addEventListener('pointerdown', (event) => this.#take(event), true);
    map.on('click', (event) => this.#click(event));
    map.on('mousemove', (event) => this.#hover(event));
    map.on('mouseout', () => this.#tell([], null));
    map.on('dblclick', () => clearTimeout(this.missing));
    map.on('dragstart zoomstart', () => this.#calm());
    map.on('moveend', () => this.features.focused && this.#nameFocus(this.features.focused));
  }

  /**
   * The features that a hand means at a point of the layers, the likeliest first.
   *
   * @param {L.Point} point
   * @param {'mouse'|'finger'} hand
   */
  within(point, hand) {
    return findWithin(this.features.items(), point, HANDS[hand]);
  }

  #take(event) {
    this.hand = event.pointerType === 'touch' ? 'finger' : 'mouse';
    this.touch = this.hand === 'finger' ? event : null;
    clearTimeout(this.missing);
  }

  /** A map that moves away asks nothing and loses nothing. */
  #calm() {
    clearTimeout(this.missing);
    this.withdraw?.();
    this.withdraw = null;
  }

  #click(event) {
    if (!this.events.onChoose) return;
    const wasAsked = Boolean(this.withdraw); // the list went when the pointer went down
    this.#calm();
    const found = this.#find(event);
    if (found.length > 1) this.#ask(found, event.latlng);
    else if (found.length) this.events.onChoose(found[0], event.latlng);
    else if (!wasAsked && !isOthers(event)) this.missing = window.setTimeout(this.events.onMiss, DOUBLE_CLICK_MS);
  }

  /** A name means its feature, a shape of somebody else's nothing of ours. */
  #find(event) {
    if (isOthers(event)) return [];
    const target = event.originalEvent.target;
    const name = target.closest?.('[data-label-for]');
    if (name) return this.#known(name.getAttribute('data-label-for'));
    const { touch } = this; // a browser moves a finger's click to what it takes for a button
    this.touch = null;
    const found = this.within(touch ? this.map.mouseEventToLayerPoint(touch) : event.layerPoint, this.hand);
    return found.length ? found : this.#known(target.getAttribute?.('data-feature-id'));
  }

  #known(id) {
    const item = this.features.find(id);
    return item ? [item] : [];
  }

  #hover(event) {
    if (this.hand === 'mouse') this.#tell(this.#find(event), event.containerPoint);
  }

  #tell(found, point) {
    this.features.hover(found[0] ?? null);
    this.map.getContainer().classList.toggle('km-aims', found.length > 0);
    this.events.onHover(found[0] ?? null, namesOf(found), point);
  }

  // without a pointer

  /** Keyboards and assistive technology press a feature itself; what lies at the same spot is offered too. */
  #press(item) {
    if (!this.events.onChoose) return;
    this.#calm();
    const point = this.#anchor(item);
    const others = isSpot(item) ? this.within(point, 'mouse').filter((other) => other !== item) : [];
    const latLng = this.map.layerPointToLatLng(point);
    if (others.length) this.#ask([item, ...others], latLng);
    else this.events.onChoose(item, latLng);
  }

  /** What has the focus is named, and brought into sight where it is not. */
  #takeFocus(item) {
    if (!item) this.events.onHover(null, '', null);
    else if (!this.#nameFocus(item)) this.map.panTo(this.map.layerPointToLatLng(this.#anchor(item)), { animate: false });
  }

  #nameFocus(item) {
    const point = this.map.layerPointToContainerPoint(this.#anchor(item));
    const isSeen = L.bounds([0, 0], this.map.getSize()).contains(point);
    if (isSeen) this.events.onHover(item, item.name, point);
    return isSeen;
  }

  /** Where a feature is touched without a pointer: of what is seen of it, the corner nearest to the middle. */
  #anchor({ paths: { hit }, layer }) {
    if (layer.geometry_type === 'Point') return this.map.latLngToLayerPoint(hit.getLatLng());
    const middle = this.map.containerPointToLayerPoint(this.map.getSize().divideBy(2));
    const corners = (hit._parts ?? []).flat();
    if (!corners.length) return this.map.latLngToLayerPoint(hit.getBounds().getCenter());
    return corners.reduce((best, corner) => (corner.distanceTo(middle) < best.distanceTo(middle) ? corner : best));
  }

  // several

  #ask(found, latLng) {
    const { left, top } = this.map.getContainer().getBoundingClientRect();
    const { x, y } = this.map.latLngToContainerPoint(latLng);
    const choices = found.map((item) => ({
      id: item.id,
      label: titleOf(inLanguage(item.feature.properties)),
      symbol: swatch(item.layer, this.features.theme, this.features.background),
      choose: () => {
        this.withdraw = null;
        this.events.onChoose(item, latLng);
        this.#focus(found[0]);
      },
    }));
    const spot = { left: left + x, top: top + y - 8, bottom: top + y + 8 };
    const onEscape = () => {
      this.withdraw = null;
      this.#focus(found[0]);
    };
    this.events.onHover(null, '', null);
    this.withdraw = openChooser(this.root, spot, {
      name: ngettext('Here is {count} feature', 'Here are {count} features', found.length),
      title: gettext('Here:'),
      choices,
      onEscape,
    });
  }

  #focus({ paths }) {
    paths.hit.getElement()?.focus({ preventScroll: true });
  }
}

/** Whether an event belongs to something that others put on the map. */
function isOthers({ originalEvent: { target } }) {
  return Boolean(target.closest?.(OTHERS)) && !target.hasAttribute('data-feature-id');
}

function namesOf(found) {
  const told = found.slice(0, MOST_TOLD).map(({ name }) => name);
  const more = found.length - told.length;
  return [...told, ...(more > 0 ? [`+ ${more}`] : [])].join(' · ');
}
