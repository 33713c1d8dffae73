// The claims as a table: its head sorts, and what nothing here can test is folded at its end.

import { drawVerdict, nameVerdict, sayVerdict } from '../reader/verdict.js';
import { make, reveal } from '../shared/dom.js';
import { gettext, N_, ngettext } from '../shared/messages.js';
import { makeHeads, markHeads } from '../shared/sort_heads.js';
import { FIRST_SORT } from './claim_order.js';

const HEAD_PX = 34; // of the table, which stays in view
const COLUMNS = [
  { id: 'claim', title: N_('Claim'), hint: N_('In the order of the text') },
  { id: 'document', title: N_('Document'), hint: N_('By document, then by verdict') },
  { id: 'verdict', title: N_('Verdict'), hint: N_('From supported to what no map decides') },
  { id: 'figure', title: N_('Figure'), hint: N_('By its words, its numbers by their size') },
];

export class ClaimTable {
  /** @param {{choose: (claim: string) => void, sort: (column: string) => void}} ways */
  constructor({ choose, sort }) {
    this.choose = choose;
    this.chosen = '';
    this.isUnfolded = false; // by hand, or for the sake of a claim that lies there
    const columns = COLUMNS.map(({ id, title, hint }) => ({ id, title: gettext(title), hint: gettext(hint) }));
    this.heads = makeHeads(columns, sort);
    this.tested = make('tbody');
    this.untested = make('tbody', { id: 'untested-claims' });
    const fold = { type: 'button', class: 'fold-button', 'aria-controls': 'untested-claims', click: () => this.#turnFold() };
    this.fold = make('button', fold);
    const unfilled = ['col-document', 'col-figure'].map((column) => make('td', { class: column })); // leave where these columns do
    const line = make('tr', { class: 'fold-line' }, make('th', { colspan: '2', scope: 'rowgroup' }, this.fold), unfilled);
    this.foldLine = make('tbody', {}, line);
    this.element = make(
      'table',
      { keydown: (event) => this.#walk(event) },
      make('caption', { class: 'unseen' }, gettext('Claims of the documents and what came of testing them')),
      make('thead', {}, make('tr', {}, this.heads)),
      this.tested,
      this.foldLine,
      this.untested,
    );
  }

  /**
   * Show rows as `orderClaims` gives them.
   *
   * @param {{tested: Object[], untested: Object[]}} order
   * @param {string} sort
   * @param {Map<string, Object>} documents
   */
  show({ tested, untested }, sort, documents) {
    markHeads(this.heads, sort || FIRST_SORT);
    for (const [body, claims] of /** @type {[HTMLElement, Object[]][]} */ ([
      [this.tested, tested],
      [this.untested, untested],
    ])) {
      body.replaceChildren(...claims.map((claim) => makeRow(claim, documents.get(claim.document).short_title, this.choose)));
    }
    this.fold.textContent = ngettext(
      '{count} claim that no map and no source read can decide',
      '{count} claims that no map and no source read can decide',
      untested.length,
    );
    this.isAlone = !tested.length;
    this.#setFold();
  }

  /** Show which row is chosen; one tab stop for all rows. `isShown`: also where it lies in the fold. */
  mark(id, { scroller, isShown }) {
    this.chosen = id;
    if (isShown && this.#row(this.untested)) this.isUnfolded = true;
    for (const row of this.element.querySelectorAll('[data-row]')) {
      const isChosen = row === this.#row(this.element);
      row.classList.toggle('chosen', isChosen);
      if (isChosen) row.querySelector('button').setAttribute('aria-current', 'true');
      else row.querySelector('button').removeAttribute('aria-current');
    }
    this.#setFold();
    const row = this.#row(this.element);
    if (isShown && row) reveal(scroller, row, { top: HEAD_PX });
  }

  #row(within) {
    return /** @type {HTMLElement|null} */ (this.chosen ? within.querySelector(`[data-row="${CSS.escape(this.chosen)}"]`) : null);
  }

  #turnFold() {
    this.isUnfolded = !this.isUnfolded;
    this.#setFold();
  }

  // What is filtered down to the untested has nothing to fold away from.
  #setFold() {
    this.foldLine.hidden = this.isAlone || !this.untested.rows.length;
    this.untested.hidden = !this.isUnfolded && !this.isAlone;
    this.fold.setAttribute('aria-expanded', String(!this.untested.hidden));
    const buttons = this.#buttons;
    const chosen = this.#row(this.element)?.querySelector('button');
    this.#stop(buttons.includes(chosen) ? chosen : buttons[0], buttons);
  }

  /** The rows' buttons that are to be seen, from above. */
  get #buttons() {
    return [...this.element.querySelectorAll('tbody:not([hidden]) .row-title')];
  }

  #stop(stop, buttons) {
    for (const button of buttons) button.setAttribute('tabindex', button === stop ? '0' : '-1');
  }

  #walk(event) {
    const buttons = this.#buttons;
    const at = buttons.indexOf(event.target.closest('.row-title'));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (at < 0 || to === undefined || !buttons[to]) return;
    event.preventDefault();
    this.#stop(buttons[to], buttons);
    /** @type {HTMLElement} */ (buttons[to]).focus();
  }
}

function makeRow(claim, title, choose) {
  const name = make('bdi', {}, claim.title);
  const button = make('button', { type: 'button', class: 'row-title', tabindex: '-1', 'data-claim': claim.id }, name);
  const beneath = make('span', { class: 'row-document', 'aria-hidden': 'true' }, make('bdi', {}, title));
  return make(
    'tr',
    { 'data-row': claim.id, click: () => choose(claim.id) },
    make('th', { scope: 'row', class: 'col-claim' }, button, beneath),
    make('td', { class: 'col-document' }, make('bdi', {}, title)),
    make('td', { class: 'col-verdict' }, makeVerdict(claim)),
    make('td', { class: 'col-figure' }, make('bdi', {}, claim.figure_text)),
  );
}

function makeVerdict(claim) {
  const words = make(
    'span',
    {},
    sayVerdict(claim.verdict),
    claim.share ? make('small', {}, make('bdi', {}, claim.share)) : null,
    claim.within_uncertainty ? make('small', {}, gettext('within the uncertainty')) : null,
    claim.figure_text ? make('small', { class: 'row-figure' }, make('bdi', {}, claim.figure_text)) : null,
  );
  return make('span', { class: 'verdict', 'data-verdict': claim.verdict, title: nameVerdict(claim) }, drawVerdict(claim.verdict), words);
}
