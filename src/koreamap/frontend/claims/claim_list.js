// The list of claims: filters by document and verdict, and the table.

import { makeNotice } from '../reader/notice.js';
import { drawVerdict, sayVerdict, VERDICTS } from '../reader/verdict.js';
import { find, make } from '../shared/dom.js';
import { gettext, ngettext } from '../shared/messages.js';
import { orderClaims, turnOrder } from './claim_order.js';
import { ClaimTable } from './claim_table.js';

export class ClaimList {
  /** @param {Object} ways `choose(claim)`, `filter({document, verdict})` and `sort(order)`. */
  constructor(ways) {
    this.ways = ways;
    this.root = make(
      'div',
      { class: 'reader claim-list' },
      make('p', { class: 'waiting', role: 'status' }, gettext('Opening the findings …')),
    );
    this.chosen = '';
  }

  open(corpus) {
    this.corpus = corpus;
    this.claims = [...this.corpus.claims.values()];
    this.notice = makeNotice();
    this.filters = make('div', { class: 'filters' });
    this.count = make('p', { class: 'found', role: 'status' });
    const { choose, sort } = this.ways;
    this.table = new ClaimTable({ choose, sort: (column) => sort(turnOrder(this.sort, column)) });
    const intro = make('header', { class: 'list-head' }, make('h1', {}, gettext('Is it true on the ground?')), this.filters, this.count);
    this.scroller = make('div', { class: 'panel rows', tabindex: '-1' }, intro, this.table.element);
    this.root.replaceChildren(this.notice.element, this.scroller);
  }

  /** Show which claims pass the filters, in which order, and which one is chosen; `isNew`: whoever comes is shown it, even in the fold. */
  show({ claim, document, message, sort, verdict }, { isNew }) {
    this.filter = { document, verdict };
    this.sort = sort;
    this.notice.say(gettext(message));
    this.set();
    this.table.mark(claim, { scroller: this.scroller, isShown: isNew || claim !== this.chosen });
    this.chosen = claim;
    this.root.dataset.claim = claim;
    this.root.dataset.ready = '1';
  }

  /** The ids of the claims that pass the filters, as they stand. */
  get order() {
    const { tested, untested } = this.ordered;
    return [...tested, ...untested].map(({ id }) => id);
  }

  passes({ document, verdict }, except = '') {
    const wants = (name, value) => name === except || !this.filter[name] || this.filter[name] === value;
    return wants('document', document) && wants('verdict', verdict);
  }

  set() {
    const state = JSON.stringify([this.filter, this.sort]);
    if (state === this.state) return;
    this.state = state;
    const focused = /** @type {any} */ (this.root.getRootNode()).activeElement?.dataset.filter;
    this.filters.replaceChildren(this.makeDocuments(), this.makeVerdicts());
    if (focused) find(this.filters, `[data-filter="${CSS.escape(focused)}"]`)?.focus();
    const found = this.claims.filter((claim) => this.passes(claim));
    this.ordered = orderClaims(found, [...this.corpus.documents.keys()], this.sort);
    this.table.show(this.ordered, this.sort, this.corpus.documents);
    const all = this.claims.length;
    this.count.textContent =
      found.length === all
        ? ngettext('{count} claim', '{count} claims', all)
        : ngettext('{found} of {count} claim', '{found} of {count} claims', all, { found: found.length });
  }

  makeDocuments() {
    const options = [...this.corpus.documents.values()].map(({ id, short_title: title }) => ({
      value: id,
      label: [make('bdi', {}, title)],
    }));
    return this.makeGroup('document', gettext('Document'), options);
  }

  makeVerdicts() {
    const options = VERDICTS.map((verdict) => ({ value: verdict, label: [drawVerdict(verdict), sayVerdict(verdict)] }));
    return this.makeGroup('verdict', gettext('Verdict'), options);
  }

  makeGroup(name, title, options) {
    const among = this.claims.filter((claim) => this.passes(claim, name));
    const chips = [{ value: '', label: [gettext('All')] }, ...options].map(({ value, label }) => {
      const count = among.filter((claim) => !value || claim[name] === value).length;
      const isOn = (this.filter[name] || '') === value;
      return make(
        'button',
        {
          type: 'button',
          class: 'chip',
          'aria-pressed': String(isOn),
          'data-filter': `${name}:${value}`,
          disabled: !count && !isOn ? '' : null,
          click: () => this.narrow(name, value),
        },
        ...label,
        make('span', { class: 'count' }, String(count)),
      );
    });
    return make('div', { class: 'chips', role: 'group', 'aria-label': title }, chips);
  }

  narrow(name, value) {
    this.ways.filter({ ...this.filter, [name]: value });
  }
}
