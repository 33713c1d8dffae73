// The reader: search, the card of the selected place with its passages, and the documents whole.
//
// Streamlit calls the default export whenever the data or the theme changes. What the person does shows at once; Python
// hears of it by triggers (`tab`, `place_click`, `mention_click`, `claim_click`, `step`). Python moves the reader with a new nonce only.

import { readCorpus } from './corpus.js';
import { DocumentPanel } from './document_panel.js';
import { make, waitForStyle } from './dom.js';
import { FeaturePanel } from './feature_panel.js';
import { askWhich, inkOf, listenToMarks } from './marks.js';
import { buildSearch } from './search.js';
import { makeSearchBox } from './search_box.js';
import { makeTabs } from './tabs.js';
import { applyTheme } from './theme.js';

const FEATURE = 'feature';
const ECHO_MS = 4000; // for so long, Python's answer to our own event is not a wish to move

const readers = new WeakMap();

/** Mount the reader, or bring it up to date. */
export default function mountReader({ data, parentElement, setTriggerValue }) {
  if (!readers.has(parentElement)) readers.set(parentElement, new Reader(parentElement));
  const reader = readers.get(parentElement);
  reader.fire = setTriggerValue;
  reader.update(data);
  return () => {
    reader.leave();
    readers.delete(parentElement);
  };
}

class Reader {
  constructor(parent) {
    this.root = make('div', { class: 'reader', 'data-tab': '', 'data-place': '', 'data-mention': '' });
    this.root.style.backgroundColor = 'var(--st-background-color, Canvas)'; // before the style sheet arrives: for the theme
    this.root.style.visibility = 'hidden'; // until the style sheet says otherwise
    this.root.append(make('p', { class: 'waiting', role: 'status' }, 'Opening the documents …'));
    parent.append(this.root);
    this.nonce = undefined;
    this.tab = '';
    this.fired = new Map(); // mention or tab -> when we told Python of it
    this.onKey = (event) => this.focusSearch(event);
    this.onTheme = (event) => event.target === this.root && this.corpus && this.paint();
    this.onMapSelect = (event) => this.anticipate(event.detail.id);
    document.addEventListener('keydown', this.onKey);
    window.addEventListener('koreamap:select', this.onMapSelect);
    this.root.addEventListener('transitionend', this.onTheme);
  }

  leave() {
    document.removeEventListener('keydown', this.onKey);
    window.removeEventListener('koreamap:select', this.onMapSelect);
    for (const panel of this.panels?.values() ?? []) panel.leave();
    this.root.remove();
    this.gone = true;
  }

  async update(data) {
    this.data = data;
    const paths = JSON.stringify([data.documents, data.links, data.places, data.layers, data.findings, data.cards]);
    try {
      if (paths !== this.paths) {
        const [corpus] = await Promise.all([readCorpus(data), waitForStyle(this.root)]);
        if (this.gone || data !== this.data) return;
        this.paths = paths;
        this.build(corpus);
      }
      this.follow(data.view ?? {});
    } catch (error) {
      if (this.gone) return;
      this.root.replaceChildren(make('p', { class: 'waiting', role: 'alert' }, `The documents could not be opened. ${error.message}`));
      console.error(error);
    }
  }

  build(corpus) {
    this.corpus = corpus;
    this.tab = '';
    this.said = null;
    const ways = {
      openPlace: (id) => this.fire('place_click', { place: id }),
      openPassage: (id) => this.openPassage(id),
      openDocument: (id) => this.choose(id),
      openClaim: (id) => this.fire('claim_click', { claim: id }),
      step: (key) => this.tell('step', { mention: key }),
    };
    const feature = new FeaturePanel(corpus, ways);
    for (const panel of this.panels?.values() ?? []) panel.leave();
    this.panels = new Map([[FEATURE, feature]]);
    for (const record of corpus.documents.values()) this.panels.set(record.id, new DocumentPanel(corpus, record, ways));
    const titles = [...corpus.documents.values()].map((record) => ({ id: record.id, title: record.short_title }));
    this.tabs = makeTabs([{ id: FEATURE, title: 'Feature' }, ...titles], (id) => this.choose(id));
    this.search = makeSearchBox(corpus, { search: buildSearch(corpus), ...ways });
    this.notice = make('div', { class: 'notice', role: 'status', hidden: '' });
    const panels = [...this.panels.values()].map((panel) => panel.element);
    for (const panel of panels) listenToMarks(panel, (mark) => this.chooseMark(mark));
    this.root.replaceChildren(make('header', { class: 'top' }, this.search.element, this.tabs.element), this.notice, ...panels);
  }

