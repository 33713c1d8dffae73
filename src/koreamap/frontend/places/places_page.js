// The Places page: all places in a table that can be narrowed, sorted and taken along; each row leads to the map.

import { CorpusPage } from '../explorer/corpus_page.js';
import { makeNotice } from '../reader/notice.js';
import { makeChoice } from '../shared/choice.js';
import { make } from '../shared/dom.js';
import { gettext, ngettext } from '../shared/messages.js';
import { save } from '../shared/saving.js';
import { turnSort } from '../shared/sorting.js';
import { say } from '../shared/vocabulary.js';
import { writeCsv } from './place_csv.js';
import { buildRows, selectRows } from './place_rows.js';
import { makePlaceTable } from './place_table.js';
import { parse, write } from './places_state.js';

export class PlacesPage extends CorpusPage {
  /** @param {ConstructorParameters<typeof CorpusPage>[1]} ways */
  constructor(ways) {
    super({ name: 'places', what: gettext('the places'), look: 'place-list' }, ways);
  }

  read() {
    return parse(this.navigator.search, this.known);
  }

  address() {
    return write(this.view, this.navigator.search);
  }

  titled() {
    const { document, kind, words } = this.view;
    const wish = [words && `“${words}”`, kind && say(kind), this.corpus.documents.get(document)?.short_title];
    return [wish.filter(Boolean).join(', '), gettext('Places')];
  }

  build(corpus) {
    this.rows = buildRows(corpus);
    const known = { kinds: [...new Set(this.rows.map(({ kind }) => kind))].sort(), documents: [...corpus.documents.keys()] };
    this.known = known;
    this.notice = makeNotice();
    this.field = make('input', {
      class: 'search-field',
      type: 'search',
      placeholder: gettext('Part of a name'),
      'aria-label': gettext('Part of a name'),
      autocomplete: 'off',
      spellcheck: 'false',
      input: () => this.#type(),
    });
    const kinds = { all: gettext('All kinds'), values: known.kinds, titles: new Map(known.kinds.map((kind) => [kind, say(kind)])) };
    this.kind = makeChoice(gettext('Kind'), kinds, (kind) => this.#choose({ kind }));
    const titles = new Map([...corpus.documents.values()].map(({ id, short_title: title }) => [id, title]));
    this.document = makeChoice(gettext('Named in'), { all: gettext('Named or not'), values: known.documents, titles }, (document) =>
      this.#choose({ document }),
    );
    this.count = make('p', { class: 'found', role: 'status' });
    this.save = make('button', { type: 'button', class: 'chip', click: () => this.#save() }, gettext('Download as CSV'));
    this.table = makePlaceTable(corpus, {
      makeLink: (id, name) => this.makeLink('explore', { feature: id }, { 'data-place': id }, name),
      sort: (column, isNumber) => this.#choose({ sort: turnSort(this.view.sort || 'name', column, isNumber) }),
    });
    const wishes = make('div', { class: 'wishes' }, this.field, this.kind.element, this.document.element, this.save);
    const head = make('header', { class: 'list-head' }, make('h1', {}, gettext('Places')), wishes, this.count);
    this.scroller.classList.add('rows');
    this.scroller.replaceChildren(head, this.table.element);
    this.pane.replaceChildren(this.notice.element, this.scroller);
  }

  /** What is typed mends the entry; it is no step to go back by. */
  #type() {
    this.view = { ...this.view, words: this.field.value, message: '' };
    this.present();
    this.remember();
  }

  #choose({ sort = this.view.sort, ...others }) {
    this.choose({ ...others, sort: sort === 'name' ? '' : sort, message: '' });
  }

  show() {
    const { document, kind, message, sort, words } = this.view;
    this.notice.say(gettext(message));
    if (this.field.value !== words) this.field.value = words;
    this.kind.say(kind);
    this.document.say(document);
    this.found = selectRows(this.rows, this.view);
    this.table.show(this.found, sort);
    const [found, all] = [this.found.length, this.rows.length];
    this.count.textContent =
      found === all
        ? ngettext('{count} place', '{count} places', all)
        : ngettext('{found} of {count} place', '{found} of {count} places', all, { found });
  }

  #save() {
    save(writeCsv(this.found, this.known.documents), { name: 'koreamap-places.csv', type: 'text/csv' });
  }
}
