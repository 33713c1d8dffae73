// A finding: the claim in its passage, what was measured, how, with what doubt, and the pictures.

import { makeCiteButton } from '../reader/cite.js';
import { locate, setPassage } from '../reader/passages.js';
import { capital, drawVerdict, nameVerdict, VERDICTS } from '../reader/verdict.js';
import { make } from '../shared/dom.js';
import { makeCurve } from './curve.js';
import { clipPassage, makeChart, makeMeasures, makeProse, makeReadings, makeSources, makeTest, section } from './finding_parts.js';

const MEANINGS = {
  supported: 'What was measured, counted or read agrees with the text, within the tolerance stated.',
  'partly supported': 'Some of what the text says agrees, or it agrees in some places only: how much stands beside the verdict.',
  contradicted: 'What was measured, counted or read does not agree with the text.',
  'depends on the reading': 'The words are vague or have more than one meaning, and the meanings lead to different verdicts.',
  context:
    'Nothing in the sentence can fail on a map, it is true by definition, or a slip of the print: what is shown beside it is not scored.',
  'not testable': 'No map and no source read can decide it; the reason stands with each.',
};

export class Finding {
  /** @param {Object} ways `choose(claim)`, `openPassage(id)`, `openPlace(id)` and `onScroll()`. */
  constructor(ways) {
    this.ways = ways;
    this.panel = make('section', { class: 'panel', tabindex: '-1', 'aria-label': 'Finding', scroll: ways.onScroll });
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
      this.panel.replaceChildren(...(claim && finding ? this.setFinding(claim, finding) : this.setWelcome()));
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
    this.picked.replaceChildren(
      make(
        'span',
        {},
        make('b', {}, make('bdi', {}, name)),
        hangul ? make('span', { class: 'hangul', lang: 'ko' }, ` ${hangul}`) : null,
        note ? make('small', {}, make('bdi', {}, note)) : null,
      ),
      ...(place ? [make('button', { type: 'button', class: 'chip', click: () => this.ways.openPlace(place) }, 'Open in Explore')] : []),
    );
  }

  // without a claim

  setWelcome() {
    const claims = [...this.corpus.claims.values()];
    const rows = VERDICTS.map((verdict) => {
      const count = claims.filter((claim) => claim.verdict === verdict).length;
      return make(
        'div',
        { class: 'meaning', 'data-verdict': verdict },
        drawVerdict(verdict),
        make('dt', {}, capital(verdict), make('span', { class: 'count' }, String(count))),
        make('dd', {}, MEANINGS[verdict]),
      );
    });
    return [
      make(
        'div',
        { class: 'welcome' },
        make('h2', { class: 'card-title' }, 'What the documents claim, tested'),
        make(
          'p',
          {},
          'Each spatial or countable claim of the documents was restated so that a map can test it, then measured. ' +
            'Choose one: its sentence, the measured values with their uncertainty, and the evidence on the map.',
        ),
        make('dl', { class: 'meanings' }, rows),
        make(
          'p',
          { class: 'aside' },
          'A finding is “within the uncertainty” where the doubt of the lines and coasts it was measured on ' +
            'could turn the verdict. What rests on knowledge from outside the documents and the map says so.',
        ),
      ),
    ];
  }

  // a claim

  setFinding(claim, finding) {
    const passage = this.corpus.passages.get(claim.passage);
    this.bar = make('nav', { class: 'step-bar', 'aria-label': 'Claims' });
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
          finding.method ? section('How it was measured', makeProse(finding.method)) : null,
          finding.caveats.length
            ? section(
                'Caveats',
                make(
                  'ul',
                  { class: 'caveats' },
                  finding.caveats.map((text) => make('li', {}, make('bdi', {}, text))),
                ),
              )
            : null,
        ),
        make('div', { class: 'side-part' }, makeMeasures(finding.measures), finding.curves.map(makeCurve), this.makePlaces(finding.places)),
        finding.charts.length ? make('div', { class: 'wide-part' }, finding.charts.map(makeChart)) : null,
        make('div', { class: 'wide-part' }, makeSources(finding.sources)),
      ),
    ];
  }

  makeHead(finding, passage) {
    const outside = 'Rests on knowledge from outside the documents and the map';
    return make(
      'header',
      { class: 'finding-head', 'data-verdict': finding.verdict },
      make('p', { class: 'eyebrow' }, make('bdi', {}, `${passage.document.short_title} · ${locate(passage)}`)),
      make('h2', { class: 'card-title' }, make('bdi', {}, finding.title)),
      make(
        'p',
        { class: 'verdict-line' },
        drawVerdict(finding.verdict),
        make('strong', {}, nameVerdict(finding)),
        finding.figure_text ? make('span', { class: 'figure-text' }, make('bdi', {}, finding.figure_text)) : null,
      ),
      finding.outside ? make('p', { class: 'outside' }, outside) : null,
      make('p', { class: 'summary' }, make('bdi', {}, finding.summary)),
    );
  }

  makeQuote(claim, passage) {
    const follow = () => this.ways.openPassage(passage.id);
    const ways = { makeMark: () => make('mark', {}), onNote: (id) => this.ways.openPassage(id) };
    const text = make('blockquote', { class: 'passage' });
    const clipped = clipPassage(passage, claim);
    const showAll = () => {
      text.replaceChildren(setPassage(passage, [claim], ways));
      more.remove();
    };
    const more = make('button', { type: 'button', class: 'where', click: showAll }, 'Whole passage');
    text.append(clipped.isCutBefore ? '… ' : '', setPassage(clipped.passage, [claim], ways), clipped.isCutAfter ? ' …' : '');
    const isCut = clipped.isCutBefore || clipped.isCutAfter;
    return make(
      'section',
      { class: 'quoted quote', 'data-passage': passage.id },
      make('header', {}, make('h3', { class: 'eyebrow' }, 'What the text says'), makeCiteButton(passage)),
      text,
      make(
        'p',
        { class: 'ways' },
        isCut ? more : null,
        make('button', { type: 'button', class: 'where', click: follow }, 'Read on in the document'),
      ),
    );
  }

  makePlaces(places) {
    if (!places.length) return null;
    const chips = places.map(({ id, title, hangul }) =>
      make(
        'button',
        { type: 'button', class: 'chip', click: () => this.ways.openPlace(id) },
        make('bdi', {}, title),
        hangul ? make('span', { class: 'hangul', lang: 'ko' }, hangul) : null,
      ),
    );
    return section('Places it speaks of', make('div', { class: 'chips' }, chips));
  }

  setSteps(order) {
    if (!this.bar?.isConnected) return;
    const at = order.indexOf(this.root.dataset.claim);
    const go = (id) => () => this.ways.choose(id);
    const step = (label, title, id) =>
      make('button', { type: 'button', class: 'step', title, disabled: id === undefined ? '' : null, click: go(id) }, label);
    this.bar.replaceChildren(
      make('button', { type: 'button', class: 'step back', click: go('') }, '‹ All claims'),
      make('span', { class: 'gap' }),
      ...(at < 0
        ? []
        : [
            step('‹ prev', 'Previous claim', order[at - 1]),
            make('span', { class: 'position' }, `${at + 1}\u202f/\u202f${order.length}`),
            step('next ›', 'Next claim', order[at + 1]),
          ]),
    );
  }
}
