// The reader: search, the card of the selected place with its passages, and the documents whole.
//
// It is told what to show. What the person does it tells: `tab`, `place`, `mention` and `step`; a claim opens another page.

import { make } from '../shared/dom.js';
import { inkOf, paintLayers } from '../shared/theme.js';
import { DocumentPanel } from './document_panel.js';
import { FeaturePanel } from './feature_panel.js';
import { askWhich, listenToMarks } from './marks.js';
import { openNote } from './note_fold.js';
import { makeNotice } from './notice.js';
import { buildSearch } from './search.js';
import { makeSearchBox } from './search_box.js';
import { makeTabs } from './tabs.js';

const FEATURE = 'feature';

export class Reader {
  /**
   * @param {Object} ways `tell(event, payload)`, `visit(at)`, `onScroll()` and `openClaim(id)`.
   */
  constructor({ tell, visit, onScroll, openClaim }) {
    this.tell = tell;
    this.visit = visit;
    this.openClaim = openClaim;
    this.root = make('div', { class: 'reader', 'data-tab': '', 'data-place': '', 'data-mention': '' });
    this.root.append(make('p', { class: 'waiting', role: 'status' }, 'Opening the documents …'));
    this.root.addEventListener('scroll', onScroll, { capture: true, passive: true });
    document.addEventListener('keydown', (event) => this.focusSearch(event));
    this.elements = [this.root];
    this.tab = '';
  }

  /** Build all parts, once the corpus is at hand. */
  open(corpus) {
    this.corpus = corpus;
    const ways = {
      openPlace: (id) => this.tell('place', { id }),
      openPassage: (id) => this.openPassage(id),
      openNote: (id) => this.openNote(id),
      openDocument: (id) => this.choose(id),
      openClaim: this.openClaim,
      visit: this.visit,
      step: (key) => this.tell('step', { key }),
      setDate: (date) => this.tell('date', { date }),
    };
    const records = [...corpus.documents.values()];
    /** @type {Map<string, any>} */
    this.panels = new Map([[FEATURE, new FeaturePanel(corpus, ways)]]);
    for (const record of records) this.panels.set(record.id, new DocumentPanel(corpus, record, ways));
    const titles = records.map((record) => ({ id: record.id, title: record.short_title }));
    this.tabs = makeTabs([{ id: FEATURE, title: 'Feature' }, ...titles], (id) => this.choose(id));
    this.search = makeSearchBox(corpus, { search: buildSearch(corpus), ...ways });
    this.notice = makeNotice();
    const panels = [...this.panels.values()].map((panel) => panel.element);
    for (const panel of panels) listenToMarks(panel, (mark) => this.chooseMark(mark));
    this.root.replaceChildren(make('header', { class: 'top' }, this.search.element, this.tabs.element), this.notice.element, ...panels);
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
  }

  /** Set every document, shown or not: paper shows them all. */
  setAll() {
    for (const panel of this.panels.values()) panel.set?.();
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
    this.notice.say(message || (misfits ? `${misfits} links are left out: the text differs from the linked version.` : ''));
  }

  choose(tab) {
    if (tab !== this.tab) this.tell('tab', { tab });
  }

  openTab(id) {
    if (id === this.tab) return;
    this.tab = id;
    this.root.dataset.tab = id;
    this.panels.get(id).set?.();
    for (const [name, panel] of this.panels) panel.element.hidden = name !== id;
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
    const title = (m) => this.corpus.places.get(m.place)?.title ?? m.place;
    return askWhich(
      this.root,
      mark,
      rivals.map((m) => ({ label: title(m), choose: () => this.openMention(m) })),
    );
  }

  openMention({ key }) {
    this.tell('mention', { key });
  }

  focusSearch(event) {
    const at = event.composedPath()[0];
    const isTyping = at.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(at.tagName);
    if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey || !this.search || !this.root.isConnected) return;
    event.preventDefault();
    this.search.focus();
  }
}
