// Tell Python what this tab remembers of Explore, for the page that starts from it. While one explores, nothing is sent.

import { recall } from '../shared/remembered.js';
import { KEY } from './memory.js';

const LONGEST = 1000; // as much as Python hears

export default function tellTabView({ data, setStateValue }) {
  const whole = recall(KEY) ?? '';
  const kept = whole.length > LONGEST ? '' : whole;
  const isHere = window.location.pathname.endsWith(`/${data.page}`); // Back may have been pressed before this was mounted
  if (isHere && kept !== data.known) setStateValue('text', kept);
}
