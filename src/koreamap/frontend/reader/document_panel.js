// A document's tab: the whole text in reading order, each mention marked in its layer's colour.

import { find, flash, make, reveal } from '../shared/dom.js';
import { gettext, locale, N_ } from '../shared/messages.js';
import { makeDateButton } from '../time/date_button.js';
import { inReadingOrder } from '../walk/stops.js';
import { makeCiteButtons } from './cite.js';
import { ClaimNote } from './claim_note.js';
import { makeClaim, spreadSigns } from './claim_signs.js';
import { languageOf, nameLanguage } from './language.js';
import { makeLinkNotes, makeMark, setTabStop, showCurrent } from './marks.js';
import { readPassage, setPassage } from './passages.js';
import { makePanel } from './tabs.js';
import { makeCitationButtons, makeTakeFold } from './take_along.js';

// What the record of a reader's own document says where nobody said more.
const UNSAID = new Set([N_('Author not stated'), N_('Yours; not stated.')]);

/** The panel; its text is set when it is first shown. `ways` are `openClaim`, `setDate` and `linkOf`. */
export class DocumentPanel {
  constructor(corpus, record, ways) {
    this.corpus = corpus;
    this.record = record;
    this.note = new ClaimNote(ways.openClaim);
    this.setDate = ways.setDate;
    this.linkOf = ways.linkOf;
    this.element = makePanel(record.id);
    this.isSet = false;
    this.current = '';
    this.depth = 2; // of the last heading that was set, under the title
    this.origins = new Map(); // footnote -> the mark from which it was reached
  }

  /** Set the text, once. */
  set() {
    if (this.isSet) return;
    this.isSet = true;
    const text = make('div', { class: 'text', lang: languageOf(this.record) }, this.setText());
    this.element.append(this.makeTitle(), this.makeContents(), text);
    setTabStop(this.element);
    new ResizeObserver(() => spreadSigns(this.element)).observe(text); // it grows and shrinks when its lines break anew
    document.fonts.ready.then(() => spreadSigns(this.element));
  }

  /** Scroll the panel so far, px. */
  scrollTo(top) {
    this.element.scrollTop = top;
  }

  makeTitle() {
    const { title, author, date, citation, rights, note, address } = this.record;
    const word = (line) => (UNSAID.has(line) ? gettext(line) : make('bdi', {}, line));
    const said = [writeDate(date), nameLanguage(this.record)].filter(Boolean).join(' · ');
    return make(
      'header',
      { class: 'title-block' },
      make('h2', {}, make('bdi', {}, title)),
      make('p', { class: 'byline' }, word(author ?? ''), author && said ? ` · ${said}` : said),
      make('p', { class: 'citation' }, make('bdi', {}, citation)),
      ...[address, rights].filter(Boolean).map((line) => make('p', { class: 'rights' }, word(line))),
      note
        ? make(
            'details',
            { class: 'fold' },
            make('summary', {}, gettext('State of the text')),
            make('p', { class: 'rights' }, make('bdi', {}, note)),
          )
        : null,
      this.makeTake(),
    );
  }

  makeTake() {
    const { id, short_title: title } = this.record;
    const findLink = () => this.linkOf('explore', `?${new URLSearchParams({ doc: id })}`);
    const choose = (citations) => [citations.map, citations.documents[id]];
    return makeTakeFold([gettext('Its citation'), makeCitationButtons(this.corpus.citations, { name: id, title, choose, findLink })]);
  }

  makeContents() {
    const headings = this.record.passages.filter((passage) => passage.kind === 'heading');
    if (headings.length < 2) return make('div', { class: 'contents' });
    const rows = headings.map((heading) => {
      const open = () => this.openPassage(heading.id);
      const text = readPassage(this.corpus.passages.get(heading.id));
      return make(
        'li',
        { class: `level-${this.levelOf(heading)}` },
        make('button', { type: 'button', click: open }, make('bdi', {}, text)),
      );
    });
    return make('details', { class: 'fold contents' }, make('summary', {}, gettext('Contents')), make('ol', {}, rows));
  }

  levelOf(passage) {
    const levels = this.record.sections.filter((section) => section.id).map((section) => section.level);
    const level = this.record.sections.find((section) => section.id === passage.section)?.level ?? 1;
    return Math.min(3, level - Math.min(...levels, level) + 1);
  }

