// The reader: search, the card of the selected place with its passages, and the documents whole.
//
// It is told what to show. What the person does it tells: `tab`, `place`, `mention`, `step` and `walk`; a claim and a comparison open
// another page.

import { find, make } from '../shared/dom.js';
import { isShortcut } from '../shared/keys.js';
import { gettext, ngettext } from '../shared/messages.js';
import { nameOf } from '../shared/names.js';
import { inkOf, paintLayers } from '../shared/theme.js';
import { Walk } from '../walk/walk.js';
import { DocumentPanel } from './document_panel.js';
import { FeaturePanel } from './feature_panel.js';
import { askWhich, listenToMarks } from './marks.js';
import { openNote } from './note_fold.js';
import { makeNotice } from './notice.js';
import { buildSearch } from './search.js';
import { makeSearchBox } from './search_box.js';
import { markSides } from './sides.js';
import { makeTabs } from './tabs.js';

const FEATURE = 'feature';

export class Reader {
  /**
   * @param {Object} ways `tell(event, payload)`, `visit(at)`, `onScroll()`, `openClaim(id)`, `compare(place)` and `linkOf(page, search)`;
   *   and `end`, the signal at which it listens no longer.
   */
  constructor({ tell, visit, onScroll, openClaim, compare, linkOf, end }) {
    this.tell = tell;
    this.visit = visit;
    this.openClaim = openClaim;
    this.compare = compare;
    this.linkOf = linkOf;
    this.end = end;
    const name = { role: 'region', 'aria-label': gettext('Documents') };
    this.root = make('div', { class: 'reader explore-reader', 'data-tab': '', 'data-place': '', 'data-mention': '', ...name });
    this.root.append(makeHeading(), make('p', { class: 'waiting', role: 'status' }, gettext('Opening the documents …')));
    this.root.addEventListener('scroll', onScroll, { capture: true, passive: true });
    document.addEventListener('keydown', (event) => this.press(event), { signal: end });
    this.elements = [this.root];
    this.tab = '';
  }

  /** Build all parts, once the corpus is at hand. */
  open(corpus) {
    this.corpus = corpus;
    const ways = {
      openPlace: (id) => this.tell('place', { id }),
      showSides: (id) => this.tell('sides', { id }),
      openPassage: (id) => this.openPassage(id),
      openNote: (id) => this.openNote(id),
      openDocument: (id) => this.choose(id),
      openClaim: this.openClaim,
      compare: this.compare,
      linkOf: this.linkOf,
      end: this.end,
      visit: this.visit,
      step: (key) => this.tell('step', { key }),
      walkOn: (key) => this.walk.goOn(key),
      setDate: (date) => this.tell('date', { date }),
    };
    const records = [...corpus.documents.values()];
    /** @type {Map<string, any>} */
    this.panels = new Map([[FEATURE, new FeaturePanel(corpus, ways)]]);
    for (const record of records) this.panels.set(record.id, new DocumentPanel(corpus, record, ways));
    const titles = records.map((record) => ({ id: record.id, title: record.short_title }));
    this.tabs = makeTabs([{ id: FEATURE, title: gettext('Feature') }, ...titles], (id) => this.choose(id));
    this.search = makeSearchBox(corpus, { search: buildSearch(corpus), ...ways });
    this.notice = makeNotice();
    this.walk = new Walk(corpus, this.panels, { root: this.root, tell: this.tell });
    const panels = [...this.panels.values()].map((panel) => panel.element);
    for (const panel of panels) listenToMarks(panel, (mark) => this.chooseMark(mark));
    this.root.replaceChildren(
      makeHeading(),
      make('header', { class: 'top' }, this.search.element, this.tabs.element, this.tabs.list),
      this.notice.element,
      ...this.walk.elements,
      ...panels,
    );
  }

  /**
   * Show a view.
   *
   * @param {import('../explorer/state.js').View} view
   * @param {{reveal: boolean, scroll: number|null}} wish Whether to bring the passage into view, or how far the panel is scrolled.
   */
  show(view, wish) {
    const card = this.corpus.cards.get(view.feature) ?? null;
    this.view = view;
    this.panels.get(FEATURE).show(card);
    this.root.dataset.place = card?.id ?? '';
    this.paintTab();
    this.say(view.message);
    this.goTo(view, wish);
    markSides(this.panels.get(FEATURE).element, view.sides);
    if (!this.root.dataset.ready) this.settle(view, wish);
    this.root.dataset.ready = '1';
  }

