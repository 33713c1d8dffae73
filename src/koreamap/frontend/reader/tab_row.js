// The row of tabs where it is narrower than they are: it says on which side there are more, and scrolls to them.

import { make, prefersStillness } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';

const SLACK_PX = 1; // browsers round
const EDGE_PX = 44; // of the row, where it fades and has its button
const STEP = 0.7; // of the row's width

/** @typedef {{ left: number, right: number }} Span px of the window. */

/**
 * Tell on which sides of a row more tabs are hidden.
 *
 * @param {{ scrollLeft: number, scrollWidth: number, clientWidth: number }} row
 */
export function findHidden({ scrollLeft, scrollWidth, clientWidth }) {
  return { before: scrollLeft > SLACK_PX, after: scrollLeft + clientWidth < scrollWidth - SLACK_PX };
}

/**
 * How far a row is to scroll so that a tab is seen clear of its edges: of one that is too wide, the beginning. Nothing beyond the row's ends is asked for,
 * since a row that is at its end scrolls no further.
 *
 * @param {Span} tab
 * @param {Span} row
 * @returns {number} px to the right, negative to the left.
 */
export function findShift(tab, row) {
  const before = tab.left - (row.left + EDGE_PX);
  const after = tab.right - (row.right - EDGE_PX);
  if (before < 0) return before;
  return after > 0 ? Math.min(after, before) : 0;
}

/**
 * Put tabs into a row that scrolls.
 *
 * @param {HTMLElement} tabs The list of tabs.
 * @returns {HTMLElement} The row.
 */
export function makeTabRow(tabs) {
  const element = make('div', { class: 'tab-row' }, makeTurn(tabs, -1), tabs, makeTurn(tabs, 1));
  const tell = () => {
    for (const [side, isHidden] of Object.entries(findHidden(tabs))) element.classList.toggle(`has-${side}`, isHidden);
  };
  tabs.addEventListener('scroll', tell, { passive: true });
  const observer = new ResizeObserver(() => {
    revealChosen(tabs, { isAtOnce: true });
    tell();
  });
  for (const part of [tabs, ...tabs.children]) observer.observe(part);
  return element;
}

/** Scroll a row to the tab that is chosen. */
export function revealChosen(tabs, { isAtOnce = false } = {}) {
  const chosen = tabs.querySelector('[aria-selected="true"]');
  const left = chosen ? findShift(chosen.getBoundingClientRect(), tabs.getBoundingClientRect()) : 0;
  if (left) tabs.scrollBy({ left, behavior: isAtOnce || prefersStillness() ? 'instant' : 'smooth' });
}

/** A button for who has a mouse: keys have the arrows, and a finger drags the row. */
function makeTurn(tabs, way) {
  const [side, sign, label] = way < 0 ? ['before', '‹', gettext('Tabs before these')] : ['after', '›', gettext('More tabs')];
  const click = () => tabs.scrollBy({ left: way * STEP * tabs.clientWidth, behavior: prefersStillness() ? 'instant' : 'smooth' });
  const stay = (event) => event.preventDefault(); // what has the focus keeps it: the button may go
  return make(
    'button',
    { type: 'button', class: `tab-turn ${side}`, tabindex: '-1', 'aria-label': label, click, pointerdown: stay, mousedown: stay },
    sign,
  );
}
