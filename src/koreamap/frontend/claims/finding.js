// A finding: the claim in its passage, what was measured, how, with what doubt, and the pictures.

import { makeCiteButtons } from '../reader/cite.js';
import { languageOf } from '../reader/language.js';
import { locate, setPassage } from '../reader/passages.js';
import { drawVerdict, nameVerdict } from '../reader/verdict.js';
import { make } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';
import { makeNames } from '../shared/names.js';
import { makeClaimsWelcome } from './claims_welcome.js';
import { makeCurve } from './curve.js';
import {
  clipPassage,
  makeCaveats,
  makeChart,
  makeLink,
  makeMeasures,
  makePlaces,
  makeProse,
  makeReadings,
  makeSources,
  makeTest,
  section,
} from './finding_parts.js';

export class Finding {
  /** @param {Object} ways `choose(claim)`, `openPassage(id)`, `openPlace(id)`, `onScroll()` and `linkOf(page, search)`. */
  constructor(ways) {
    this.ways = ways;
    this.panel = make('section', { class: 'panel', tabindex: '0', 'aria-label': gettext('Finding'), scroll: ways.onScroll });
    this.picked = make('div', { class: 'picked', role: 'status', hidden: true });
    this.root = make('div', { class: 'reader finding', 'data-claim': '' }, this.panel, this.picked);
  }

  open(corpus) {
    this.corpus = corpus;
  }

  /** Show the finding of a claim, or what the page is about for none. */
  show({ claim: id, picked }, order) {
    if (id !== this.shown) {
      this.shown = id;
      const claim = this.corpus.claims.get(id);
      const finding = this.corpus.findings.get(id);
      this.panel.replaceChildren(
        ...(claim && finding ? this.setFinding(claim, finding) : [makeClaimsWelcome([...this.corpus.claims.values()])]),
      );
      this.panel.scrollTop = 0;
      this.root.dataset.claim = id;
    }
    this.setSteps(order);
    this.setPicked(picked);
    this.root.dataset.ready = '1';
  }

  // What was clicked on the map is named under the finding.
  setPicked(picked) {
    this.picked.hidden = !picked;
    if (!picked) return;
    const { name, hangul, note, place } = picked;
    const [first, second] = makeNames({ title: name, hangul });
    this.picked.replaceChildren(
      make('span', {}, make('b', {}, first), second ? [' ', second] : null, note ? make('small', {}, make('bdi', {}, note)) : null),
      ...(place
        ? [make('button', { type: 'button', class: 'chip', click: () => this.ways.openPlace(place) }, gettext('Open in Explore'))]
        : []),
    );
  }

  /** Set the passage whole; the function that is returned cuts it again. */
  putOnPaper() {
    if (!this.quote?.text.isConnected) return () => {};
    const { text, setAll } = this.quote;
    const before = [...text.childNodes];
    setAll();
    return () => text.replaceChildren(...before);
  }

  // a claim

  setFinding(claim, finding) {
    const passage = this.corpus.passages.get(claim.passage);
    this.bar = make('nav', { class: 'step-bar', 'aria-label': gettext('Claims') });
    return [
      this.bar,
      make(
        'article',
        { class: 'found-text' },
        this.makeHead(finding, passage),
        make(
          'div',
          { class: 'main-part' },
          this.makeQuote(claim, passage),
          makeTest(finding),
          makeReadings(finding.readings),
          finding.method ? section(gettext('How it was measured'), makeProse(finding.method)) : null,
          makeCaveats(finding.caveats),
        ),
        make(
          'div',
          { class: 'side-part' },
          makeMeasures(finding.measures),
          finding.curves.map(makeCurve),
          makePlaces(finding.places, this.ways.openPlace),
        ),
        finding.charts.length ? make('div', { class: 'wide-part' }, finding.charts.map(makeChart)) : null,
        make('div', { class: 'wide-part' }, makeSources(finding.sources)),
      ),
    ];
  }

  makeHead(finding, passage) {
    return make(
      'header',
      { class: 'finding-head', 'data-verdict': finding.verdict },
      make('p', { class: 'eyebrow' }, make('bdi', {}, passage.document.short_title), ` · ${locate(passage)}`),
      make('h2', { class: 'card-title' }, make('bdi', {}, finding.title)),
      make(
        'p',
        { class: 'verdict-line' },
        drawVerdict(finding.verdict),
        make('strong', {}, nameVerdict(finding)),
        finding.figure_text ? make('span', { class: 'figure-text' }, make('bdi', {}, finding.figure_text)) : null,
      ),
      finding.outside ? make('p', { class: 'outside' }, gettext('Rests on knowledge from outside the documents and the map')) : null,
      make('p', { class: 'summary' }, make('bdi', {}, finding.summary)),
      makeLink(finding.id, this.ways.linkOf),
    );
  }

  makeQuote(claim, passage) {
    const follow = () => this.ways.openPassage(passage.id);
    const ways = { makeMark: () => make('mark', {}), onNote: (id) => this.ways.openPassage(id) };
    const text = make('blockquote', { class: 'passage', lang: languageOf(passage.document) });
    const clipped = clipPassage(passage, claim);
    const setAll = () => text.replaceChildren(setPassage(passage, [claim], ways));
    const showAll = () => {
      setAll();
      more.remove();
    };
    this.quote = { text, setAll };
    const more = make('button', { type: 'button', class: 'where', click: showAll }, gettext('Whole passage'));
    text.append(clipped.isCutBefore ? '… ' : '', setPassage(clipped.passage, [claim], ways), clipped.isCutAfter ? ' …' : '');
    const isCut = clipped.isCutBefore || clipped.isCutAfter;
    return make(
      'section',
      { class: 'quoted quote', 'data-passage': passage.id },
      make('header', {}, make('h3', { class: 'eyebrow' }, gettext('What the text says')), makeCiteButtons(passage, this.ways.linkOf)),
      text,
      make(
        'p',
        { class: 'ways' },
        isCut ? more : null,
        make('button', { type: 'button', class: 'where', click: follow }, gettext('Read on in the document')),
      ),
    );
  }

  setSteps(order) {
    if (!this.bar?.isConnected) return;
    const at = order.indexOf(this.root.dataset.claim);
    const go = (id) => () => this.ways.choose(id);
    const step = (label, title, id) =>
      make('button', { type: 'button', class: 'step', title, disabled: id === undefined ? '' : null, click: go(id) }, label);
    this.bar.replaceChildren(
      make('button', { type: 'button', class: 'step back', click: go('') }, gettext('‹ All claims')),
      make('span', { class: 'gap' }),
      ...(at < 0
        ? []
        : [
            step(gettext('‹ prev'), gettext('Previous claim'), order[at - 1]),
            make('span', { class: 'position' }, `${at + 1}\u202f/\u202f${order.length}`),
            step(gettext('next ›'), gettext('Next claim'), order[at + 1]),
          ]),
    );
  }
}
