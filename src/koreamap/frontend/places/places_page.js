// The Places page: all places in a table that can be narrowed, sorted and taken along; each row leads to the map.

import { StandingPage } from '../explorer/standing_page.js';
import { readCorpus } from '../reader/corpus.js';
import { makeNotice } from '../reader/notice.js';
import { make } from '../shared/dom.js';
import { paintLayers } from '../shared/theme.js';
import { writeCsv } from './place_csv.js';
import { buildRows, selectRows } from './place_rows.js';
import { makePlaceTable } from './place_table.js';
import { parse, turnSort, write } from './places_state.js';

export class PlacesPage extends StandingPage {
  /**
   * @param {{paths: Record<string, string>, navigator: import('../explorer/navigator.js').Navigator, turnPage: function, hrefOf: (page: string, search: string) => string}} ways
   */
  constructor({ paths, navigator, turnPage, hrefOf }) {
    const pane = make('div', { class: 'reader place-list' }, make('p', { class: 'waiting', role: 'status' }, 'Opening the places …'));
    super({ name: 'places', navigator, elements: [pane] });
    this.paths = paths;
    this.pane = pane;
    this.turnPage = turnPage;
    this.hrefOf = hrefOf;
    this.corpus = null;
    this.view = null;
  }

  get isOpen() {
    return Boolean(this.corpus);
  }

  async open() {
    try {
      this.corpus = await readCorpus(this.paths);
    } catch (error) {
      this.opening = null; // the next time that the page is entered tries again
      this.say('The places could not be loaded. Reload the page to try again.');
      console.error(error);
      return;
    }
    this.rows = buildRows(this.corpus);
    this.known = { kinds: [...new Set(this.rows.map(({ kind }) => kind))].sort(), documents: [...this.corpus.documents.keys()] };
    this.#build();
    this.restyle();
    this.arrive();
  }

  arrive() {
    if (!this.corpus || !this.root.isConnected) return;
    this.view = parse(this.navigator.search, this.known);
    this.#show();
    const scroll = this.navigator.entry?.scroll;
    if (scroll !== undefined) this.scroller.scrollTop = scroll;
    if (this.view.message) this.navigator.replace(...this.#made());
  }

  restyle() {
    const theme = super.restyle();
    paintLayers(this.pane, theme, this.corpus?.layers.values() ?? []);
    return theme;
  }

  #build() {
    const { corpus, known } = this;
    const search = (id) => `?${new URLSearchParams({ feature: id })}`;
    this.notice = makeNotice();
    this.field = make('input', {
      class: 'search-field',
      type: 'search',
      placeholder: 'Part of a name',
      'aria-label': 'Part of a name',
      autocomplete: 'off',
      spellcheck: 'false',
      input: () => this.#type(),
    });
    this.kind = makeChoice('Kind', 'All kinds', known.kinds, (kind) => this.#choose({ kind }));
    const titles = new Map([...corpus.documents.values()].map(({ id, short_title: title }) => [id, title]));
    this.document = makeChoice('Named in', 'Named or not', [...titles.keys()], (document) => this.#choose({ document }), titles);
    this.count = make('p', { class: 'found', role: 'status' });
    this.save = make('button', { type: 'button', class: 'chip', click: () => this.#save() }, 'Download as CSV');
    this.table = makePlaceTable(corpus, {
      open: (id) => this.turnPage('explore', search(id)),
      hrefOf: (id) => this.hrefOf('explore', search(id)),
      sort: (column, isNumber) => this.#choose({ sort: turnSort(this.view.sort || 'name', column, isNumber) }),
    });
    const wishes = make('div', { class: 'wishes' }, this.field, this.kind.element, this.document.element, this.save);
    const head = make('header', { class: 'list-head' }, make('h1', {}, 'Places'), wishes, this.count);
    this.scroller = make('div', { class: 'panel rows', tabindex: '-1', scroll: () => this.#remember() }, head, this.table.element);
    this.pane.replaceChildren(this.notice.element, this.scroller);
  }

  /** What is typed mends the entry; it is no step to go back by. */
  #type() {
    this.view = { ...this.view, words: this.field.value, message: '' };
    this.#show();
    this.#remember();
  }

  #choose(choice) {
    this.view = { ...this.view, ...choice, message: '' };
    if (this.view.sort === 'name') this.view.sort = '';
    this.#show();
    this.navigator.push(...this.#made());
  }

  #show() {
    const { document, kind, message, sort, words } = this.view;
    this.notice.say(message);
    if (this.field.value !== words) this.field.value = words;
    this.kind.say(kind);
    this.document.say(document);
    this.found = selectRows(this.rows, this.view);
    this.table.show(this.found, sort);
    this.count.textContent =
      this.found.length === this.rows.length ? tell(this.found.length) : `${this.found.length} of ${tell(this.rows.length)}`;
    this.root.dataset.ready = '1';
  }

  #made() {
    return [{ scroll: Math.round(this.scroller.scrollTop) }, write(this.view, this.navigator.search)];
  }

  #remember() {
    if (this.root.clientHeight) this.navigator.replaceSoon(() => this.#made());
  }

  #save() {
    const url = URL.createObjectURL(new Blob([writeCsv(this.found, this.known.documents)], { type: 'text/csv' }));
    make('a', { href: url, download: 'koreamap-places.csv' }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000); // some browsers read it late
  }
}

function makeChoice(label, all, values, choose, titles = new Map()) {
  const options = [['', all], ...values.map((value) => [value, titles.get(value) ?? value])];
  const select = make(
    'select',
    { 'aria-label': label, change: () => choose(select.value) },
    options.map(([value, title]) => make('option', { value }, title)),
  );
  return {
    element: select,
    say(value) {
      select.value = value;
    },
  };
}

function tell(count) {
  return count === 1 ? '1 place' : `${count} places`;
}
