// Tell Python what the map showed last. The map keeps it in this tab's storage, so that panning sends nothing.

const KEY = 'koreamap.view';

export default function tellLastView({ data, setStateValue }) {
  const kept = sessionStorage.getItem(KEY) ?? '';
  if (kept !== data.known) setStateValue('bbox', kept);
}
