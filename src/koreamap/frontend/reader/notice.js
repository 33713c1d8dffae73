// A line over a panel that says what happened, until it is closed or something else is to be said.

import { make } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';

/** @returns {{element: HTMLElement, say: (value: string) => void}} Hidden while there is nothing to say. */
export function makeNotice() {
  const element = make('div', { class: 'notice', role: 'status', hidden: true });
  let said = '';
  const say = (text) => {
    if (text === said) return;
    said = text;
    element.hidden = !text;
    const name = gettext('Close this notice');
    const close = make('button', { type: 'button', 'aria-label': name, click: () => (element.hidden = true) }, '×');
    element.replaceChildren(make('span', {}, text), close);
  };
  return { element, say };
}
