// Ways for who has no pointer: past the map, and on with the focus to the page that a choice turned to.

import { make } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';

let isTurning = false; // a choice on one of these pages is turning to another

/** A button before the map, seen while it has the focus, that leads to where reading begins. */
export function makeSkip(findBeginning) {
  return make('button', { type: 'button', class: 'skip', click: () => focusOn(findBeginning()) }, gettext('Skip the map'));
}

/** Let the page that comes next take the focus. */
export function followTurn(turnPage) {
  return (...to) => {
    isTurning = true;
    return turnPage(...to);
  };
}

/**
 * Give the focus, if nothing else has taken it, to where a page begins that was turned to; on the way back, to what had it there.
 *
 * @param {() => HTMLElement|null|undefined} findBeginning
 * @param {HTMLElement} [before] What had it on this page last.
 */
export function takeFocus(findBeginning, before) {
  const isLed = isTurning;
  isTurning = false;
  const { activeElement, body } = document;
  if (activeElement && activeElement !== body) return;
  if (isLed) focusOn(findBeginning());
  else if (before?.checkVisibility()) before.focus({ preventScroll: true });
}

/** An element that is no stop of its own may have the focus all the same. */
function focusOn(element) {
  if (!element) return;
  if (!element.hasAttribute('tabindex')) element.setAttribute('tabindex', '-1');
  element.focus({ preventScroll: true });
}
