// The Sources page: every layer with method, accuracy and what the build expects of it; every source with kind, address and terms.

import { readParameters, writeParameters } from '../explorer/address.js';
import { CorpusPage, isForBrowser } from '../explorer/corpus_page.js';
import { capital } from '../reader/verdict.js';
import { makeChoice } from '../shared/choice.js';
import { find, make } from '../shared/dom.js';
import { gettext, ngettext } from '../shared/messages.js';
import { makeName, nameOf } from '../shared/names.js';
import { makeLayerEntries } from './layer_entries.js';
import { listGrades, listSources, selectSources } from './source_rows.js';

const PARAMETERS = ['words', 'grade', 'source', 'layer'];

export class SourcesPage extends CorpusPage {
  /** @param {ConstructorParameters<typeof CorpusPage>[1]} ways */
  constructor(ways) {
    super({ name: 'sources', what: gettext('the sources'), look: 'pane-sources' }, ways);
  }

  build(corpus) {
    this.rows = listSources(corpus);
    this.grades = listGrades(this.rows);
    this.items = new Map(this.rows.map((row) => [row.id, this.#makeSource(row)]));
    const layers = make('h2', { id: 'sources-layers', tabindex: '-1' }, gettext('Layers'));
    const works = make('h2', { id: 'sources-sources', tabindex: '-1' }, gettext('Sources'));
    this.works = works;
    const entries = makeLayerEntries(corpus, (id) => this.#linkWithin({ source: id }, make('bdi', {}, corpus.sources.get(id).title)));
    this.scroller.classList.add('help');
    this.scroller.replaceChildren(
      this.#makeHead([layers, works]),
      make('section', { 'aria-labelledby': layers.id }, layers, entries),
      make('section', { 'aria-labelledby': works.id }, works, this.#makeList()),
    );
    this.pane.replaceChildren(this.scroller);
  }

  #makeHead(parts) {
    const turns = parts.map((part) => make('li', {}, make('button', { type: 'button', click: () => this.turnTo(part) }, part.textContent)));
    return make(
      'header',
      { class: 'list-head' },
      make('h1', {}, gettext('Data and sources')),
      make('p', { class: 'lead' }, gettext('Where every line, place and figure comes from, how it was made, and what it is held to.')),
      make('nav', { class: 'help-contents', 'aria-label': gettext('On this page') }, make('ul', {}, turns)),
    );
  }

  #makeList() {
    this.field = make('input', {
      class: 'search-field',
      type: 'search',
      placeholder: gettext('Words of a source'),
      'aria-label': gettext('Words of a source'),
      autocomplete: 'off',
      spellcheck: 'false',
      input: () => this.#type(),
    });
    const titles = new Map(this.grades.map((grade) => [grade, capital(gettext(grade))]));
    this.grade = makeChoice(gettext('Kind of source'), { all: gettext('All kinds'), values: this.grades, titles }, (grade) =>
      this.choose({ grade, source: '', layer: '' }),
    );
    this.count = make('p', { class: 'found', role: 'status' });
    this.list = make('ul', { class: 'source-list' });
    return [make('div', { class: 'wishes' }, this.field, this.grade.element), this.count, this.list];
  }

  read() {
    const { words, grade, source, layer } = readParameters(this.navigator.search, PARAMETERS);
    return {
      words,
      grade: this.grades.includes(grade) ? grade : '',
      source: this.items.has(source) ? source : '',
      layer: this.corpus.layers.has(layer) ? layer : '',
    };
  }

  titled() {
    const { layer, source } = this.view;
    const shown = this.corpus.layers.get(layer);
    return [this.corpus.sources.get(source)?.title ?? (shown && nameOf(shown)), gettext('Sources')];
  }

  address() {
    return writeParameters(this.navigator.search, this.view, PARAMETERS);
  }

  show() {
    const { words, grade } = this.view;
    if (this.field.value !== words) this.field.value = words;
    this.grade.say(grade);
    const found = selectSources(this.rows, this.view);
    this.list.replaceChildren(...found.map(({ id }) => this.items.get(id)));
    const all = this.rows.length;
    this.count.textContent =
      found.length === all
        ? ngettext('{count} source', '{count} sources', all)
        : ngettext('{found} of {count} source', '{found} of {count} sources', all, { found: found.length });
  }

  /** What is typed mends the entry; it is no step to go back by. */
  #type() {
    this.view = { ...this.view, words: this.field.value, source: '', layer: '' };
    this.present();
    this.remember();
  }

  #linkWithin(asked, name) {
    const click = (event) => {
      if (isForBrowser(event)) return;
      event.preventDefault();
      this.choose({ words: '', grade: '', source: '', layer: '', ...asked });
      this.turn();
    };
    return make('a', { href: this.hrefOf('sources', `?${new URLSearchParams(asked)}`), click }, name);
  }

  /** Unfold the layer or the source that the address names, and turn to it; or to the sources, where these are narrowed. */
  turn() {
    const { grade, layer, source, words } = this.view;
    if (!source && !layer) {
      if (words || grade) this.turnTo(this.works, this.scroller);
      return;
    }
    const entry = source ? this.items.get(source) : find(this.scroller, `[data-layer="${CSS.escape(layer)}"]`);
    const fold = /** @type {HTMLDetailsElement} */ (entry.matches('details') ? entry : find(entry, 'details'));
    fold.open = true;
    this.turnTo(entry, find(fold, 'summary'));
  }

  #makeSource({ id, source, layers, places, claims }) {
    const { corpus } = this;
    const uses = [
      [gettext('Layers'), layers.map((layer) => this.#linkWithin({ layer }, makeName(corpus.layers.get(layer))))],
      [gettext('Places'), places.map((place) => this.makeLink('explore', { feature: place }, {}, makeName(corpus.places.get(place))))],
      [gettext('Claims'), claims.map((claim) => this.makeLink('claims', { claim }, {}, make('bdi', {}, corpus.claims.get(claim).title)))],
    ];
    const rows = [
      ...source.rows.map(([label, words]) => [gettext(label), [label === 'Address' ? makeAddress(words) : make('bdi', {}, words)]]),
      ...uses,
    ];
    const told = rows
      .filter(([, values]) => values.length)
      .flatMap(([label, values]) => [make('dt', {}, label), ...values.map((value) => make('dd', {}, value))]);
    return make(
      'li',
      { 'data-source': id },
      make(
        'details',
        { class: 'source' },
        make('summary', {}, make('bdi', { class: 'source-title' }, source.title), make('bdi', { class: 'source-line' }, source.line)),
        make('dl', { class: 'terms' }, told),
      ),
    );
  }
}

/** Only an address of the web can be followed. */
function makeAddress(words) {
  if (!/^https?:\/\//.test(words)) return make('bdi', {}, words);
  return make('a', { href: words, rel: 'noreferrer', target: '_blank' }, make('bdi', {}, words));
}
