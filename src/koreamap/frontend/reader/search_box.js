// The search field and its list of results: a combobox that is quick under the keyboard.

import { make } from '../shared/dom.js';
import { gettext, ngettext } from '../shared/messages.js';
import { makeName, makeNames } from '../shared/names.js';
import { drawSymbol } from '../shared/symbols.js';
import { locate } from './passages.js';
import { drawVerdict, nameVerdict } from './verdict.js';

const PAUSE_MS = 60;

/**
 * Make the search field.
 *
 * @param {Object} corpus For titles and colours.
 * @param {Object} ways `search(query)`, `openPlace(placeId)`, `openPassage(passageId)`, `openNote(placeId)`, `openClaim(claimId)`, `visit(at)`.
 * @returns {{element: HTMLElement, focus: () => void}} The field with its list.
 */
export function makeSearchBox(corpus, { search, openPlace, openPassage, openNote, openClaim, visit }) {
  const list = make('div', { class: 'results', role: 'listbox', id: 'reader-results', 'aria-label': gettext('Results'), hidden: '' });
  const input = make('input', {
    class: 'search-field',
    type: 'search',
    role: 'combobox',
    placeholder: gettext('Search place or text'),
    'aria-label': gettext('Search place or text'),
    'aria-expanded': 'false',
    'aria-controls': list.id,
    'aria-autocomplete': 'list',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const element = make('div', { class: 'search', role: 'search' }, input, make('kbd', { 'aria-hidden': 'true' }, '/'), list);
  const box = { corpus, search, input, list, active: -1, pause: 0, query: '', openPlace, openPassage, openNote, openClaim, visit };
  input.addEventListener('input', () => {
    clearTimeout(box.pause);
    box.pause = setTimeout(() => showResults(box), PAUSE_MS);
  });
  input.addEventListener('focus', () => input.value && showResults(box));
  input.addEventListener('keydown', (event) => moveInResults(event, box));
  element.addEventListener('focusout', (event) => element.contains(/** @type {Node|null} */ (event.relatedTarget)) || close(box));
  list.addEventListener('pointerdown', (event) => event.preventDefault()); // keeps the focus in the field
  return { element, focus: () => input.select() };
}

function close(box) {
  clearTimeout(box.pause);
  box.list.hidden = true;
  box.input.setAttribute('aria-expanded', 'false');
  activate(box, -1);
}

function showResults(box) {
  clearTimeout(box.pause);
  const query = box.input.value;
  box.query = query;
  if (!query.trim()) return close(box);
  const groups = makeGroups(box, box.search(query));
  box.list.replaceChildren(...(groups.length ? groups : [make('p', { class: 'results-more' }, gettext('Nothing found'))]));
  box.list.hidden = false;
  box.list.scrollTop = 0;
  box.input.setAttribute('aria-expanded', 'true');
  return activate(box, 0);
}

function makeGroups(box, { places, labels, claims, moreClaims, notes, moreNotes, passages, more, guesses }) {
  const rows = (found, makeRowOf) => found.map((each) => makeRowOf(box, each));
  return [
    ...makeGroup(gettext('Places'), rows(places, makePlaceRow)),
    ...makeGroup(gettext('Only on the map'), rows(labels, makeLabelRow)),
    ...makeGroup(
      gettext('Text'),
      rows(passages, makePassageRow),
      count(more, ngettext('and {count} more passage', 'and {count} more passages', more)),
    ),
    ...makeGroup(
      gettext('Claims'),
      rows(claims, makeClaimRow),
      count(moreClaims, ngettext('and {count} more claim', 'and {count} more claims', moreClaims)),
    ),
    ...makeGroup(
      gettext('Notes on places'),
      rows(notes, makeNoteRow),
      count(moreNotes, ngettext('and {count} more note', 'and {count} more notes', moreNotes)),
    ),
    ...makeGroup(gettext('Did you mean'), [
      ...rows(guesses.places, makePlaceRow),
      ...rows(guesses.words ? [guesses.words] : [], makeWordsRow),
    ]),
  ];
}

function count(more, words) {
  return more ? make('p', { class: 'results-more' }, words) : null;
}

function makeGroup(title, rows, rest = null) {
  if (!rows.length) return [];
  return [make('div', { role: 'group', 'aria-label': title }, make('p', { class: 'eyebrow' }, title), rows, rest)];
}

function makePlaceRow(box, { place, name, count }) {
  const [first, second] = makeNames(place, { class: 'result-title' });
  const other = name.text !== place.title && name.text !== place.hangul ? name : null;
  return makeRow(
    box,
    () => box.openPlace(place.id),
    { class: 'result result-place', 'data-place': place.id },
    drawSymbol(box.corpus.layerOf(place.id)),
    first,
    other ? make('bdi', { class: 'result-other', lang: other.lang }, other.text) : null,
    second,
    count ? make('span', { class: 'count', title: ngettext('{count} mention', '{count} mentions', count) }, String(count)) : makeUnnamed(),
  );
}

function makeUnnamed() {
  return make('span', { class: 'count' }, gettext('not in the documents'));
}

function makeLabelRow(box, { id, names, at }) {
  const written = names.map(({ text, lang }) => make('bdi', { class: lang ? 'second-name' : 'result-title', lang }, text));
  return makeRow(box, () => box.visit(at), { class: 'result result-place', 'data-label': id }, written, makeUnnamed());
}

function makeClaimRow(box, claim) {
  return makeRow(
    box,
    () => box.openClaim(claim.id),
    { class: 'result result-claim', 'data-claim': claim.id },
    drawVerdict(claim.verdict),
    make('bdi', { class: 'result-title' }, claim.title),
    make('span', { class: 'where' }, nameVerdict(claim)),
  );
}

function makeWordsRow(box, words) {
  const search = () => {
    box.input.value = words;
    box.input.focus();
    showResults(box);
  };
  return makeRow(box, search, { class: 'result result-words' }, make('bdi', { class: 'result-title' }, words), ' ', gettext('in the text'));
}

function makePassageRow(box, { passage, snippet }) {
  return makeRow(
    box,
    () => box.openPassage(passage.id),
    { class: 'result result-text', 'data-passage': passage.id },
    make('span', { class: 'where' }, make('bdi', {}, passage.document.short_title), ` · ${locate(passage)}`),
    makeSnippet(snippet),
  );
}

function makeNoteRow(box, { card, snippet }) {
  return makeRow(
    box,
    () => box.openNote(card.id),
    { class: 'result result-text', 'data-note': card.id },
    makeName(card, { class: 'where' }),
    makeSnippet(snippet),
  );
}

function makeSnippet(snippet) {
  const pieces = snippet.map(({ text, hit }) => (hit ? make('mark', {}, text) : text));
  return make('bdi', { class: 'snippet' }, pieces);
}

function makeRow(box, choose, attributes, ...children) {
  const click = () => {
    close(box);
    box.input.blur();
    choose();
  };
  return make('div', { role: 'option', 'aria-selected': 'false', ...attributes, click }, ...children);
}

function moveInResults(event, box) {
  const rows = box.list.querySelectorAll('[role="option"]');
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === 'Escape') {
    if (box.list.hidden) box.input.value = '';
    close(box);
  } else if (step) {
    if (box.list.hidden) showResults(box);
    else activate(box, (box.active + step + rows.length) % rows.length);
  } else if (event.key === 'Enter') {
    if (box.list.hidden || box.input.value !== box.query) showResults(box); // typed faster than the pause
    const row = box.list.querySelectorAll('[role="option"]')[Math.max(0, box.active)];
    row?.click();
  } else return;
  event.preventDefault();
}

function activate(box, index) {
  const rows = [...box.list.querySelectorAll('[role="option"]')];
  rows.forEach((row, number) => {
    row.id = `reader-result-${number}`;
    row.setAttribute('aria-selected', String(number === index));
  });
  box.active = index;
  if (rows[index]) {
    box.input.setAttribute('aria-activedescendant', rows[index].id);
    keepInList(box.list, rows[index]);
  } else box.input.removeAttribute('aria-activedescendant');
}

// Not scrollIntoView: that would scroll the page as well.
function keepInList(list, row) {
  const above = row.offsetTop - list.scrollTop;
  const below = above + row.offsetHeight - list.clientHeight;
  if (above < 32)
    list.scrollTop += above - 32; // with its group's title
  else if (below > 0) list.scrollTop += below + 6;
}
