// A small list laid over something where one spot means several things: which one is meant is asked.

import { find, make } from './dom.js';

const GAP_PX = 4;
const EDGE_PX = 8;

/**
 * @typedef {object} Choice
 * @property {string} [id]
 * @property {string} label
 * @property {Element} [symbol]
 * @property {() => void} choose
 */

/**
 * Ask; an earlier question of the same place is withdrawn.
 *
 * @param {HTMLElement} root What the list is laid over.
 * @param {{left: number, top: number, bottom: number}} spot Beside which it appears, px of the window.
 * @param {{name: string, title?: string, choices: Choice[], onEscape: () => void}} question `name` for who cannot see it.
 * @returns {() => void} Withdraws the question.
 */
export function openChooser(root, spot, { name, title = '', choices, onEscape }) {
  withdrawChooser(root);
  const chooser = make('div', { class: 'chooser', role: 'menu', 'aria-label': name });
  const close = () => {
    chooser.remove();
    document.removeEventListener('pointerdown', leave, true);
  };
  const leave = (event) => event.composedPath().includes(chooser) || close();
  if (title) chooser.append(make('p', { class: 'chooser-title', 'aria-hidden': 'true' }, title));
  chooser.append(...choices.map((choice) => makeRow(choice, close)));
  chooser.addEventListener('withdraw', close);
  chooser.addEventListener('keydown', (event) => move(event, { chooser, close, onEscape }));
  document.addEventListener('pointerdown', leave, true);
  root.append(chooser);
  standBeside(root, spot, chooser);
  find(chooser, 'button')?.focus({ preventScroll: true });
  return close;
}

/** Withdraw the question that is asked in `root`, if there is one. */
export function withdrawChooser(root) {
  find(root, '.chooser')?.dispatchEvent(new Event('withdraw'));
}

/** @param {Choice} choice */
function makeRow({ id, label, symbol, choose }, close) {
  const click = () => {
    close();
    choose();
  };
  return make('button', { type: 'button', role: 'menuitem', tabindex: '-1', 'data-choice': id, click }, symbol, make('bdi', {}, label));
}

function move(event, { chooser, close, onEscape }) {
  const buttons = [...chooser.querySelectorAll('button')];
  const at = buttons.indexOf(event.target);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (next !== undefined) buttons.at(next % buttons.length).focus();
  else if (event.key === 'Escape' || event.key === 'Tab') {
    close();
    onEscape();
  } else return;
  event.stopPropagation();
  if (event.key !== 'Tab') event.preventDefault();
}

/** Under the spot, or over it where there is no room below; never over an edge. */
function standBeside(root, { left, top, bottom }, chooser) {
  const outer = root.getBoundingClientRect();
  const within = (value, room) => Math.max(EDGE_PX, Math.min(value, room - EDGE_PX));
  const below = bottom - outer.top + GAP_PX;
  const fits = below + chooser.offsetHeight + EDGE_PX <= outer.height;
  chooser.style.left = `${within(left - outer.left, outer.width - chooser.offsetWidth)}px`;
  chooser.style.top = `${within(fits ? below : top - outer.top - chooser.offsetHeight - GAP_PX, outer.height - chooser.offsetHeight)}px`;
}
