// A line over a panel that says what happened, until it is closed or something else is to be said.

import { make } from '../shared/dom.js';

/** @returns {{element: HTMLElement, say: (value: string) => void}} Hidden while there is nothing to say. */
export function makeNotice() {
  const element = make('div', { class: 'notice', role: 'status', hidden: true });
  let said = '';
  const say = (text) => {
    if (text === said) return;
    said = text;
    element.hidden = !text;
    const close = make('button', { type: 'button', 'aria-label': 'Close this notice', click: () => (element.hidden = true) }, '×');
    element.replaceChildren(make('bdi', {}, text), close);
  };
  return { element, say };
}