  // Python's wish: a new nonce, or another card, may move the reader; anything else only brings it up to date.
  follow(view) {
    const feature = this.panels.get(FEATURE);
    const asked = !this.tab || view.nonce !== this.nonce;
    const another = (view.card?.id ?? '') !== this.root.dataset.place;
    this.nonce = view.nonce;
    feature.show(view.card ?? null);
    this.root.dataset.place = view.card?.id ?? '';
    this.paint();
    this.say(view.message);
    if (another) this.goTo(view);
    else if (asked && !this.isEcho(view.tab) && !this.isEcho(view.mention)) this.goTo(view);
    if (!this.root.dataset.ready) this.settle(view);
    this.root.dataset.ready = '1';
  }

  // A click on the map: the card is here already and shows at once. Python's answer finds it open, or puts it right.
  anticipate(id) {
    const card = this.corpus?.cards.get(id);
    if (!card) return;
    this.panels.get(FEATURE).show(card);
    this.root.dataset.place = id;
    this.paint();
    this.show(FEATURE);
    this.root.dataset.mention = this.panels.get(FEATURE).current;
  }

  // A font that arrives after the first scroll moves the text under it: go there once more.
  async settle({ nonce, passage, mention, tab }) {
    await document.fonts.ready;
    if ((passage || mention) && !this.gone && this.nonce === nonce && this.tab === tab) this.goTo({ tab, passage, mention });
  }

  goTo({ tab, passage, mention }) {
    this.show(this.panels.has(tab) ? tab : FEATURE);
    if (mention) this.setCurrent(mention, { scroll: !this.isEcho(mention) });
    else if (passage && this.tab !== FEATURE) this.panels.get(this.tab).openPassage(passage);
    this.root.dataset.mention = this.panels.get(this.tab).current;
  }

  isEcho(key) {
    const when = this.fired.get(key);
    this.fired.delete(key);
    return when !== undefined && performance.now() - when < ECHO_MS;
  }

  tell(event, value) {
    this.fired.set(value.mention, performance.now());
    this.root.dataset.mention = value.mention;
    this.fire(event, value);
  }

  paint() {
    const place = this.root.dataset.place;
    applyTheme(this.root, this.corpus.layers.values());
    this.tabs.button(FEATURE).classList.toggle('has-card', Boolean(place));
    this.tabs.button(FEATURE).style.setProperty('--ink', inkOf(this.corpus.layerOf(place)?.id));
  }

  say(message) {
    const misfits = this.corpus.misfits;
    const text = message || (misfits ? `${misfits} links are left out: the text differs from the linked version.` : '');
    if (text === this.said) return;
    this.said = text;
    this.notice.hidden = !text;
    const close = make('button', { type: 'button', 'aria-label': 'Close this notice', click: () => (this.notice.hidden = true) }, '×');
    this.notice.replaceChildren(make('bdi', {}, text), close);
  }

  // A person chose a tab: it opens at once, and Python writes it into the address.
  choose(id, passage) {
    if (id === this.tab && !passage) return;
    this.show(id);
    this.fired.set(id, performance.now());
    this.fire('tab', passage ? { tab: id, passage } : { tab: id });
  }

  show(id) {
    if (id === this.tab) return;
    this.tab = id;
    this.root.dataset.tab = id;
    this.panels.get(id).set?.();
    for (const [name, panel] of this.panels) panel.element.hidden = name !== id;
    this.tabs.show(id);
    this.root.dataset.mention = this.panels.get(id).current;
  }

  openPassage(id) {
    const passage = this.corpus.passages.get(id);
    if (!passage) return;
    this.choose(passage.document.id, id);
    this.panels.get(passage.document.id).openPassage(id);
    const { current } = this.panels.get(FEATURE);
    if (this.corpus.mentions.get(current)?.passage === id) this.setCurrent(current);
  }

  setCurrent(key, options) {
    this.panels.get(this.tab).setCurrent(key, options);
    this.root.dataset.mention = this.panels.get(this.tab).current;
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

  openMention(mention) {
    this.panels.get(this.tab).setCurrent(mention.key);
    this.tell('mention_click', { mention: mention.key, place: mention.place });
  }

  focusSearch(event) {
    const at = event.composedPath()[0];
    const typing = at.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(at.tagName);
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey || !this.search) return;
    event.preventDefault();
    this.search.focus();
  }
}
