// The names of a document that are left to decide, one by one, by mouse or keys. What is decided, Python is told; it links anew.

import { readMessages } from '../shared/catalogue.js';
import { find, make } from '../shared/dom.js';
import { gettext, language, ngettext } from '../shared/messages.js';
import { hold, letGo } from './leaving.js';
import { makeQuestion } from './question.js';
import { findNext, findPlace, LINKED, listOf, OPEN } from './questions.js';

const ROOM = 'documents'; // the explorer that stands beside it
const MOST = 300; // rows that are made; a longer list says how many more there are

const mounted = new WeakMap(); // parentElement -> Review

class Review {
  constructor() {
    this.list = OPEN;
    this.current = '';
    this.isAlone = false; // whether the answer is for one spot
    this.spot = 0;
    this.language = language();
    this.data = null;
    this.root = make('section', { class: 'review', 'aria-label': gettext('Names to decide'), keydown: (event) => this.press(event) });
  }

  /** Show what there is to decide now. */
  show(data, tell) {
    const before = this.data ? listOf(this.data.questions, this.list) : [];
    const hadFocus = this.root.contains(/** @type {any} */ (this.root.getRootNode()).activeElement);
    this.data = data;
    this.tell = tell;
    const now = listOf(data.questions, this.list);
    const next = findNext(before, now, this.current);
    const left = now.find(({ exact }) => exact === next)?.spots.length ?? 0;
    if (next !== this.current || this.spot >= left) this.spot = 0;
    this.current = next;
    this.draw();
    if (hadFocus) this.focus();
  }

  draw() {
    const { questions, places } = this.data;
    const titles = new Map(places.map(({ id, title }) => [id, title]));
    const shown = listOf(questions, this.list);
    const rows = shown.slice(0, MOST).map((question) => this.makeRow(question, titles));
    const more = shown.length - rows.length;
    const options = places.flatMap(({ title, names }) => [title, ...names]).map((name) => make('option', { value: name }));
    const nothing = this.list === OPEN ? gettext('Nothing is left to decide.') : gettext('Nothing is linked yet.');
    const parts = [
      this.makeHead(questions),
      make('datalist', { id: 'review-places' }, options),
      rows.length ? make('ul', { class: 'questions' }, rows) : make('p', { class: 'nothing' }, nothing),
      more > 0 && make('p', { class: 'more' }, ngettext('and {count} more', 'and {count} more', more, { count: more })),
    ];
    this.root.replaceChildren(...parts.filter((part) => part instanceof Node));
  }

  makeHead(questions) {
    const lists = [
      [OPEN, gettext('To decide')],
      [LINKED, gettext('Linked')],
    ];
    const buttons = lists.map(([list, title]) => {
      const click = () => this.turn(list);
      const text = `${title} ${listOf(questions, list).length}`;
      return make('button', { type: 'button', 'aria-pressed': String(this.list === list), 'data-list': list, click }, text);
    });
    const undo = make(
      'button',
      { type: 'button', class: 'undo', disabled: !this.data.can_undo, click: () => this.tell({ action: 'undo' }) },
      gettext('Undo'),
    );
    return make('header', {}, make('div', { class: 'lists', role: 'group', 'aria-label': gettext('Which names') }, buttons), undo);
  }

  makeRow(question, titles) {
    const isCurrent = question.exact === this.current;
    const named = question.places.map((id) => titles.get(id) ?? id).join(', ');
    const means = question.kind === 'linked' ? named : gettext('perhaps {place}', { place: named });
    const head = make(
      'button',
      { type: 'button', class: 'word', 'aria-expanded': String(isCurrent), click: () => this.choose(isCurrent ? '' : question.exact) },
      make('bdi', {}, question.exact),
      make('span', { class: 'count' }, String(question.spots.length)),
      named && named !== question.exact ? make('span', { class: 'means' }, means) : null,
    );
    const ways = {
      spot: this.spot,
      isAlone: this.isAlone,
      named,
      turnSpot: (by) => this.turnSpot(question, by),
      setAlone: (isAlone) => this.setAlone(isAlone),
      read: () => this.read(question),
      decide: (places) => this.decide(question, places),
      give: (typed) => this.give(question, typed),
    };
    return make('li', { 'data-exact': question.exact }, head, isCurrent ? makeQuestion(question, ways) : null);
  }

