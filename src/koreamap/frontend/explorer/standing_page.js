// A page that outlives its place: when it is left, its root is taken out of the document, and it is put back as it was.

import { make, noteScroll } from '../shared/dom.js';
import { readTheme, watchTheme } from '../shared/theme.js';

/**
 * What a page adds: `isOpen`, whether it has read what it shows; `open()`, which reads it; `arrive()`, which shows what the address says.
 *
 * @abstract
 */
export class StandingPage {
  /** @param {{name: string, navigator: import('./navigator.js').Navigator, elements: HTMLElement[]}} parts */
  constructor({ name, navigator, elements }) {
    this.navigator = navigator;
    this.opening = /** @type {Promise<void>|null} */ (null);
    this.line = make('p', { class: 'explorer-line', role: 'status', hidden: true });
    this.root = make('div', { class: `explorer explorer-${name}` }, ...elements, this.line);
  }

  /** @returns {boolean} */
  get isOpen() {
    return false;
  }

  /** @returns {Promise<void>} */
  async open() {}

  arrive() {}

  /** Show in an element of the document; again, to move there from another. */
  enter(place) {
    const isNew = !this.root.isConnected;
    const focused = isNew ? null : /** @type {any} */ (this.root.getRootNode()).activeElement;
    if (!isNew) this.rescroll = noteScroll(this.root);
    place.append(this.root);
    this.rescroll?.();
    if (this.root.contains(focused)) focused.focus({ preventScroll: true }); // whoever was typing goes on
    this.stopWatching?.();
    this.stopWatching = watchTheme(this.root, () => this.restyle());
    this.restyle();
    if (!isNew) return;
    this.navigator.enter(() => this.arrive());
    if (this.isOpen) this.arrive();
    else this.opening ??= this.open();
  }

  /** Leave the document; all stays as it is. */
  leave() {
    this.navigator.leave();
    this.stopWatching?.();
    this.stopWatching = null;
    this.rescroll = noteScroll(this.root);
    this.root.remove();
  }

  /** Say one quiet line over the page; an empty one takes it away. */
  say(text) {
    this.line.textContent = text;
    this.line.hidden = !text;
  }

  /** Take on the page's theme, and tell which it is. */
  restyle() {
    const theme = readTheme(this.root);
    this.root.dataset.theme = theme;
    return theme;
  }
}
