// The line between map and text in a narrow window: it folds the map away, so that the text has the whole height.

import { make } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';

/** Make the line; where it is shown, and what it hides, the style sheet says. */
export function makeMapFold() {
  let isOpen = true;
  const say = () => {
    button.setAttribute('aria-expanded', String(isOpen));
    button.textContent = isOpen ? gettext('Fold the map away') : gettext('Show the map');
  };
  const turn = () => {
    isOpen = !isOpen;
    say();
  };
  const button = make('button', { type: 'button', class: 'map-fold', click: turn });
  say();
  return button;
}
