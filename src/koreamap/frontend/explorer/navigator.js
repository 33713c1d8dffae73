// The browser's history: nothing else here touches it.
//
// A choice pushes an entry, and must do so inside the person's gesture, or Back would skip it. Corrections and moves of the
// map replace. Nothing is ever written on another page's entry.

import { hashOf, pageOf } from './address.js';

const APART_MS = 400; // between two replacements that nobody asked for: Safari refuses more than 100 in 30 s
const TURN_MS = 8000; // within which a page that was asked for may still come
const NAME = 'koreamap';

/**
 * @typedef {object} Options
 * @property {'search'|'hash'|'none'} base Where in the address the view stands; `none` where there is no address to write.
 * @property {string} [page] The page's name, so that it knows its own entries.
 * @property {string} [path] The page's path; without it, the one at which it is entered.
 * @property {Window} [view] The window, another one in tests.
 */

export class Navigator {
  /** @param {Options} options */
  constructor({ base, page = 'explore', path = '', view = window }) {
    this.base = base;
    this.page = page;
    this.path = path;
    this.view = view;
    this.turned = -Infinity; // when this page began to be left
    this.waiting = null; // makes what is to be written soon
    this.timer = 0;
    this.written = -Infinity;
    this.listener = () => this.#arrive();
    this.flushed = () => this.flush();
  }

  /**
   * Begin to listen and to write.
   *
   * @param {() => void} onArrive Called when Back, Forward or a typed address leads to an entry of this page.
   */
  enter(onArrive) {
    if (this.isEntered) return;
    this.isEntered = true;
    this.entered = (this.entered ?? 0) + 1;
    this.onArrive = onArrive;
    this.path ||= this.view.location.pathname;
    this.view.addEventListener('popstate', this.listener);
    this.view.addEventListener('click', this.flushed, true); // a link may lead away: what is to be kept, is kept now
    this.view.addEventListener('pagehide', this.flushed);
    this.view.koreamapBack = this.listener;
  }

  /** Stop: what is still to be written is written only where it belongs. */
  leave() {
    this.flush();
    this.isEntered = false;
    this.view.removeEventListener('popstate', this.listener);
    this.view.removeEventListener('click', this.flushed, true);
    this.view.removeEventListener('pagehide', this.flushed);
    if (this.view.koreamapBack === this.listener) delete this.view.koreamapBack;
  }

  /** Whether the document was opened at this page, and the page is shown for the first time since. */
  get isFirst() {
    const [opened] = this.view.performance.getEntriesByType('navigation');
    return this.entered === 1 && Boolean(opened) && trim(new URL(opened.name).pathname) === trim(this.path);
  }

  /** Whether the browser shows this page's address. */
  get isHere() {
    if (this.base === 'hash') return pageOf(this.search) === this.page;
    return trim(this.view.location.pathname) === trim(this.path || this.view.location.pathname);
  }

  /** The parameters of the address, as in `location.search`. */
  get search() {
    const { hash, search } = this.view.location;
    if (this.base === 'search') return search;
    return this.base === 'hash' && hash.length > 1 ? `?${hash.slice(1)}` : '';
  }

  /** What was written with this entry; null where it is not one of ours. */
  get entry() {
    const entry = this.view.history.state?.[NAME];
    return entry?.page === this.page ? entry : null;
  }

  /** Write a new entry. To be called inside a gesture, never after an await or a timer. */
  push(entry, search) {
    this.flush();
    this.#write('pushState', entry, search);
  }

  /** Write this entry anew. */
  replace(entry, search) {
    this.#forget();
    this.#write('replaceState', entry, search);
  }

  /** Write this entry anew when `make` is called, soon but not often. */
  replaceSoon(make) {
    this.waiting = make;
    if (this.timer) return;
    const wait = Math.max(0, this.written + APART_MS - this.view.performance.now());
    this.timer = this.view.setTimeout(() => this.flush(), Math.max(wait, 50));
  }

  /** Write at once what was to be written soon. */
  flush() {
    const make = this.waiting;
    this.#forget();
    if (make) this.#write('replaceState', ...make());
  }

  /** Turn to another page: its address is a path and a search or, after the hash, its name and a search. */
  turnPage(path, search) {
    this.flush();
    if (this.base === 'hash') {
      this.view.location.hash = hashOf(path, search);
      return true;
    }
    const { history, koreamapTurn } = /** @type {any} */ (this.view); // the front page knows whether Streamlit is there to turn it
    if (koreamapTurn) return koreamapTurn(`${path}${search}`);
    history.pushState({}, '', `${path}${search}`);
    return this.view.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  }

  /** Take a turn back that led nowhere. */
  goBack() {
    this.view.history.back();
  }

  #forget() {
    this.view.clearTimeout(this.timer);
    this.timer = 0;
    this.waiting = null;
  }

  #write(method, entry, search) {
    if (!this.isEntered || !this.isHere || this.base === 'none') return;
    this.written = this.view.performance.now();
    const { hash, pathname, search: asked } = this.view.location;
    const address = this.base === 'hash' ? `#${search.slice(1)}` : `${pathname}${search}${hash}`;
    const isSame = this.base === 'hash' ? address === (hash || '#') : search === asked;
    try {
      this.view.history[method]({ ...this.view.history.state, [NAME]: { ...entry, page: this.page } }, '', isSame ? undefined : address);
    } catch (error) {
      if (error.name !== 'SecurityError') throw error; // too often, or a page without an address: the view goes on without it
    }
  }

  /**
   * Answer Back and Forward within the page; tells whether nobody else need answer. While a page is being turned, Streamlit
   * must hear of a Back, or it would go on to the page that was left.
   */
  #arrive() {
    if (!this.isEntered) return false;
    if (!this.isHere) this.turned = this.view.performance.now();
    if (!this.isHere) return false;
    this.#forget();
    this.onArrive();
    return this.view.performance.now() - this.turned > TURN_MS;
  }
}

function trim(path) {
  return path.replace(/\/+$/, '');
}
