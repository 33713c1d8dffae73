// The feature tab: the card of the selected place, and under it every passage that names the place.

import { find, make, reveal } from '../shared/dom.js';
import { gettext, N_, ngettext } from '../shared/messages.js';
import { inkOf } from '../shared/theme.js';
import { makeCard } from './card.js';
import { makeRoom, openLead } from './first_screen.js';
import { findMarks, setTabStop, showCurrent } from './marks.js';
import { orderMentions } from './naming.js';
import { makeQuote } from './quote.js';
import { makePanel } from './tabs.js';
import { Tour } from './tour.js';
import { makeWelcome } from './welcome.js';

const WALK_ON = N_('Walk on through the document from this mention, place by place');
const AT_ONCE = 30; // passages set before the reader scrolls for more

/** The panel; `ways` are `openPlace`, `showSides`, `compare`, `openDocument`, `openPassage`, `step(mention)`, `walkOn(mention)`, `setDate`, `linkOf` and `end`. */
export class FeaturePanel {
  constructor(corpus, ways) {
    this.corpus = corpus;
    this.ways = ways;
    this.element = makePanel('feature');
    this.shown = null; // the card on display, as JSON
    this.card = null;
    this.keys = []; // of the mentions, as `orderMentions` puts them
    this.named = 0;
    this.first = '';
    this.current = '';
    this.isDue = false; // whether the card is still to be set
    this.isAnother = false; // whether that one is of another place
    this.tour = new Tour(() => {
      this.leave();
      this.isDue = true;
      if (!this.element.hidden) this.set();
    }, ways.end);
  }

  /** Take a card, or the welcome for null; the same card again changes nothing. What nobody sees is set when it is opened. */
  show(card) {
    const json = JSON.stringify(card ?? null);
    if (json === this.shown) return;
    const another = card?.id !== this.card?.id;
    this.shown = json;
    this.card = card ?? null;
    this.leave();
    const known = (card?.mentions ?? []).filter((key) => this.corpus.mentions.has(key));
    Object.assign(this, orderMentions(this.corpus, card?.id, known));
    if (another || !this.keys.includes(this.current)) this.current = this.first;
    this.isDue = true;
    this.isAnother ||= another;
    if (!this.element.hidden) this.set();
  }

  /** Set the card that was taken last. */
  set() {
    if (!this.isDue) return;
    this.isDue = false;
    this.element.replaceChildren(...(this.card ? this.setCard() : [makeWelcome(this.corpus, { ...this.ways, tour: this.tour })]));
    if (this.card) this.element.prepend(...this.tour.elementBeside(this.card));
    if (this.isAnother) this.element.scrollTop = 0;
    this.isAnother = false;
    this.setCurrent(this.current);
    const isAtFirst = this.current === this.first && !this.element.scrollTop;
    if (this.keys.length && isAtFirst) makeRoom(this.element, () => findMarks(this.element, this.first)[0] ?? null);
  }

  /** Stop watching the scroll. */
  leave() {
    this.watch?.disconnect();
    this.watch = null;
  }

  /** Scroll the panel so far, px; what would only be set on the way there is set at once. */
  scrollTo(top) {
    const { element } = this;
    while (this.watch && element.scrollHeight - element.clientHeight < top) this.setSome(AT_ONCE);
    element.scrollTop = top;
  }

  /** Set every passage, and what the card rests on after them; the function that is returned puts it back. */
  putOnPaper() {
    if (this.watch) this.setSome(this.waiting.length);
    const folds = find(this.element, '.card-folds');
    const card = folds?.parentElement;
    if (folds) this.element.append(folds);
    return () => card?.append(folds);
  }

