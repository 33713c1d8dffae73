// A passage as it is read: its slices joined, with the mentions, footnote marks and page marks at their places.

import { make } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';

/**
 * Cut a passage into pieces between which nothing changes.
 *
 * @param {Object} passage From the corpus: `slices`, `notes`, `pages`, `document`.
 * @param {Object[]} mentions Those inside it; they may nest, overlap and reach across slices.
 * @returns {Object[]} In reading order: `{type: 'text', text, mentions}`, `{type: 'note', label, passage}` or
 *   `{type: 'page', label}`. A text piece lists the mentions that cover it, the outermost first.
 */
export function findPieces(passage, mentions = []) {
  const ordered = [...mentions].sort((a, b) => a.start - b.start || b.end - a.end || (a.key < b.key ? -1 : 1));
  const notes = (passage.notes ?? []).map(([offset, id, label]) => ({ type: 'note', offset, passage: id, label }));
  const pages = (passage.pages ?? []).map(([offset, label]) => ({ type: 'page', offset, label }));
  const pieces = [];
  let reached = null;
  for (const [start, end] of passage.slices) {
    // A note mark hangs on the word before a gap; a page mark stands before the word after it.
    pieces.push(...takeUpTo(notes, start));
    if (reached !== null) pieces.push(...joinSlices(passage, reached, start, ordered));
    pieces.push(...takeUpTo(pages, start));
    pieces.push(...cutSlice(passage.document, start, end, { ordered, marks: [...notes, ...pages] }));
    takeUpTo(notes, end - 1);
    takeUpTo(pages, end - 1);
    reached = end;
  }
  return [...pieces, ...notes, ...pages];
}

function takeUpTo(marks, offset) {
  const rest = marks.findIndex((mark) => mark.offset > offset);
  return marks.splice(0, rest === -1 ? marks.length : rest);
}

function joinSlices({ document, kind }, reached, start, ordered) {
  const gap = document.slice(reached, start);
  if (!/\s/.test(gap)) return [];
  const text = kind === 'title' && gap.includes('\n') ? '\n' : ' '; // a title page keeps its lines
  return [{ type: 'text', text, mentions: ordered.filter((m) => m.start < reached && m.end > start) }];
}

function cutSlice(document, start, end, { ordered, marks }) {
  const inside = marks.filter((mark) => mark.offset > start && mark.offset < end);
  const near = ordered.filter((mention) => mention.start < end && mention.end > start);
  const cuts = [start, end, ...inside.map((mark) => mark.offset), ...near.flatMap((m) => [m.start, m.end])];
  const sorted = [...new Set(cuts)].filter((cut) => cut >= start && cut <= end).sort((a, b) => a - b);
  return sorted.slice(0, -1).flatMap((cut, index) => [
    ...inside.filter((mark) => mark.offset === cut),
    {
      type: 'text',
      text: document.slice(cut, sorted[index + 1]),
      mentions: near.filter((mention) => mention.start <= cut && mention.end >= sorted[index + 1]),
    },
  ]);
}

/** Read a passage as plain text, white space as single spaces. */
export function readPassage(passage) {
  const texts = findPieces(passage).filter((piece) => piece.type === 'text');
  return texts
    .map((piece) => piece.text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Cite a passage within its document: `§ 2.C, ¶ 2 · p. 166`, the page only where the text marks it. */
export function locate(passage) {
  return [passage.label, passage.page ? gettext('p. {page}', { page: passage.page }) : ''].filter(Boolean).join(' · ');
}

/**
 * Set a passage's text.
 *
 * @param {Object} passage From the corpus.
 * @param {Object[]} mentions Those inside it.
 * @param {Object} ways `makeMark(mention)` makes the empty element of a mention; `onNote(passageId, mark)` follows a
 *   footnote mark.
 * @returns {DocumentFragment} Marks nested where mentions nest, and cut where they overlap.
 */
export function setPassage(passage, mentions, { makeMark, onNote }) {
  const fragment = document.createDocumentFragment();
  let open = []; // the mentions being written, outermost first, each with its element
  for (const piece of findPieces(passage, mentions)) {
    if (piece.type === 'text') {
      open = openMarks(fragment, open, piece.mentions, makeMark);
      append(fragment, open, piece.text);
    } else {
      open = open.filter(({ mention }) => mention.end > piece.offset); // a mark does not tint what hangs on its end
      append(fragment, open, piece.type === 'note' ? makeNoteMark(piece, onNote) : makePageMark(piece));
    }
  }
  fragment.normalize();
  // A button may hold nothing that can be chosen, a link may: where names lie within names.
  for (const outer of fragment.querySelectorAll('.mark:has(.mark, button)')) outer.setAttribute('role', 'link');
  return fragment;
}

function append(fragment, open, node) {
  (open.at(-1)?.element ?? fragment).append(node);
}

function openMarks(fragment, open, mentions, makeMark) {
  let same = 0;
  while (same < open.length && open[same].mention === mentions[same]) same += 1;
  const next = open.slice(0, same);
  for (const mention of mentions.slice(same)) {
    const element = makeMark(mention);
    append(fragment, next, element);
    next.push({ mention, element });
  }
  return next;
}

function makeNoteMark({ passage, label }, onNote) {
  const follow = (event) => {
    event.stopPropagation();
    onNote(passage, event.currentTarget);
  };
  return make('button', { type: 'button', class: 'note-mark', 'aria-label': gettext('Footnote {label}', { label }), click: follow }, label);
}

function makePageMark({ label }) {
  return make(
    'span',
    { class: 'page-mark', title: gettext('Page {label} begins here', { label }) },
    make('span', {}, gettext('p. {page}', { page: label })),
  );
}
