// The ruler along a document: a tick for each mention, in its layer's colour, and the part of the text that is on screen.

import { make } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';
import { inkOf } from '../shared/theme.js';

const NEAR_PX = 5; // within which a pointer means a tick
const DRAG_PX = 4; // further than a hand trembles

export class TextRuler {
  /**
   * @param {{onGo: (share: number) => void, onScroll: (share: number) => void, onStep: (way: string) => void}} events Shares of
   *   the whole text; `onGo` where a tick is meant, with its own.
   */
  constructor({ onGo, onScroll, onStep }) {
    this.events = { onGo, onScroll, onStep };
    this.part = make('span', { class: 'walk-part' });
    this.ticks = make('span', { class: 'walk-ticks' });
    this.element = make('div', { class: 'walk-ruler', role: 'slider', tabindex: '0', hidden: true }, this.part, this.ticks);
    this.element.addEventListener('keydown', (event) => this.#press(event));
    this.element.addEventListener('pointerdown', (event) => this.#grasp(event));
    this.element.addEventListener('pointermove', (event) => this.#drag(event));
    this.element.addEventListener('pointerup', (event) => this.#release(event));
    this.element.addEventListener('pointercancel', () => (this.held = null));
    this.marks = /** @type {HTMLElement[]} */ ([]);
    this.shares = /** @type {number[]} */ ([]);
  }

  /** Set a tick for each mention. */
  set(title, mentions, isLoud) {
    this.marks = mentions.map(({ layer }) => {
      const mark = make('span', { class: isLoud(layer) ? 'loud' : 'soft' });
      mark.style.setProperty('--ink', inkOf(layer));
      return mark;
    });
    this.ticks.replaceChildren(...this.marks);
    this.element.setAttribute('aria-label', gettext('Mentions along {title}', { title }));
    this.element.setAttribute('aria-valuemin', '0');
    this.element.setAttribute('aria-valuemax', String(mentions.length));
  }

  /** @param {number[]} shares Where the mentions stand, 0 to 1. */
  place(shares) {
    this.shares = shares;
    for (const [index, mark] of this.marks.entries()) mark.style.setProperty('--at', String(shares[index]));
    this.element.setAttribute('aria-orientation', this.#isLevel() ? 'horizontal' : 'vertical');
  }

  /** Show the part of the text that is on screen, in shares. */
  showPart(from, size) {
    this.part.style.setProperty('--at', String(from));
    this.part.style.setProperty('--size', String(size));
  }

  /** Show where the walk is: numbers of mentions, and in words; 0 for nowhere. */
  showStop(from, to, words) {
    for (const [index, mark] of this.marks.entries()) mark.classList.toggle('current', index >= from - 1 && index < to);
    this.element.setAttribute('aria-valuenow', String(from));
    this.element.setAttribute('aria-valuetext', words);
  }

  #isLevel() {
    return this.element.offsetWidth > this.element.offsetHeight;
  }

  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [next, previous] = ['next', 'previous'];
    const way = {
      ArrowDown: next,
      ArrowRight: next,
      ArrowUp: previous,
      ArrowLeft: previous,
      PageDown: 'down',
      PageUp: 'up',
      Home: 'first',
      End: 'last',
    }[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    this.events.onStep(way);
  }

  #shareAt({ clientX, clientY }) {
    const { height, left, top, width } = this.ticks.getBoundingClientRect();
    const [at, length] = this.#isLevel() ? [clientX - left, width] : [clientY - top, height];
    return { share: Math.min(1, Math.max(0, at / length)), near: NEAR_PX / length };
  }

  #grasp(event) {
    if (event.button) return;
    event.preventDefault(); // else a swipe selects text
    this.element.focus({ preventScroll: true });
    this.element.setPointerCapture(event.pointerId);
    this.held = { x: event.clientX, y: event.clientY, isDragged: false };
  }

  #drag(event) {
    const { held } = this;
    if (!held) return;
    held.isDragged ||= Math.hypot(event.clientX - held.x, event.clientY - held.y) > DRAG_PX;
    if (held.isDragged) this.events.onScroll(this.#shareAt(event).share);
  }

  #release(event) {
    const { held } = this;
    this.held = null;
    if (!held || held.isDragged) return;
    const { near, share } = this.#shareAt(event);
    const distance = (value) => Math.abs(value - share);
    const nearest = this.shares.reduce((best, other) => (distance(other) < distance(best) ? other : best), Infinity);
    if (distance(nearest) <= near) this.events.onGo(nearest);
    else this.events.onScroll(share);
  }
}
