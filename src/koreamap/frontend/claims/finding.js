// A finding: the claim in its passage, what was measured, how, with what doubt, and the pictures.

import { makeCiteButton } from '../reader/cite.js';
import { make } from '../reader/dom.js';
import { locate, setPassage } from '../reader/passages.js';
import { drawVerdict, nameVerdict, VERDICTS } from '../reader/verdict.js';
import { Leaf, mountLeaf } from './leaf.js';

const AROUND = 200; // characters of the passage on each side of the claim

const MEANINGS = {
  supported: 'The measured value agrees with the text, within the tolerance stated.',
  'partly supported': 'Some of what the text says agrees, or it agrees in some places only.',
  contradicted: 'The measured value does not agree with the text.',
  'not testable': 'Nothing on a map can decide it: policy, intention, or data that nobody published.',
};

class Finding extends Leaf {
  constructor(parent) {
    super(parent, 'finding');
  }

  build() {
    this.panel = make('section', { class: 'panel', tabindex: '-1', 'aria-label': 'Finding' });
    this.picked = make('div', { class: 'picked', role: 'status', hidden: '' });
    this.root.replaceChildren(this.panel, this.picked);
    this.shown = undefined;
  }

  follow({ finding, figures, order, picked }) {
    const json = JSON.stringify([finding, figures]);
    if (json !== this.shown) {
      this.shown = json;
      const claim = finding && this.corpus.claims.get(finding.id);
      this.panel.replaceChildren(...(claim ? this.setFinding(claim, { ...finding, figures }) : this.setWelcome()));
      this.panel.scrollTop = 0;
      this.root.dataset.claim = claim ? claim.id : '';
    }
    this.setSteps(order ?? []);
    this.setPicked(picked);
  }

  // What was clicked on the map is named under the finding.
  setPicked(picked) {
    this.picked.hidden = !picked;
    if (!picked) return;
    const { title, hangul, note, place } = picked;
    this.picked.replaceChildren(
      make(
        'span',
        {},
        make('b', {}, make('bdi', {}, title)),
        hangul ? make('span', { class: 'hangul', lang: 'ko' }, ` ${hangul}`) : null,
        note ? make('small', {}, make('bdi', {}, note)) : null,
      ),
      ...(place
        ? [make('button', { type: 'button', class: 'chip', click: () => this.fire('place_click', { place }) }, 'Open in Explore')]
        : []),
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
          'Each spatial or countable claim of the two documents was restated so that a map can test it, then measured. ' +
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
        make('div', { class: 'side-part' }, makeMeasures(finding.measures), this.makePlaces(finding.places)),
        finding.figures.length ? make('div', { class: 'wide-part' }, finding.figures.map(makeFigure)) : null,
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
    const follow = () => this.fire('passage_click', { passage: passage.id });
    const ways = { makeMark: () => make('mark', {}), onNote: (id) => this.fire('passage_click', { passage: id }) };
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
        { type: 'button', class: 'chip', click: () => this.fire('place_click', { place: id }) },
        make('bdi', {}, title),
        hangul ? make('span', { class: 'hangul', lang: 'ko' }, hangul) : null,
      ),
    );
    return section('Places it speaks of', make('div', { class: 'chips' }, chips));
  }

  setSteps(order) {
    if (!this.bar?.isConnected) return;
    const at = order.indexOf(this.root.dataset.claim);
    const go = (id) => () => this.fire('choose', { claim: id });
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

// The claim with some words on either side, cut between words; marks of notes and pages outside are left out.
function clipPassage(passage, { start, end }) {
  const [first, last] = [passage.slices[0][0], passage.slices.at(-1)[1]];
  const before = passage.document.slice(Math.max(first, start - AROUND), start).search(/\s/);
  const after = passage.document.slice(end, Math.min(last, end + AROUND)).search(/\s\S*$/);
  const from = start - AROUND <= first || before < 0 ? first : start - AROUND + before + 1;
  const to = end + AROUND >= last || after < 0 ? last : end + after;
  const slices = passage.slices.map(([a, b]) => [Math.max(a, from), Math.min(b, to)]).filter(([a, b]) => a < b);
  const inside = (marks) => (marks ?? []).filter(([offset]) => offset >= from && offset <= to);
  return {
    passage: { ...passage, slices, notes: inside(passage.notes), pages: inside(passage.pages) },
    isCutBefore: from > first,
    isCutAfter: to < last,
  };
}

function section(title, ...children) {
  return make('section', { class: 'part' }, make('h3', { class: 'eyebrow' }, title), ...children);
}

function makeProse(text) {
  return make('p', { class: 'prose' }, make('bdi', {}, text));
}

function makeTest({ restated, tolerance, tolerance_reason: reason }) {
  const words = tolerance ? [make('b', {}, 'Tolerance: '), make('bdi', {}, tolerance), reason ? '. ' : '', make('bdi', {}, reason)] : null;
  return section('Put so that it can be tested', makeProse(restated), words ? make('p', { class: 'prose small' }, words) : null);
}

// A note that several rows share stands once, under the table.
function makeMeasures(measures) {
  if (!measures.length) return null;
  const isShared = (note) => measures.filter((measure) => measure.note === note).length > 1;
  const rows = measures.map(({ label, value, note }) =>
    make(
      'tr',
      {},
      make('th', { scope: 'row' }, make('bdi', {}, label), note && !isShared(note) ? make('small', {}, make('bdi', {}, note)) : null),
      make('td', {}, make('bdi', {}, value)),
    ),
  );
  const shared = [...new Set(measures.map(({ note }) => note).filter((note) => note && isShared(note)))];
  return section(
    'Measured',
    make(
      'table',
      { class: 'measures' },
      make(
        'thead',
        { class: 'unseen' },
        make('tr', {}, make('th', { scope: 'col' }, 'What'), make('th', { scope: 'col' }, 'Value and uncertainty')),
      ),
      make('tbody', {}, rows),
    ),
    ...shared.map((note) => make('p', { class: 'prose small' }, make('bdi', {}, note))),
  );
}

function makeFigure({ title, description, light, dark, png, name }) {
  const picture = (path, theme) =>
    make('img', { src: addressOf(path), alt: description, class: `only-${theme}`, loading: 'lazy', decoding: 'async' });
  const save = (path, suffix) =>
    make(
      'a',
      { class: 'chip', href: addressOf(path), download: `${name}.${suffix}` },
      suffix.toUpperCase(),
      make('span', { class: 'unseen' }, ` of ${title}`),
    );
  return make(
    'figure',
    { class: 'part picture' },
    picture(light, 'light'),
    picture(dark, 'dark'),
    make(
      'figcaption',
      {},
      make('span', { class: 'prose small' }, make('bdi', {}, description)),
      make('span', { class: 'chips' }, save(light, 'svg'), save(png, 'png')),
    ),
  );
}

function makeSources(sources) {
  if (!sources.length) return null;
  const rows = sources.map(({ title, publisher, version, licence, attribution, address }) =>
    make(
      'li',
      {},
      make('span', { class: 'source-title' }, make('bdi', {}, title)),
      make('span', { class: 'source-line' }, make('bdi', {}, [publisher, version].filter(Boolean).join(' · '))),
      make('span', { class: 'source-line' }, make('bdi', {}, [licence, attribution].filter(Boolean).join(' · '))),
      address ? make('span', { class: 'source-line' }, make('bdi', {}, address)) : null,
    ),
  );
  return section('Sources', make('ul', { class: 'sources' }, rows));
}

function addressOf(path) {
  return `${import.meta.url.split('/_stcore/')[0]}/${path}`;
}

function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export default mountLeaf(Finding);
