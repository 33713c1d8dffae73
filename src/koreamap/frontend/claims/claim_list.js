// The claims as a table, with filters by document and verdict.

import { makeNotice } from '../reader/notice.js';
import { capital, drawVerdict, nameVerdict, VERDICTS } from '../reader/verdict.js';
import { find, make, reveal } from '../shared/dom.js';

const HEAD_PX = 34; // of the table, which stays in view

export class ClaimList {
  /** @param {Object} ways `choose(claim)` and `filter({document, verdict})`. */
  constructor(ways) {
    this.ways = ways;
    this.root = make('div', { class: 'reader claim-list' }, make('p', { class: 'waiting', role: 'status' }, 'Opening the findings …'));
    this.chosen = '';
  }

  open(corpus) {
    this.corpus = corpus;
    this.claims = [...this.corpus.claims.values()];
    this.notice = makeNotice();
    this.filters = make('div', { class: 'filters' });
    this.count = make('p', { class: 'found', role: 'status' });
    this.body = make('tbody', { keydown: (event) => this.walk(event) });
    const heads = ['Claim', 'Document', 'Verdict', 'Figure'].map((title) =>
      make('th', { scope: 'col', class: `col-${title.toLowerCase()}` }, title),
    );
    const table = make(
      'table',
      {},
      make('caption', { class: 'unseen' }, 'Claims of the documents and what came of testing them'),
      make('thead', {}, make('tr', {}, heads)),
      this.body,
    );
    const intro = make('header', { class: 'list-head' }, make('h1', {}, 'Is it true on the ground?'), this.filters, this.count);
    this.scroller = make('div', { class: 'panel rows', tabindex: '-1' }, intro, table);
    this.root.replaceChildren(this.notice.element, this.scroller);
  }

  /** Show which claims pass the filters, and which one is chosen. */
  show({ claim, document, message, verdict }) {
    this.filter = { document, verdict };
    this.notice.say(message);
    this.set();
    this.mark(claim, { scroll: claim !== this.chosen });
    this.root.dataset.ready = '1';
  }

  /** The claims that pass the filters, in reading order. */
  get order() {
    return this.claims.filter((claim) => this.passes(claim)).map(({ id }) => id);
  }

  passes({ document, verdict }, except = '') {
    const wants = (name, value) => name === except || !this.filter[name] || this.filter[name] === value;
    return wants('document', document) && wants('verdict', verdict);
  }

  set() {
    const state = JSON.stringify(this.filter);
    if (state === this.state) return;
    this.state = state;
    const focused = /** @type {any} */ (this.root.getRootNode()).activeElement?.dataset.filter;
    this.filters.replaceChildren(this.makeDocuments(), this.makeVerdicts());
    if (focused) find(this.filters, `[data-filter="${CSS.escape(focused)}"]`)?.focus();
    const found = this.claims.filter((claim) => this.passes(claim));
    this.body.replaceChildren(...found.map((claim) => this.makeRow(claim)));
    this.count.textContent = found.length === this.claims.length ? tell(found.length) : `${found.length} of ${tell(this.claims.length)}`;
    this.mark(this.chosen, {});
  }

  makeDocuments() {
    const options = [...this.corpus.documents.values()].map(({ id, short_title: title }) => ({
      value: id,
      label: [make('bdi', {}, title)],
    }));
    return this.makeGroup('document', 'Document', options);
  }

  makeVerdicts() {
    const options = VERDICTS.map((verdict) => ({ value: verdict, label: [drawVerdict(verdict), capital(verdict)] }));
    return this.makeGroup('verdict', 'Verdict', options);
  }

  makeGroup(name, title, options) {
    const among = this.claims.filter((claim) => this.passes(claim, name));
    const chips = [{ value: '', label: ['All'] }, ...options].map(({ value, label }) => {
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

  makeRow(claim) {
    const title = this.corpus.documents.get(claim.document).short_title;
    const click = () => this.ways.choose(claim.id);
    const button = make(
      'button',
      { type: 'button', class: 'row-title', tabindex: '-1', 'data-claim': claim.id },
      make('bdi', {}, claim.title),
    );
    return make(
      'tr',
      { 'data-row': claim.id, click },
      make(
        'th',
        { scope: 'row', class: 'col-claim' },
        button,
        make('span', { class: 'row-document', 'aria-hidden': 'true' }, make('bdi', {}, title)),
      ),
      make('td', { class: 'col-document' }, make('bdi', {}, title)),
      make(
        'td',
        { class: 'col-verdict' },
        make(
          'span',
          { class: 'verdict', 'data-verdict': claim.verdict, title: nameVerdict(claim) },
          drawVerdict(claim.verdict),
          make(
            'span',
            {},
            capital(claim.verdict),
            claim.share ? make('small', {}, make('bdi', {}, claim.share)) : null,
            claim.within_uncertainty ? make('small', {}, 'within the uncertainty') : null,
          ),
        ),
      ),
      make('td', { class: 'col-figure' }, make('bdi', {}, claim.figure_text)),
    );
  }

  /** Show which row is chosen; one tab stop for all rows. */
  mark(id, { scroll = false }) {
    this.chosen = id;
    this.root.dataset.claim = id;
    for (const row of this.body.rows) {
      const isChosen = row.dataset.row === id;
      row.classList.toggle('chosen', isChosen);
      row.querySelector('button').toggleAttribute('aria-current', isChosen);
      if (isChosen) row.querySelector('button').setAttribute('aria-current', 'true');
      if (isChosen && scroll) reveal(this.scroller, row, { top: HEAD_PX });
    }
    const stop = this.body.querySelector('.chosen button') ?? this.body.querySelector('button');
    for (const button of this.body.querySelectorAll('button')) button.setAttribute('tabindex', button === stop ? '0' : '-1');
  }

  walk(event) {
    const buttons = [...this.body.querySelectorAll('button')];
    const at = buttons.indexOf(event.target.closest('button'));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (at < 0 || to === undefined || !buttons[to]) return;
    event.preventDefault();
    for (const button of buttons) button.setAttribute('tabindex', button === buttons[to] ? '0' : '-1');
    buttons[to].focus();
  }
}

function tell(count) {
  return count === 1 ? '1 claim' : `${count} claims`;
}
