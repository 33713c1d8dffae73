// A mention in the text: its look, its keyboard, and the choice where one span names two places.

import { openChooser } from '../shared/chooser.js';
import { make } from '../shared/dom.js';
import { gettext, N_ } from '../shared/messages.js';
import { listNames } from '../shared/names.js';
import { inkOf } from '../shared/theme.js';

/** How sure a link is, in a reader's words; a listed name needs none, nor does what a person said. */
const GRADES = {
  variant: N_('a spelling or a compound of the name'),
  demonym: N_('the people of the place, or what is theirs'),
};

/**
 * Make the element of a mention.
 *
 * @param {Object} corpus For the place's title.
 * @param {Object} mention What is marked.
 * @param {string} loudness `strong` (the card's place), `loud`, `soft` or `quiet`.
 * @returns {HTMLElement} Empty; the text goes in.
 */
export function makeMark(corpus, mention, loudness) {
  const mark = make('span', {
    class: `mark ${loudness}${mention.differs ? ' differs' : ''}`,
    role: 'button',
    tabindex: '-1',
    title: describe(corpus, mention),
    'data-mention': mention.key,
    'data-place': mention.place,
  });
  mark.style.setProperty('--ink', inkOf(mention.layer));
  return mark;
}

function describe(corpus, mention) {
  const place = corpus.places.get(mention.place);
  const title = place
    ? listNames(place)
        .map(({ text }) => text)
        .join(' ')
    : mention.place;
  return [title, tellGrade(mention), mention.note].filter(Boolean).join('\n');
}

function tellGrade({ grade }) {
  return GRADES[grade] ? gettext(GRADES[grade]) : '';
}

/** Set what there is to say of links. */
export function makeLinkNotes(mentions) {
  return listLinkNotes(mentions).map(([exact, said]) =>
    make('p', { class: 'link-note' }, make('q', {}, make('bdi', {}, exact)), ': ', make('bdi', {}, said)),
  );
}

/** List words and their notes, or how sure it is what they name, each once: two places of one span share theirs. */
export function listLinkNotes(mentions) {
  const notes = new Map();
  for (const mention of mentions) {
    const said = mention.note || tellGrade(mention);
    if (said) notes.set((mention.note ? mention.start : mention.exact) + said, [mention.exact, said]);
  }
  return [...notes.values()];
}

/**
 * Let the marks inside an element be clicked, and be walked with the arrow keys (one tab stop for all of them).
 *
 * @param {HTMLElement} panel What contains them, now or later.
 * @param {(value: HTMLElement) => void} onChoose Called with the mark.
 */
export function listenToMarks(panel, onChoose) {
  panel.addEventListener('click', (event) => {
    const mark = /** @type {any} */ (event.target).closest('.mark');
    if (mark) onChoose(mark);
  });
  panel.addEventListener('keydown', (event) => {
    const mark = /** @type {any} */ (event.target).closest('.mark');
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!mark || (!step && event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    if (step) focusNeighbour(panel, mark, step);
    else onChoose(mark);
  });
}

function focusNeighbour(panel, mark, step) {
  const marks = [...panel.querySelectorAll('.mark')];
  const next = marks[marks.indexOf(mark) + step];
  if (!next) return;
  setTabStop(panel, next);
  next.focus();
}

/** Make one mark (else the first) the tab stop of its panel. */
export function setTabStop(panel, mark = panel.querySelector('.mark')) {
  for (const other of panel.querySelectorAll('.mark[tabindex="0"]')) other.setAttribute('tabindex', '-1');
  mark?.setAttribute('tabindex', '0');
}

/** Outline the marks of one mention, and no other. */
export function showCurrent(panel, key) {
  for (const mark of panel.querySelectorAll('.mark.current')) {
    mark.classList.remove('current');
    mark.removeAttribute('aria-current');
  }
  const marks = key ? findMarks(panel, key) : [];
  for (const mark of marks) {
    mark.classList.add('current');
    mark.setAttribute('aria-current', 'true');
  }
  if (marks.length) setTabStop(panel, marks[0]);
  return marks[0] ?? null;
}

/** Find the elements of a mention: several where it was cut. */
export function findMarks(panel, key) {
  return [...panel.querySelectorAll(`.mark[data-mention="${CSS.escape(key)}"]`)];
}

/**
 * Ask which place is meant where one span names several.
 *
 * @param {HTMLElement} root The reader, which the choice is laid over.
 * @param {HTMLElement} mark Under which it appears.
 * @param {import('../shared/chooser.js').Choice[]} choices
 */
export function askWhich(root, mark, choices) {
  const onEscape = () => mark.focus();
  openChooser(root, mark.getClientRects()[0], { name: gettext('This names more than one place'), choices, onEscape });
}