  turn(list) {
    this.list = list;
    this.choose(listOf(this.data.questions, list)[0]?.exact ?? '', { keepFocus: true });
    find(this.root, `[data-list="${list}"]`)?.focus();
  }

  choose(exact, { keepFocus = false } = {}) {
    this.current = exact;
    this.spot = 0;
    this.draw();
    if (!keepFocus) this.focus();
  }

  focus() {
    const row = find(this.root, `li[data-exact="${CSS.escape(this.current)}"]`);
    const word = row && find(row, '.word');
    word?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  }

  turnSpot({ spots }, by) {
    this.spot = (this.spot + by + spots.length) % spots.length;
    this.draw();
    find(this.root, by > 0 ? '.next-spot' : '.last-spot')?.focus();
  }

  setAlone(isAlone) {
    this.isAlone = isAlone;
    this.draw();
    find(this.root, `[name="reach"][value="${isAlone ? 'one' : 'all'}"]`)?.focus();
  }

  /** Bring the spot into view beside. */
  read({ spots }) {
    const { passage } = spots[this.spot];
    const room = globalThis.koreamapExplorers?.get(ROOM);
    room?.dispatch('tab', { tab: passage.split('/')[0], passage });
  }

  decide(question, places) {
    const spot = this.isAlone ? this.spot : null;
    this.tell({ action: 'decide', exact: question.exact, kind: question.kind, places, spot });
  }

  give(question, typed) {
    const id = findPlace(this.data.places, typed);
    const field = find(this.root, '.give input');
    if (id) this.decide(question, [id]);
    else if (field instanceof HTMLInputElement) {
      field.setCustomValidity(gettext('No such place: choose one from the list, or add it under “Own places”.'));
      field.reportValidity();
    }
  }

  /** Up and down go from word to word; the letters are those that the buttons show. */
  press(event) {
    const isTyping = event.composedPath()[0] instanceof HTMLInputElement && event.composedPath()[0].type !== 'radio';
    if (event.altKey || event.ctrlKey || event.metaKey || (isTyping && event.key !== 'Escape')) return;
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (way) return this.walk(event, way);
    const button = find(this.root, `[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    const other = findOther(event, this.current);
    if (event.key === 'Escape') this.focus();
    else if (!button) return;
    else if (other)
      this.choose(other); // nothing is decided of a word that is not looked at
    else if (button instanceof HTMLInputElement) button.focus();
    else button.click();
    event.preventDefault();
    event.stopPropagation();
  }

  walk(event, way) {
    if (event.composedPath()[0].type === 'radio') return;
    const words = listOf(this.data.questions, this.list).slice(0, MOST);
    const at = words.findIndex(({ exact }) => exact === this.current);
    const next = words[Math.min(words.length - 1, Math.max(0, at + way))];
    if (next) this.choose(next.exact);
    event.preventDefault();
  }
}

/** The word whose row an event comes from, where that is not the one that is open. */
function findOther(event, current) {
  const exact = event.composedPath()[0].closest('li[data-exact]')?.dataset.exact;
  return exact === current ? '' : exact;
}

/** Streamlit calls this at the mount and whenever data or theme change, and the returned function at the end. */
export default function review({ data, parentElement, setTriggerValue }) {
  open(parentElement, data, (answer) => setTriggerValue('answer', JSON.stringify(answer)));
  return () => setTimeout(() => release(parentElement));
}

function release(parent) {
  const left = mounted.get(parent);
  if (!left || (parent.host ?? parent).isConnected) return;
  mounted.delete(parent);
  letGo(left.root);
}

async function open(parent, data, tell) {
  await readMessages(data.paths);
  if (!mounted.has(parent)) document.querySelector('.stMain')?.scrollTo(0, 0); // a new document begins at its head, wherever its button was
  if (mounted.get(parent)?.language !== language()) {
    mounted.get(parent)?.root.remove();
    mounted.set(parent, new Review());
    parent.append(mounted.get(parent).root);
  }
  mounted.get(parent).show(data, tell);
  hold(mounted.get(parent).root, data.is_at_risk);
}
