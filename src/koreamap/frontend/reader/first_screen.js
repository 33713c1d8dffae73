// In a small panel the words that name a place stand on the first screen all the same: the card is brief, and where that is not
// enough, the first passage begins shortly before them. What is put aside is there for who listens, and comes with the next step.

import { find, make } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';

const BELOW = 2; // lines that are to be seen under the words
const FARTHEST = 110; // characters from the beginning of a sentence to the words; a longer one begins within it
const NEAR = 45;
const SENTENCE = /[.!?…]["”’)]*[\d\s]*\s(?=\S)/g; // its end, and the marks of footnotes after it

/**
 * Make room for the mention that a card shows first, once its parts have found their heights.
 *
 * @param {HTMLElement} panel With a card and passages.
 * @param {() => HTMLElement|null} findMark The mention.
 */
export function makeRoom(panel, findMark) {
  const card = find(panel, '.card');
  const observer = new ResizeObserver(() => {
    observer.disconnect();
    const mark = findMark();
    if (find(card, '.note:not(.folded)')) return; // the reader opened it
    if (!mark || !panel.clientHeight || isSeen(panel, mark)) return;
    card.classList.add('brief');
    const more = find(card, '.note.long.folded > .note-more');
    if (more) more.textContent = gettext('… more, and sources');
    if (isSeen(panel, mark)) return;
    card.classList.add('tight');
    cutLead(mark);
  });
  observer.observe(card);
}

function isSeen(panel, mark) {
  const line = Number.parseFloat(getComputedStyle(mark).lineHeight) || 24;
  return mark.getBoundingClientRect().bottom + BELOW * line <= panel.getBoundingClientRect().bottom;
}

/**
 * Where a passage may begin, so that little stands before some words.
 *
 * @param {string} before All that stands before them.
 * @returns {number} An index into it.
 */
export function findBeginning(before) {
  const sentence = [...before.matchAll(SENTENCE)].at(-1);
  const start = sentence ? sentence.index + sentence[0].length : 0;
  if (before.length - start <= FARTHEST) return start;
  const word = before.indexOf(' ', before.length - NEAR);
  return word < 0 ? before.length : word + 1;
}

function cutLead(mark) {
  const passage = mark.closest('.passage');
  const range = document.createRange();
  range.setStart(passage, 0);
  range.setEndBefore(mark);
  const cut = findBeginning(range.toString());
  if (!cut) return;
  endAt(range, passage, cut);
  const lead = make('span', { class: 'lead' }, range.extractContents());
  const title = gettext('Show the passage from its beginning');
  const button = make('button', { type: 'button', class: 'lead-more', title, 'aria-label': title, click: () => openLead(lead) }, '…');
  passage.prepend(lead, button, ' ');
  lead.addEventListener('focusin', () => openLead(lead));
}

/** End a range so many characters into an element, before any mark that they would part. */
function endAt(range, element, count) {
  let rest = count;
  for (const child of element.childNodes) {
    const { length } = child.textContent;
    if (rest < length) {
      if (child.nodeType === Node.TEXT_NODE) range.setEnd(child, rest);
      else range.setEndBefore(child);
      return;
    }
    rest -= length;
  }
}

/** Show the beginning of a passage, where an element lies in it and it was put aside. */
export function openLead(element) {
  const lead = element?.closest('.lead');
  if (!lead) return;
  lead.className = '';
  lead.parentElement.querySelector('.lead-more')?.remove();
}
