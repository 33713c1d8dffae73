// One word to decide: where it stands, and what may be said of it.

import { make } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';

/**
 * Make what stands under the word that is asked about.
 *
 * @param {import('./questions.js').Question} question
 * @param {{spot: number, isAlone: boolean, named: string, turnSpot: (by: number) => void, setAlone: (isAlone: boolean) => void, read: () => void, decide: (places: string[]) => void, give: (typed: string) => void}} ways
 */
export function makeQuestion(question, ways) {
  return make(
    'div',
    { class: 'question' },
    makeContext(question, ways),
    makeReach(question, ways),
    makeAnswers(question, ways),
    makeGive(ways),
  );
}

function makeContext({ exact, spots }, { spot, turnSpot, read }) {
  const { label, prefix, suffix } = spots[spot];
  const where = make(
    'button',
    { type: 'button', class: 'where', 'data-key': 't', title: gettext('Show it in the text'), click: read },
    label,
    key('T'),
  );
  const turn = (by, name, look, sign) =>
    make('button', { type: 'button', class: look, 'aria-label': name, click: () => turnSpot(by) }, sign);
  const steps =
    spots.length > 1
      ? [
          turn(-1, gettext('Previous spot'), 'last-spot', '‹'),
          make('span', { class: 'of' }, `${spot + 1} / ${spots.length}`),
          turn(1, gettext('Next spot'), 'next-spot', '›'),
        ]
      : [];
  return make(
    'div',
    { class: 'context' },
    make('p', {}, make('bdi', {}, '…', prefix, make('mark', {}, exact), suffix, '…')),
    make('div', { class: 'spots' }, where, ...steps),
  );
}

function makeReach({ spots }, { isAlone, setAlone }) {
  if (spots.length < 2) return null;
  const choice = (value, isOn, words) =>
    make(
      'label',
      {},
      make('input', { type: 'radio', name: 'reach', value, checked: isOn, change: () => setAlone(value === 'one') }),
      words,
    );
  return make(
    'fieldset',
    { class: 'reach' },
    make('legend', { class: 'unseen' }, gettext('For which spots')),
    choice('all', !isAlone, gettext('Everywhere')),
    choice('one', isAlone, gettext('This spot alone')),
  );
}

function makeAnswers({ kind, places }, { named, decide }) {
  const accept =
    kind === 'suggestion'
      ? make(
          'button',
          { type: 'button', class: 'accept', 'data-key': 'a', click: () => decide(places) },
          gettext('It is {place}', { place: named }),
          key('A'),
        )
      : null;
  const reject = make(
    'button',
    { type: 'button', class: 'reject', 'data-key': 'x', click: () => decide([]) },
    gettext('No place of the map'),
    key('X'),
  );
  return make('div', { class: 'answers' }, accept, reject);
}

function makeGive({ give }) {
  const field = make('input', {
    type: 'text',
    list: 'review-places',
    'data-key': 'p',
    'aria-label': gettext('Name of the place that it means'),
    placeholder: gettext('Another place …'),
    autocomplete: 'off',
    input: () => field.setCustomValidity(''),
  });
  const submit = (event) => {
    event.preventDefault();
    give(field.value);
  };
  return make('form', { class: 'give', submit, novalidate: true }, field, key('P'), make('button', { type: 'submit' }, gettext('Give')));
}

function key(letter) {
  return make('kbd', { 'aria-hidden': 'true' }, letter);
}
