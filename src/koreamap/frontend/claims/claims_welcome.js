// What the Claims page says while no claim is chosen: what was done, and what each verdict means.

import { drawVerdict, sayVerdict, VERDICTS } from '../reader/verdict.js';
import { make } from '../shared/dom.js';
import { gettext, N_ } from '../shared/messages.js';

const MEANINGS = {
  supported: N_('What was measured, counted or read agrees with the text, within the tolerance stated.'),
  'partly supported': N_('Some of what the text says agrees, or it agrees in some places only: how much stands beside the verdict.'),
  contradicted: N_('What was measured, counted or read does not agree with the text.'),
  'depends on the reading': N_('The words are vague or have more than one meaning, and the meanings lead to different verdicts.'),
  context: N_(
    'Nothing in the sentence can fail on a map, it is true by definition, or a slip of the print: what is shown beside it is not scored.',
  ),
  'not testable': N_('No map and no source read can decide it; the reason stands with each.'),
};

/**
 * Set the welcome.
 *
 * @param {{verdict: string}[]} claims
 * @returns {HTMLElement}
 */
export function makeClaimsWelcome(claims) {
  const rows = VERDICTS.map((verdict) => {
    const count = claims.filter((claim) => claim.verdict === verdict).length;
    return make(
      'div',
      { class: 'meaning', 'data-verdict': verdict },
      drawVerdict(verdict),
      make('dt', {}, sayVerdict(verdict), make('span', { class: 'count' }, String(count))),
      make('dd', {}, gettext(MEANINGS[verdict])),
    );
  });
  return make(
    'div',
    { class: 'welcome' },
    make('h2', { class: 'card-title' }, gettext('What the documents claim, tested')),
    make(
      'p',
      {},
      gettext('Each spatial or countable claim of the documents was restated so that a map can test it, then measured.'),
      ' ',
      gettext('Choose one: its sentence, the measured values with their uncertainty, and the evidence on the map.'),
    ),
    make('dl', { class: 'meanings' }, rows),
    make(
      'p',
      { class: 'aside' },
      gettext(
        'A finding is “within the uncertainty” where the doubt of the lines and coasts it was measured on could turn the verdict. What rests on knowledge from outside the documents and the map says so.',
      ),
    ),
  );
}
