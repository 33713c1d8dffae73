// The row of tabs: ARIA roles, arrow keys, Home and End.

import { make } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';

/**
 * Make the tabs.
 *
 * @param {Object[]} entries `{id, title}` in order.
 * @param {(value: string) => void} onChoose Called with an id when a person chooses it.
 * @returns {{element: HTMLElement, show: (value: string) => void, button: (value: string) => HTMLElement}} The row.
 */
export function makeTabs(entries, onChoose) {
  const buttons = new Map(entries.map(({ id, title }) => [id, makeTab(id, title, onChoose)]));
  const element = make('div', { class: 'tabs', role: 'tablist', 'aria-label': gettext('Feature and documents') }, [...buttons.values()]);
  element.addEventListener('keydown', (event) => moveInTabs(event, [...buttons.values()]));
  const show = (chosen) => {
    for (const [id, button] of buttons) {
      button.setAttribute('aria-selected', String(id === chosen));
      button.setAttribute('tabindex', id === chosen ? '0' : '-1');
    }
  };
  return { element, show, button: (id) => buttons.get(id) };
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
