// A standing page that shows what was read, without a map.

import { readCorpus } from '../reader/corpus.js';
import { make, reveal } from '../shared/dom.js';
import { readJson } from '../shared/fetch.js';
import { gettext } from '../shared/messages.js';
import { paintLayers } from '../shared/theme.js';
import { StandingPage } from './standing_page.js';

/**
 * What such a page adds: `build(corpus)`, which fills the pane; `read()`, which makes the view of the address; `show()`, which shows
 * it; `titled()`, its title; `address()`, the address of the view; and, where a view has a part to begin with, `turn()`, which goes there.
 *
 * @abstract
 */
export class CorpusPage extends StandingPage {
  /**
   * @param {{name: string, what: string, look: string}} page Its name, what it shows, as a sentence has it: `the places`, and the pane's class.
   * @param {{paths: Record<string, string>, navigator: import('./navigator.js').Navigator, turnPage: function, hrefOf: (page: string, search: string) => string, linkOf: (page: string, search: string) => string}} ways
   */
  constructor({ name, what, look }, { paths, navigator, turnPage, hrefOf, linkOf }) {
    const pane = make(
      'div',
      { class: `reader ${look}` },
      make('p', { class: 'waiting', role: 'status' }, gettext('Opening {what} …', { what })),
    );
    super({ name, navigator, elements: [pane] });
    this.what = what;
    this.paths = paths;
    this.pane = pane;
    this.turnPage = turnPage;
    this.hrefOf = hrefOf;
    this.linkOf = linkOf;
    this.corpus = null;
    this.view = null;
    this.scroller = make('div', { class: 'panel', tabindex: '-1', scroll: () => this.remember() });
  }

  get isOpen() {
    return Boolean(this.corpus);
  }

  async open() {
    try {
      const { map } = this.paths;
      const [corpus, description] = await Promise.all([readCorpus(this.paths), map ? readJson(map) : { layers: [] }]);
      for (const { id, url } of description.layers) corpus.files.set(id, url);
      this.corpus = corpus;
    } catch (error) {
      const what = this.what.charAt(0).toUpperCase() + this.what.slice(1);
      this.lose(gettext('{what} could not be loaded.', { what }));
      console.error(error);
      return;
    }
    this.build(this.corpus);
    this.restyle();
    this.arrive();
  }

  arrive() {
    if (!this.corpus || !this.root.isConnected) return;
    this.view = this.read();
    this.present();
    this.turn();
    const scroll = this.navigator.entry?.scroll;
    if (scroll !== undefined) this.scrollTo(scroll);
    if (this.view.message) this.navigator.replace(...this.written());
  }

  /** Show the view, and say in the title which it is. */
  present() {
    this.show();
    this.title.say(this.titled());
    this.root.dataset.ready = '1';
  }

  /** Take a choice: a step to go back by. */
  choose(choice) {
    this.view = { ...this.view, ...choice };
    this.present();
    this.navigator.push(...this.written());
  }

  restyle() {
    const theme = super.restyle();
    paintLayers(this.pane, theme, this.corpus?.layers.values() ?? []);
    return theme;
  }

  /** Mend the entry, soon: what is typed, or how far was scrolled. */
  remember() {
    if (this.view && this.root.clientHeight) this.navigator.replaceSoon(() => this.written());
  }

  /** @returns {[{scroll: any}, string]} What stands with the entry, and its address. */
  written() {
    return [{ scroll: this.scrolled() }, this.address()];
  }

  /** @returns {any} How far the page is scrolled; `scrollTo` takes it back. */
  scrolled() {
    return Math.round(this.scroller.scrollTop);
  }

  scrollTo(scroll) {
    this.scroller.scrollTop = scroll;
  }

  /**
   * A link to another page, or to another view of it: a plain click turns the page, any other is the browser's affair.
   *
   * @param {string} page
   * @param {Record<string, string>} asked Parameters of its address.
   * @param {Record<string, any>} attributes
   * @param {...any} children
   */
  makeLink(page, asked, attributes, ...children) {
    const search = `?${new URLSearchParams(asked)}`;
    const click = (event) => {
      if (isForBrowser(event)) return;
      event.preventDefault();
      this.turnPage(page, search);
    };
    return make('a', { href: this.hrefOf(page, search), click, ...attributes }, ...children);
  }

  /** Bring a part to the top, and give it the focus. */
  turnTo(part, target = part) {
    reveal(this.scroller, part, { place: 0, force: true });
    target.focus({ preventScroll: true });
  }

  build(_corpus) {}

  /** @returns {any} The view that the address names; `message` is what there is to tell of it. */
  read() {
    return {};
  }

  show() {}

  turn() {}

  /** @returns {(string|null|undefined|false)[]} What is shown, for the document's title, the nearest first. */
  titled() {
    return [];
  }

  /** @returns {string} As in `location.search`. */
  address() {
    return this.navigator.search;
  }
}

/** Whether a click asks for another tab or window. */
export function isForBrowser({ altKey, ctrlKey, metaKey, shiftKey }) {
  return altKey || ctrlKey || metaKey || shiftKey;
}
