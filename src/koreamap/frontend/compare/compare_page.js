// The Compare page: a table of what the documents mention against the documents, and for one row what each of them says of it,
// side by side.

import { CorpusPage, isForBrowser } from '../explorer/corpus_page.js';
import { listenToMarks } from '../reader/marks.js';
import { makeNotice } from '../reader/notice.js';
import { findAll, make } from '../shared/dom.js';
import { gettext, language } from '../shared/messages.js';
import { listNames } from '../shared/names.js';
import { drawSymbol } from '../shared/symbols.js';
import { makeColumns, tellMentions } from './compare_columns.js';
import { buildRows, findMentions, nameOf } from './compare_rows.js';
import { parse, TYPES, write } from './compare_state.js';
import { makeTable } from './compare_table.js';

export class ComparePage extends CorpusPage {
  /** @param {ConstructorParameters<typeof CorpusPage>[1]} ways */
  constructor(ways) {
    super({ name: 'compare', what: gettext('the documents'), look: 'compare' }, ways);
  }

  build(corpus) {
    const has = (type, id) => Boolean(nameOf(corpus, type, id));
    this.known = { has, documents: [...corpus.documents.keys()] };
    this.notice = makeNotice();
    this.scroller.classList.add('compare-body');
    this.pane.replaceChildren(this.notice.element, this.scroller);
    this.pane.addEventListener('scroll', () => this.remember(), { capture: true, passive: true }); // of the columns too
    listenToMarks(this.scroller, (mark) => this.#openMark(mark));
  }

  read() {
    return parse(this.navigator.search, this.known);
  }

  address() {
    return write(this.view, this.navigator.search);
  }

  titled() {
    const { id, type } = this.view;
    return [type && nameOf(this.corpus, type, id), gettext('Compare')];
  }

  show() {
    const { id, message, type } = this.view;
    this.notice.say(gettext(message));
    this.scroller.replaceChildren(...(type ? this.#setSubject(type, id) : this.#setWhole()));
    this.scroller.classList.toggle('with-columns', Boolean(type));
    this.scroller.scrollTop = 0;
    this.pane.dataset.subject = type && `${type}:${id}`;
  }

  #choose(choice) {
    this.choose({ ...choice, message: '' });
    this.turn();
    this.scroller.focus({ preventScroll: true });
  }

  #setWhole() {
    const { by } = this.view;
    const titles = { layer: gettext('Layers'), kind: gettext('Kinds'), place: gettext('Places') };
    const choices = TYPES.map((type) => {
      const choose = () => this.#choose({ by: type });
      return make('button', { type: 'button', class: 'chip', 'aria-pressed': String(type === by), click: choose }, titles[type]);
    });
    const says = gettext('How often each document mentions what. A count leads to the passages, side by side.');
    return [
      make(
        'header',
        { class: 'list-head' },
        make('h1', {}, gettext('Compare')),
        make('p', { class: 'found' }, says),
        make('div', { class: 'chips', role: 'group', 'aria-label': gettext('Rows') }, choices),
      ),
      make(
        'div',
        { class: 'rows' },
        makeTable(this.corpus, buildRows(this.corpus, by), (row, document, ...content) => this.#makeLink(row, document, content)),
      ),
    ];
  }

  #setSubject(type, id) {
    const mentions = findMentions(this.corpus, type, id);
    const layer = type === 'layer' ? this.corpus.layers.get(id) : this.corpus.layerOf(id);
    const second = type === 'place' ? listNames(this.corpus.places.get(id))[1] : null;
    const back = make(
      'button',
      { type: 'button', class: 'chip', click: () => this.#choose({ type: '', id: '', document: '' }) },
      gettext('‹ Whole table'),
    );
    const map =
      type === 'place'
        ? make('button', { type: 'button', class: 'chip', click: () => this.#explore({ feature: id }) }, gettext('On the map'))
        : null;
    const title = nameOf(this.corpus, type, id);
    const name = make('bdi', { lang: language() }, type === 'kind' ? gettext('Kind: {kind}', { kind: title }) : title);
    const ways = {
      linkOf: this.linkOf,
      openPassage: (passage) => this.#explore({ doc: this.corpus.passages.get(passage).document.id, passage }),
      setDate: (date) => this.#explore({ ...(type === 'place' ? { feature: id } : {}), date }),
    };
    return [
      make(
        'header',
        { class: 'list-head' },
        make(
          'h1',
          {},
          layer ? drawSymbol(layer) : null,
          name,
          second ? make('bdi', { class: 'second-name', lang: second.lang }, second.text) : null,
        ),
        make('p', { class: 'found' }, gettext('What each document says: {mentions}', { mentions: tellMentions(mentions.length) })),
        make('div', { class: 'chips' }, back, map),
      ),
      make('div', { class: 'columns' }, makeColumns(this.corpus, mentions, ways)),
    ];
  }

  #makeLink({ type, id }, document, content) {
    const open = (event) => {
      if (isForBrowser(event)) return;
      event.preventDefault();
      this.#choose({ type, id, document });
    };
    const search = write({ ...this.view, type, id, document }, '');
    return make('a', { href: this.hrefOf('compare', search), click: open }, content);
  }

  #openMark({ dataset }) {
    const { place, passage } = this.corpus.mentions.get(dataset.mention);
    this.#explore({ feature: place, passage });
  }

  #explore(parameters) {
    this.turnPage('explore', `?${new URLSearchParams(parameters)}`);
  }

  /** Where columns stand under each other, the one that was asked for is brought up. */
  turn() {
    const { document } = this.view;
    const column = document && findAll(this.scroller, '.column').find(({ dataset }) => dataset.document === document);
    if (!column) return;
    this.scroller.scrollTop += column.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top;
  }

  scrolled() {
    return this.#scrollers().map(({ scrollTop }) => Math.round(scrollTop));
  }

  scrollTo(tops) {
    for (const [at, part] of this.#scrollers().entries()) part.scrollTop = tops[at] ?? 0;
  }

  #scrollers() {
    return [this.scroller, ...findAll(this.scroller, '.column')];
  }
}
