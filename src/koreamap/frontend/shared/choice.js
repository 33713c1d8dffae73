// One of several values, as a browser's own list.

import { make } from './dom.js';

/**
 * Make the list.
 *
 * @param {string} label What is chosen, for those who do not see the list.
 * @param {{all: string, values: string[], titles?: Map<string, string>}} options What no choice is called, the values, and their titles where they differ.
 * @param {(value: string) => void} choose Called with the value; with an empty one for no choice.
 * @returns {{element: HTMLElement, say: (value: string) => void}} The list, and the way to set it.
 */
export function makeChoice(label, { all, values, titles = new Map() }, choose) {
  const options = [['', all], ...values.map((value) => [value, titles.get(value) ?? value])];
  const element = make(
    'select',
    { 'aria-label': label, change: () => choose(element.value) },
    options.map(([value, title]) => make('option', { value }, title)),
  );
  const say = (value) => {
    element.value = value;
  };
  return { element, say };
}
