// The row of tabs: ARIA roles, arrow keys, Home and End. Of many documents those that were open last have one, the others are in a list.

import { make } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';
import { makeTabRow, revealChosen } from './tab_row.js';

const MOST = 8; // tabs that are all shown; of more, the first and those that were open last
const LAST = 3;

/**
 * Which tabs of many are shown.
 *
 * @param {string[]} ids All of them, the first always shown.
 * @param {string[]} opened Those that were open, the last one last.
 * @returns {string[]} In their order.
 */
export function listShown(ids, opened) {
  const last = [...new Set([...opened].reverse())].slice(0, LAST);
  const filled = [...last, ...ids.slice(1).filter((id) => !last.includes(id))].slice(0, LAST);
  return ids.length <= MOST ? ids : ids.filter((id, at) => at === 0 || filled.includes(id));
}

/**
 * Make the tabs.
 *
 * @param {Object[]} entries `{id, title}` in order.
 * @param {(value: string) => void} onChoose Called with an id when a person chooses it.
 * @returns {{element: HTMLElement, list: HTMLElement|null, show: (value: string) => void, button: (value: string) => HTMLElement}} The row, and the list of all documents where they are too many for it.
 */
export function makeTabs(entries, onChoose) {
  const buttons = new Map(entries.map(({ id, title }) => [id, makeTab(id, title, onChoose)]));
  const tabs = make('div', { class: 'tabs', role: 'tablist', 'aria-label': gettext('Feature and documents') }, [...buttons.values()]);
  tabs.addEventListener('keydown', (event) =>
    moveInTabs(
      event,
      [...buttons.values()].filter(({ hidden }) => !hidden),
    ),
  );
  const list = entries.length > MOST ? makeList(entries.slice(1), onChoose) : null;
  const opened = [];
  const show = (chosen) => {
    if (chosen !== entries[0].id) opened.push(chosen);
    const shown = listShown([...buttons.keys()], opened);
    for (const [id, button] of buttons) {
      button.hidden = !shown.includes(id);
      button.setAttribute('aria-selected', String(id === chosen));
      button.setAttribute('tabindex', id === chosen ? '0' : '-1');
    }
    revealChosen(tabs);
    if (list) list.value = buttons.has(chosen) && chosen !== entries[0].id ? chosen : '';
  };
  return { element: makeTabRow(tabs), list, show, button: (id) => buttons.get(id) };
}

function makeTab(id, title, onChoose) {
  return make(
    'button',
    {
      type: 'button',
      role: 'tab',
      id: `reader-tab-${id}`,
      'aria-controls': `reader-panel-${id}`,
      'data-tab-id': id,
      click: () => onChoose(id),
    },
    title,
  );
}

function makeList(entries, onChoose) {
  const options = entries.map(({ id, title }) => make('option', { value: id }, title));
  const first = make('option', { value: '', disabled: true }, gettext('All documents'));
  const change = ({ target }) => onChoose(target.value);
  return make('select', { class: 'all-documents', 'aria-label': gettext('All documents'), change }, first, ...options);
}

function moveInTabs(event, buttons) {
  const at = buttons.indexOf(event.target.closest('[role="tab"]'));
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  const button = buttons.at(to % buttons.length);
  button.focus();
  button.click();
}

/** Make the panel that a tab shows: it scrolls by itself. */
export function makePanel(id) {
  return make('section', {
    class: 'panel',
    role: 'tabpanel',
    id: `reader-panel-${id}`,
    'aria-labelledby': `reader-tab-${id}`,
    tabindex: '-1',
    hidden: '',
  });
}