  // A font that arrives after the first scroll moves the text under it: go there once more.
  async settle(view, wish) {
    await document.fonts.ready;
    if ((wish.reveal && (view.passage || view.mention)) || wish.scroll) if (this.view === view) this.goTo(view, wish);
  }

  goTo({ tab, passage, mention }, { reveal, scroll }) {
    this.openTab(this.panels.has(tab) ? tab : FEATURE);
    const panel = this.panels.get(this.tab);
    const { current } = this.panels.get(FEATURE);
    const first = scroll !== null && !passage && this.tab === FEATURE ? panel.first : ''; // coming back, before any step
    const key = mention || first || (passage && this.corpus.mentions.get(current)?.passage === passage ? current : '');
    if (reveal && passage && !mention && this.tab !== FEATURE) panel.openPassage(passage);
    if (key) panel.setCurrent(key, { scroll: reveal && Boolean(mention) });
    if (scroll !== null) panel.scrollTo(scroll);
    this.root.dataset.mention = panel.current;
    this.walk.show(this.tab, { isElsewhere: !reveal });
  }

  /**
   * Set all that paper shows.
   *
   * @param {{isWhole: boolean}} how Whether every document is wanted, or only what is open.
   * @returns {() => void} Puts back what was moved.
   */
  putOnPaper({ isWhole }) {
    if (!this.panels) return () => {};
    if (isWhole) for (const panel of this.panels.values()) panel.set?.();
    return this.panels.get(FEATURE).putOnPaper();
  }

  /** @returns {HTMLElement|null} Where reading begins: the passage that was asked for, else the title of what is open. */
  get beginning() {
    const panel = this.panels?.get(this.tab);
    return panel && (panel.findPassage?.(this.view.passage) ?? find(panel.element, 'h2'));
  }

  /** How far the open panel is scrolled, px. */
  get scroll() {
    return Math.round(this.panels?.get(this.tab)?.element.scrollTop ?? 0);
  }

  /** Take on a theme's colours. */
  restyle(theme) {
    paintLayers(this.root, theme, this.corpus?.layers.values() ?? []);
  }

  paintTab() {
    const button = this.tabs.button(FEATURE);
    button.classList.toggle('has-card', Boolean(this.root.dataset.place));
    button.style.setProperty('--ink', inkOf(this.corpus.layerOf(this.root.dataset.place)?.id));
  }

  say(message) {
    const { misfits } = this.corpus;
    this.notice.say(
      message
        ? gettext(message)
        : misfits
          ? ngettext(
              '{count} link is left out: the text differs from the linked version.',
              '{count} links are left out: the text differs from the linked version.',
              misfits,
            )
          : '',
    );
  }

  choose(tab) {
    if (tab !== this.tab) this.tell('tab', { tab });
  }

  openTab(id) {
    if (id === this.tab) return;
    this.tab = id;
    this.root.dataset.tab = id;
    for (const [name, panel] of this.panels) panel.element.hidden = name !== id;
    this.panels.get(id).set?.(); // what is hidden cannot be scrolled
    this.tabs.show(id);
  }

  openPassage(id) {
    const passage = this.corpus.passages.get(id);
    if (passage) this.tell('tab', { tab: passage.document.id, passage: id });
  }

  openNote(id) {
    openNote(this.panels.get(FEATURE).element, id);
    this.tell('place', { id });
  }

  chooseMark(mark) {
    const mention = this.corpus.mentions.get(mark.dataset.mention);
    const rivals = this.corpus.mentionsIn(mention.passage).filter((m) => m.start === mention.start && m.end === mention.end);
    if (rivals.length < 2) return this.openMention(mention);
    const title = (m) => nameOf(this.corpus.places.get(m.place) ?? { title: m.place });
    return askWhich(
      this.root,
      mark,
      rivals.map((m) => ({ label: title(m), choose: () => this.openMention(m) })),
    );
  }

  openMention({ key }) {
    this.tell('mention', { key });
  }

  press(event) {
    if (!this.search || !isShortcut(event, this.root)) return;
    const way = { j: 1, k: -1 }[event.key];
    if (event.key !== '/' && !way) return;
    event.preventDefault();
    if (way) this.walk.step(way);
    else this.search.focus();
  }
}

/** What the page is about, for who goes from heading to heading: the titles that are seen are those of its parts. */
function makeHeading() {
  return make('h1', { class: 'unseen' }, gettext('Map and documents'));
}
