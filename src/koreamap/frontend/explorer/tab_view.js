// Tell Python what this tab remembers of Explore, for the page that starts from it. While one explores, nothing is sent.

import { KEY } from './memory.js';

export default function tellTabView({ data, setStateValue }) {
  const kept = sessionStorage.getItem(KEY) ?? '';
  const isHere = window.location.pathname.endsWith(`/${data.page}`); // Back may have been pressed before this was mounted
  if (isHere && kept !== data.known) setStateValue('text', kept);
}
