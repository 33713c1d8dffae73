// The words of the help, and what each of them means here.

import { N_ } from '../shared/messages.js';

/** What a geometry may claim to be: koreamap's word -> what it says. Several may hold at once. */
export const STATUSES = {
  agreed: N_('Both sides agreed to it, in the Armistice or after. How well its course is known is said by ±.'),
  unilateral: N_('One side declared it. The card says which, and when.'),
  disputed: N_('Another side rejects it, or draws a line of its own through the same waters. Both are drawn.'),
  derived: N_('Made from published data by a rule that the card states.'),
  schematic: N_(
    'Nobody published the course or the place exactly; koreamap drew it from words, to be found on the map and not to be measured.',
  ),
  'published point': N_('A coordinate that a list or a page prints. Nobody here surveyed it.'),
  'as given': N_('Your own: as your file or your record has it. Nobody here checked it.'),
};

/** What testing a claim may give -> what that says. */
export const VERDICTS = {
  supported: N_('What was measured, or the source that was read, says the same, within the tolerance that the finding states.'),
  'partly supported': N_('Some of it holds, and the finding says how much.'),
  contradicted: N_('What was measured, or the source that was read, says something else.'),
  'depends on the reading': N_('The words can be read in several ways, and these differ. Each reading has its own figure.'),
  context: N_('Nothing in the sentence can fail on a map. A figure stands beside it, and nothing is scored.'),
  'not testable': N_('Neither a map nor a source that was read can tell. The reason is given.'),
};

/** Terms and their meanings, by section. */
export const MAP = [
  [N_('Unbroken line'), N_('Agreed by both sides, or a river.')],
  [N_('Broken line'), N_('Not agreed by both: declared by one side, disputed, of the past, or a phrase of a text. Its status says which.')],
  [N_('Thin, pale and dotted; a hollow mark'), N_('Schematic: drawn from words, not from a published course.')],
  [N_('Yellow halo'), N_('What is selected.')],
  [N_('Small grey or italic name'), N_('The basemap’s. It is there to find one’s way, and nothing is said of it.')],
  [
    N_('Lines of two sides'),
    N_('Where the Northern Limit Line is drawn, the DPRK’s lines through the same waters are too. koreamap takes no side.'),
  ],
];

export const ACCURACY = [
  [
    N_('± 269 m (95 %)'),
    N_('Of a line: 95 per cent of its course lies within this distance of the true one. Of a point: it does, with 95 per cent certainty.'),
  ],
  [N_('mean, worst'), N_('The mean and the greatest distance, where they were measured.')],
  [N_('Accuracy by stretch'), N_('The same for parts of a line, counted in kilometres from its start.')],
  [N_('accuracy not stated'), N_('Whoever published it states none, and nobody here could measure one. The note says why.')],
  [N_('within the uncertainty'), N_('The measured figure lies so near to what the claim says that its doubt includes both.')],
];

/** Marks as the text has them: the classes of a sample, and what it says. */
export const MARKS = [
  ['mark loud', N_('A name of a place, in the colour of its layer. A click shows where it is.')],
  ['mark soft', N_('The same for a layer that is named all the time, as the states are: marked quietly, or it would drown the text.')],
  ['mark strong', N_('On a card: the words that name its place.')],
  ['mark quiet', N_('On a card: another place in the same passage.')],
  ['mark loud differs', N_('The words mean something else than the place they are linked to. A note under the passage says what.')],
  ['mark loud current', N_('The mention in view.')],
];

export const TEXT = [
  [N_('Sign in the margin'), N_('A claim was tested here. Point at it for the outcome; a click opens the finding.')],
  [N_('Map 1951, Map 2007'), N_('The map as of the text’s date.')],
  ['[…]', N_('Something was left out of a quotation. Nothing else in it was changed.')],
];

export const DATES = [
  [N_('exists since, existed from … to'), N_('When the thing itself stood, not when it was drawn.')],
  [N_('about, perhaps'), N_('The source is not sure of the date, or sources differ. In the files such a date ends in ~, ? or % (EDTF).')],
  [
    N_('The ruler of the years'),
    N_('Off until touched. What did not stand at the date is left out, or drawn pale if you choose so; it says what it hides.'),
  ],
];

export const KEYS = [
  [N_('Tab'), N_('From control to control; on the map, from feature to feature.')],
  [N_('Enter, Space'), N_('Select the feature, mark or row that has the focus.')],
  [N_('Escape'), N_('Take the selection back, or close what is open.')],
  ['/', N_('Go to the search.')],
  [N_('j and k'), N_('In a document: to the next place that it names, and back.')],
  [
    N_('Arrow keys'),
    N_('In a text: from mark to mark. On the map: move it. On the ruler: from year to year; Page Up and Page Down from stop to stop.'),
  ],
  [N_('+ and −'), N_('Zoom the map.')],
];
