// The walk through a document, place by place: the buttons over the text, the ruler along it, and reading along.
//
// Where the walk is, the view says; here stands only how far the text is scrolled, and whether a person did that.

import { find, make } from '../shared/dom.js';
import { gettext, ngettext } from '../shared/messages.js';
import { findStorage } from '../shared/remembered.js';
import { findWalk, indexOfStop, nextStop, stopRead, tellWalk } from './stops.js';
import { TextRuler } from './text_ruler.js';

const ALONG = 'koreamap.read-along';
const REST_MS = 150; // the map follows where the scrolling rests, not each line on the way
const SCROLL_KEYS = new Set(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', ' ']);

export class Walk {
  /**
   * @param {Object} corpus
   * @param {Map<string, any>} panels The reader's, by tab: `element` and `current`.
   * @param {{root: HTMLElement, tell: (event: string, payload: Object) => void}} ways
   */
  constructor(corpus, panels, { root, tell }) {
    this.corpus = corpus;
    this.panels = panels;
    this.root = root;
    this.tell = tell;
    this.tab = '';
    this.isElsewhere = true; // whether the text was scrolled since the last step
    /** @type {number[]} */
    this.tops = [];
    this.ruler = new TextRuler({
      onGo: (share) => this.#goTo(this.shares.indexOf(share)),
      onScroll: (share) => this.#scrollTo(share),
      onStep: (way) => this.#stepBy(way),
    });
    this.bar = this.#makeBar();
    this.elements = [this.bar, this.ruler.element];
    this.watch = new ResizeObserver(() => this.#measure());
    for (const id of corpus.documents.keys()) this.#listen(panels.get(id).element);
  }

  #makeBar() {
    const button = (sign, way, title, key) => {
      const attributes = { class: `walk-step ${way > 0 ? 'next' : 'previous'}`, title: `${title} (${key})`, 'aria-label': title };
      return make('button', { type: 'button', ...attributes, 'aria-keyshortcuts': key, click: () => this.step(way) }, sign);
    };
    this.where = make('span', { class: 'walk-where' });
    this.box = make('input', { type: 'checkbox', change: () => this.#keepAlong() });
    this.box.checked = findStorage('localStorage').getItem(ALONG) === '1';
    this.next = button('›', 1, gettext('Next place'), 'j');
    this.previous = button('‹', -1, gettext('Previous place'), 'k');
    const along = make('label', { title: gettext('The map follows the scrolling of the text') }, this.box, gettext('Read along'));
    return make(
      'div',
      { class: 'walk-bar', role: 'group', 'aria-label': gettext('Walk'), hidden: true },
      this.previous,
      this.next,
      this.where,
      along,
    );
  }

  #listen(panel) {
    const byHand = () => {
      this.isElsewhere = true;
    };
    for (const event of ['wheel', 'touchmove']) panel.addEventListener(event, byHand, { passive: true });
    panel.addEventListener('pointerdown', (event) => event.target === panel && byHand()); // its scroll bar
    panel.addEventListener('keydown', ({ key }) => SCROLL_KEYS.has(key) && byHand());
    panel.addEventListener('scroll', () => this.#notice(), { passive: true });
  }

  /** Stand at a tab; `isElsewhere` where its mention need not be on screen. */
  show(tab, { isElsewhere }) {
    this.isElsewhere = isElsewhere;
    if (tab !== this.tab) this.#turnTo(tab);
    if (this.walk) this.#tellWhere();
  }

  #turnTo(tab) {
    clearTimeout(this.timer);
    this.tab = tab;
    this.watch.disconnect();
    const record = this.corpus.documents.get(tab);
    this.walk = record ? findWalk(this.corpus, tab) : null;
    for (const element of this.elements) element.hidden = !this.walk?.stops.length;
    if (!this.walk) return;
    this.ruler.set(record.short_title, this.walk.mentions, this.corpus.isLoud);
    for (const part of [this.panel.element, ...this.panel.element.children]) this.watch.observe(part);
    this.#measure();
  }

  get panel() {
    return this.panels.get(this.tab);
  }

  get at() {
    return indexOfStop(this.walk.stops, this.panel.current);
  }

  #tellWhere() {
    const { at } = this;
    const { mentions, stops } = this.walk;
    const says = tellWalk({ tab: this.tab, mention: this.panel.current }, this.corpus);
    const stop = stops[at];
    this.where.textContent = says || ngettext('{count} mention', '{count} mentions', mentions.length);
    this.ruler.showStop(stop?.from ?? 0, stop?.to ?? 0, this.where.textContent);
    this.#showEnds();
  }

  #showEnds() {
    this.next.setAttribute('aria-disabled', String(nextStop(this.tops, this, 1) < 0));
    this.previous.setAttribute('aria-disabled', String(nextStop(this.tops, this, -1) < 0));
  }

  // how the text lies

  #measure() {
    const { element } = this.panel;
    if (!element.clientHeight) return;
    const origin = element.getBoundingClientRect().top - element.scrollTop;
    const lies = new Map();
    for (const mark of element.querySelectorAll('.mark')) {
      const { mention } = mark.dataset;
      if (!lies.has(mention)) lies.set(mention, mark.getBoundingClientRect().top - origin);
    }
    const { mentions, stops } = this.walk;
    this.tops = stops.map(({ keys }) => lies.get(keys[0]) ?? 0);
    this.shares = mentions.map(({ key }) => (lies.get(key) ?? 0) / element.scrollHeight);
    this.ruler.place(this.shares);
    this.#showPart();
    this.#showEnds();
  }

  get part() {
    const { clientHeight: height, scrollHeight: all, scrollTop: top } = this.panel.element;
    return { top, height, all };
  }

  #showPart() {
    const { all, height, top } = this.part;
    this.ruler.showPart(top / all, height / all);
  }

  // reading along

  #notice() {
    if (!this.walk) return;
    this.#showPart();
    if (this.isElsewhere) this.#showEnds();
    if (this.box.checked && this.isElsewhere) this.#followSoon();
  }

  #followSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#follow(), REST_MS);
  }

  #follow() {
    if (!this.walk || !this.root.isConnected) return;
    const read = stopRead(this.tops, this.part);
    if (read >= 0 && read !== this.at) this.#tell(read, { isFollowing: true });
  }

  #keepAlong() {
    findStorage('localStorage').setItem(ALONG, this.box.checked ? '1' : '');
    if (this.box.checked) this.#follow();
  }

  // going

  /** Go to the next place, or with -1 to the previous one; from a card, in the document of its mention. */
  step(way) {
    if (this.walk) return this.#stepTo(nextStop(this.tops, this, way));
    const mention = this.corpus.mentions.get(this.panel?.current);
    const { stops } = findWalk(this.corpus, mention?.document ?? this.corpus.documents.keys().next().value);
    const stop = stops[mention ? indexOfStop(stops, mention.key) + way : 0];
    if (stop) this.goOn(stop.keys[0]);
  }

  /** Go to a mention in its document, where the next step goes on from it. */
  goOn(key) {
    const root = /** @type {Document|ShadowRoot} */ (this.root.getRootNode());
    const { activeElement: focused } = root;
    this.tell('walk', { key, isStep: true });
    if (!focused) return;
    if (focused.closest('[hidden]') || !focused.isConnected) this.next.focus({ preventScroll: true });
    else if (focused.matches('.mark')) find(this.panel.element, '.mark.current')?.focus({ preventScroll: true });
  }

  #stepTo(at) {
    if (at >= 0) this.goOn(this.walk.stops[at].keys[0]);
  }

  #stepBy(way) {
    const last = this.walk.stops.length - 1;
    const { element } = this.panel;
    if (way === 'next' || way === 'previous') this.step(way === 'next' ? 1 : -1);
    else if (way === 'first' || way === 'last') this.#stepTo(way === 'first' ? 0 : last);
    else this.#scrollTo((element.scrollTop + element.clientHeight * (way === 'down' ? 1.4 : -0.4)) / element.scrollHeight);
  }

  /** Go to a mention by its number. */
  #goTo(index) {
    this.tell('walk', { key: this.walk.mentions[index].key });
  }

  #tell(at, more) {
    this.tell('walk', { key: this.walk.stops[at].keys[0], ...more });
  }

  /** Scroll until that part of the text stands in the middle. */
  #scrollTo(share) {
    const { element } = this.panel;
    this.isElsewhere = true;
    element.scrollTo({ top: share * element.scrollHeight - element.clientHeight / 2, behavior: 'instant' });
  }
}