  setCard() {
    const card = makeCard(this.corpus, this.card, this.ways);
    if (!this.keys.length) return [card, make('p', { class: 'unnamed' }, gettext('No document here names it.'))];
    this.waiting = this.groupByPassage();
    this.inOtherWords = this.corpus.mentions.get(this.keys[this.named])?.passage; // where the second group begins
    this.list = make('div', { class: 'mentions' });
    this.list.style.setProperty('--ink', inkOf((this.corpus.layerOf(this.card.id) ?? this.card.layer)?.id));
    this.more = make('div', { class: 'more' });
    this.setSome(AT_ONCE);
    this.watch = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.setSome(AT_ONCE), {
      root: this.element,
      rootMargin: '600px',
    });
    this.watch.observe(this.more);
    return [card, this.makeBar(), this.list, this.more];
  }

  groupByPassage() {
    const passages = [];
    for (const key of this.keys) {
      const id = this.corpus.mentions.get(key).passage;
      if (!passages.includes(id)) passages.push(id);
    }
    return passages;
  }

  makeBar() {
    const count = this.keys.length;
    const button = (label, way, title) =>
      make('button', { type: 'button', class: `step ${way > 0 ? 'next' : 'previous'}`, title, click: () => this.step(way) }, label);
    this.position = make('span', { class: 'position', 'aria-live': 'polite' });
    this.bar = make(
      'div',
      { class: 'step-bar' },
      make('span', { class: 'total' }, tell(count)),
      make(
        'button',
        {
          type: 'button',
          class: 'step compare-them',
          title: gettext('What each document says, side by side'),
          click: () => this.ways.compare(this.card.id),
        },
        gettext('Compare'),
      ),
      make(
        'button',
        { type: 'button', class: 'step walk-on', title: gettext(WALK_ON), click: () => this.ways.walkOn(this.current) },
        gettext('Walk on'),
      ),
      ...(count > 1
        ? [button(gettext('‹ prev'), -1, gettext('Previous mention')), this.position, button(gettext('next ›'), 1, gettext('Next mention'))]
        : []),
    );
    return this.bar;
  }

  setSome(count) {
    const own = new Set(this.keys);
    for (const id of this.waiting.splice(0, count)) {
      const passage = this.corpus.passages.get(id);
      if (!passage) continue;
      if (id === this.inOtherWords) this.list.append(make('h3', { class: 'eyebrow other-words' }, gettext('Meant in other words')));
      const last = /** @type {HTMLElement|null} */ (this.list.lastElementChild);
      if (passage.document.id !== last?.dataset.document) this.list.append(this.makeHead(passage));
      this.list.append(makeQuote(this.corpus, passage, own, this.ways));
    }
    if (!this.waiting.length) this.leave();
    showCurrent(this.element, this.current);
    if (!this.element.querySelector('.mark[tabindex="0"]')) setTabStop(this.element);
  }

  // Over the passages of a document, of those that name the place or of the others.
  makeHead({ id, document: record }) {
    const mentionOf = (key) => this.corpus.mentions.get(key);
    const isNamed = this.keys.slice(0, this.named).some((key) => mentionOf(key).passage === id);
    const group = isNamed ? this.keys.slice(0, this.named) : this.keys.slice(this.named);
    const count = group.filter((key) => mentionOf(key).document === record.id).length;
    return make(
      'h3',
      { class: 'document-head', 'data-document': record.id },
      make('bdi', { title: record.title }, record.title),
      make('span', {}, tell(count)),
    );
  }

  step(way) {
    const at = this.keys.indexOf(this.current);
    const key = this.keys.at((at + way) % this.keys.length);
    this.setCurrent(key, { scroll: true });
    this.ways.step(key);
  }

  /** Outline a mention and count from it; with `scroll`, bring it into view. */
  setCurrent(key, { scroll = false } = {}) {
    if (!this.keys.includes(key)) return null;
    this.current = key;
    if (this.isDue) return null;
    while (this.waiting.length && !findMarks(this.element, key).length) this.setSome(AT_ONCE);
    const mark = showCurrent(this.element, key);
    openLead(mark);
    if (this.position) this.position.textContent = `${this.keys.indexOf(key) + 1}\u202f/\u202f${this.keys.length}`;
    if (scroll && mark) reveal(this.element, mark, { top: this.bar.offsetHeight });
    return mark;
  }
}

function tell(count) {
  return ngettext('{count} mention', '{count} mentions', count);
}
