// A page that outlives its place: when it is left, its root is taken out of the document, and it is put back as it was.

import { find, make, noteScroll } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';
import { readTheme, watchTheme } from '../shared/theme.js';
import { takeFocus } from './following.js';
import { holdTitle } from './title.js';

/**
 * What a page adds: `isOpen`, whether it has read what it shows; `open()`, which reads it; `arrive()`, which shows what the address says.
 *
 * @abstract
 */
export class StandingPage {
  /** @param {{name: string, dress?: string, navigator: import('./navigator.js').Navigator, elements: HTMLElement[], life?: AbortController}} parts */
  constructor({ name, dress = name, navigator, elements, life = new AbortController() }) {
    this.navigator = navigator;
    this.life = life; // aborted at its end: what listens outside the page listens no longer
    this.title = holdTitle(() => navigator.isHere);
    this.opening = /** @type {Promise<void>|null} */ (null);
    this.isOnPaper = false;
    this.line = make('p', { class: 'explorer-line', role: 'status', hidden: true });
    this.focused = /** @type {HTMLElement|undefined} */ (undefined); // last, so that Back returns to it
    const focusin = (event) => {
      this.focused = event.target;
    };
    this.root = make('div', { class: `explorer explorer-${dress}`, focusin }, ...elements, this.line);
  }

  /** @returns {boolean} */
  get isOpen() {
    return false;
  }

  /** @returns {Promise<void>} */
  async open() {}

  arrive() {}

  /** @returns {HTMLElement|null|undefined} Where reading begins. */
  get beginning() {
    return /** @type {any} */ (this).pane?.beginning ?? find(this.root, 'h1');
  }

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
    this.title.enter();
    if (this.isOpen) this.arrive();
    else this.opening ??= this.open();
    Promise.resolve(this.opening).then(() => requestAnimationFrame(() => takeFocus(() => this.beginning, this.focused)));
  }

  /** Leave the document; all stays as it is. */
  leave() {
    this.navigator.leave();
    this.title.leave();
    this.stopWatching?.();
    this.stopWatching = null;
    this.rescroll = noteScroll(this.root);
    this.root.remove();
  }

  /** Leave for good. */
  end() {
    this.leave();
    this.life.abort();
  }

  /**
   * Say one quiet line over the page; an empty one takes it away.
   *
   * @param {string} text
   * @param {(() => void)|null} [again] Tries again what failed, by a button.
   */
  say(text, again = null) {
    const click = () => {
      this.say('');
      again();
    };
    const button = again && make('button', { type: 'button', class: 'explorer-again', click }, gettext('Try again'));
    this.line.replaceChildren(...[text, button].filter(Boolean));
    this.line.hidden = !text;
    delete this.root.dataset.lost;
  }

  /** Say what of the page could not be read; the next time that it is entered tries again, too. */
  lose(text) {
    this.opening = null;
    this.say(text, () => {
      this.opening ??= this.open();
    });
    this.root.dataset.lost = '1';
  }

  /**
   * Look as on paper: light whatever the theme, with all that belongs to what is open.
   *
   * @param {{isWhole: boolean}} _how Whether all texts are wanted, and not only what is open.
   * @returns {() => void} Looks as on the screen again.
   */
  putOnPaper(_how) {
    this.isOnPaper = true;
    this.restyle();
    return () => {
      this.isOnPaper = false;
      this.restyle();
    };
  }

  /** Take on the page's theme, or paper's, and tell which it is. */
  restyle() {
    const theme = this.isOnPaper ? 'light' : readTheme(this.root);
    this.root.dataset.theme = theme;
    return theme;
  }
}
