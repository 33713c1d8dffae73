// The Help page: what the signs and words mean, and what koreamap does not know.

import { readParameters, writeParameters } from '../explorer/address.js';
import { CorpusPage, isForBrowser } from '../explorer/corpus_page.js';
import { askForTour } from '../reader/tour.js';
import { drawVerdict, sayVerdict } from '../reader/verdict.js';
import { find, make } from '../shared/dom.js';
import { areLettersOn, turnLetters } from '../shared/keys.js';
import { gettext } from '../shared/messages.js';
import { makeName } from '../shared/names.js';
import { drawSymbol } from '../shared/symbols.js';
import { inkOf } from '../shared/theme.js';
import { ACCURACY, DATES, KEYS, MAP, MARKS, STATUSES, TEXT, VERDICTS } from './help_words.js';
import { countUntested, findUnknowns } from './unknowns.js';

const SECTION = 'section';

export class HelpPage extends CorpusPage {
  /** @param {ConstructorParameters<typeof CorpusPage>[1]} ways */
  constructor(ways) {
    super({ name: 'help', what: gettext('the help'), look: 'pane-help' }, ways);
  }

  build(corpus) {
    const sections = this.#makeSections(corpus);
    const links = sections.map(({ id, title }) =>
      make('li', {}, make('a', { href: this.hrefOf('help', `?${SECTION}=${id}`), click: (event) => this.#choose(event, id) }, title)),
    );
    const head = make(
      'header',
      { class: 'list-head' },
      make('h1', {}, gettext('Help')),
      make('p', { class: 'lead' }, gettext('What the signs and words mean, and what koreamap does not know.')),
      make('p', { class: 'help-tour' }, this.#makeTourLink(corpus)),
      make('nav', { class: 'help-contents', 'aria-label': gettext('On this page') }, make('ul', {}, links)),
    );
    const bodies = sections.map(({ id, title, body }) =>
      make(
        'section',
        { id: `help-${id}`, 'aria-labelledby': `help-head-${id}` },
        make('h2', { id: `help-head-${id}`, tabindex: '-1' }, title),
        body,
      ),
    );
    this.scroller.classList.add('help');
    this.scroller.replaceChildren(head, ...bodies);
    this.pane.replaceChildren(this.scroller);
    this.known = new Set(sections.map(({ id }) => id));
  }

  read() {
    const { section } = readParameters(this.navigator.search, [SECTION]);
    return { section: this.known.has(section) ? section : '' };
  }

  turn() {
    if (this.view.section) this.turnTo(this.#head);
  }

  titled() {
    return [this.view.section && this.#head.textContent, gettext('Help')];
  }

  address() {
    return writeParameters(this.navigator.search, this.view, [SECTION]);
  }

  #choose(event, section) {
    if (isForBrowser(event)) return;
    event.preventDefault();
    this.choose({ section });
    this.turn();
  }

  get #head() {
    return find(this.scroller, `#help-head-${this.view.section}`);
  }

  #makeSections(corpus) {
    return [
      { id: 'map', title: gettext('On the map'), body: [this.#makeLayers(corpus), makeTerms(MAP)] },
      { id: 'status', title: gettext('Status'), body: [makeTerms(Object.entries(STATUSES))] },
      { id: 'accuracy', title: gettext('Accuracy'), body: [makeTerms(ACCURACY)] },
      {
        id: 'text',
        title: gettext('In the text'),
        body: [makeTerms([...MARKS.map(([classes, words]) => [makeSample(classes), words]), ...TEXT])],
      },
      {
        id: 'verdicts',
        title: gettext('Claims and verdicts'),
        body: [makeTerms(Object.entries(VERDICTS).map(([verdict, words]) => [makeVerdict(verdict), words]))],
      },
      { id: 'dates', title: gettext('Dates'), body: [makeTerms(DATES)] },
      {
        id: 'keys',
        title: gettext('Keys'),
        body: [makeTerms(KEYS.map(([key, words]) => [make('kbd', {}, gettext(key)), words])), makeLetters()],
      },
      { id: 'unknown', title: gettext('What koreamap does not know'), body: this.#makeUnknowns(corpus) },
    ];
  }

  /** The tour begins where it has something to show: beside the card of the main layers' place that is named most often. */
  #makeTourLink(corpus) {
    const places = [...corpus.places.values()].filter(({ id }) => corpus.layerOf(id)?.group === 'main');
    const [first] = places.sort((a, b) => corpus.mentionsOf(b.id).length - corpus.mentionsOf(a.id).length);
    const link = this.makeLink('explore', first ? { feature: first.id } : {}, { class: 'chip' }, gettext('Show the tour'));
    link.addEventListener('click', askForTour);
    return link;
  }

  #makeLayers(corpus) {
    const main = [...corpus.layers.values()].filter(({ group }) => group === 'main').sort((a, b) => b.order - a.order);
    return makeTerms(main.map((layer) => [[drawSymbol(layer), makeName(layer)], make('bdi', {}, layer.summary)]));
  }

  #makeUnknowns(corpus) {
    const parts = findUnknowns(corpus).map(({ title, words, places }) => [
      make('h3', {}, `${gettext(title)} (${places.length})`),
      make('p', {}, gettext(words)),
      make(
        'ul',
        { class: 'help-places' },
        places.map((id) =>
          make('li', {}, this.makeLink('explore', { feature: id }, { 'data-place': id }, makeName(corpus.places.get(id)))),
        ),
      ),
    ]);
    const counts = countUntested(corpus).filter(({ untested }) => untested);
    const claims = counts.map(({ document, all, untested }) =>
      make(
        'li',
        {},
        make('bdi', {}, corpus.documents.get(document).short_title),
        ': ',
        gettext('{untested} of {all} claims noted here cannot be tested; each says why.', { untested, all }),
      ),
    );
    const tested = claims.length
      ? [
          make('h3', {}, gettext('Whether it is so')),
          make('ul', { class: 'help-counts' }, claims),
          make('p', {}, this.makeLink('claims', { verdict: 'not testable' }, {}, gettext('See them'))),
        ]
      : [];
    return [...parts, ...tested].flat();
  }
}

/** @param {any[][]} rows A term, as words or nodes, and what it means. */
function makeTerms(rows) {
  return make(
    'dl',
    { class: 'terms' },
    rows.flatMap(([term, words]) => [make('dt', {}, sayPart(term)), make('dd', {}, sayPart(words))]),
  );
}

function sayPart(part) {
  return typeof part === 'string' ? gettext(part) : part;
}

function makeLetters() {
  const box = make('input', { type: 'checkbox', change: () => turnLetters(box.checked) });
  box.checked = areLettersOn();
  return make(
    'p',
    {},
    make('label', { class: 'help-letters' }, box, ' ', gettext('Keys of a single letter (/, j, k) work in this browser')),
  );
}

function makeSample(classes) {
  const sample = make('span', { class: classes, lang: 'en' }, 'Baengnyeongdo');
  sample.style.setProperty('--ink', inkOf('western_islands'));
  return sample;
}

function makeVerdict(verdict) {
  return make('span', { class: 'help-verdict', 'data-verdict': verdict }, drawVerdict(verdict), sayVerdict(verdict));
}