  /** What stands before the first section; a text without any is no front. */
  isFront(passage) {
    return !passage.section && this.record.sections.some(({ id }) => id);
  }

  setText() {
    return inReadingOrder(this.record).flatMap(({ areNotes, passages }) => {
      const rows = passages.map((passage) => this.setPassage(passage));
      return areNotes ? make('div', { class: 'footnotes' }, rows) : rows;
    });
  }

  setPassage(record) {
    const passage = this.corpus.passages.get(record.id);
    const claims = this.corpus.claimsIn(passage.id);
    const fresh = new Set(claims);
    const mentions = this.corpus.mentionsIn(passage.id);
    const text = setPassage(passage, [...mentions, ...claims], {
      makeMark: (item) =>
        claims.includes(item)
          ? makeClaim(item, { isFirst: fresh.delete(item), note: this.note })
          : makeMark(this.corpus, item, this.corpus.isLoud(item.layer) ? 'loud' : 'soft'),
      onNote: (id, mark) => this.openNote(id, mark),
    });
    const isFront = this.isFront(passage);
    const attributes = { class: `block ${passage.kind}${isFront ? ' front' : ''}`, 'data-passage': passage.id };
    if (passage.kind === 'heading') {
      this.depth = Math.min(this.levelOf(passage) + 2, this.depth + 1); // where a heading over it is left out, it moves up
      const tag = /** @type {'h3'} */ (`h${this.depth}`);
      return make(
        'div',
        { ...attributes, class: `${attributes.class} level-${this.levelOf(passage)}` },
        make(tag, { class: 'passage' }, text),
      );
    }
    const back = passage.kind === 'footnote' ? this.makeNoteLabel(passage) : null;
    const place = back ?? make('span', { class: 'margin-label', 'aria-hidden': 'true' }, passage.label.replace(/^.*, /, ''));
    const isOrnament = !/[\p{L}\p{N}]/u.test(text.textContent); // a row of dots, where the editors left text out
    const isBare = isOrnament || passage.kind === 'title' || (isFront && passage.kind === 'paragraph');
    const map = passage.kind === 'footnote' ? null : makeDateButton(passage, this.setDate);
    const margin = isBare ? null : make('span', { class: 'margin' }, place, makeCiteButtons(passage, this.linkOf), map);
    const notes = makeLinkNotes(mentions.filter(({ differs }) => differs));
    return make('div', attributes, margin, make('p', { class: isOrnament ? 'passage ornament' : 'passage' }, text), notes);
  }

  makeNoteLabel(passage) {
    const click = () => this.leaveNote(passage.id);
    const number = passage.label.replace(/^\D*/, '') || passage.label;
    return make('button', { type: 'button', class: 'note-back', title: gettext('Back to the text'), click }, number);
  }

  openNote(id, mark) {
    this.origins.set(id, mark);
    const note = this.openPassage(id);
    if (note) find(note, '.note-back')?.focus({ preventScroll: true });
  }

  leaveNote(id) {
    const mark = this.origins.get(id) ?? this.findNoteMark(id);
    if (!mark) return;
    reveal(this.element, mark, { place: 0.4 });
    mark.focus({ preventScroll: true });
  }

  findNoteMark(id) {
    const passage = this.record.passages.find((p) => (p.notes ?? []).some(([, noteId]) => noteId === id));
    return passage ? this.findPassage(passage.id)?.querySelector('.note-mark') : null;
  }

  findPassage(id) {
    return find(this.element, `[data-passage="${CSS.escape(id)}"]`);
  }

  /** Bring a passage into view and tint it for a moment. */
  openPassage(id) {
    const block = this.findPassage(id);
    if (!block) return null;
    reveal(this.element, block, { place: 0.12, force: true });
    flash(block);
    return block;
  }

  /** Outline a mention; with `scroll`, bring it into view if it is not. */
  setCurrent(key, { scroll = false } = {}) {
    const mark = showCurrent(this.element, key);
    this.current = mark ? key : '';
    if (scroll && mark && reveal(this.element, mark)) flash(mark.closest('[data-passage]'));
    return mark;
  }
}

// 1951-02-11 as 11 February 1951; anything vaguer stays as the record has it.
function writeDate(date) {
  if (!/^\d{4}-\d\d-\d\d$/.test(date ?? '')) return date;
  return new Date(date).toLocaleDateString(locale(), { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}
