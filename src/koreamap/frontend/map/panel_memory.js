// What a browser remembers of the layers panel: whether it, and each of its groups, was left open.

const KEY = 'koreamap.layers-panel';

/**
 * @param {import('../shared/remembered.js').Kept|null} storage Null to begin folded as usual and keep nothing.
 * @returns {{isOpen: (part: string, usual: boolean) => boolean, keep: (part: string, isOpen: boolean) => void}} Parts by their titles.
 */
export function makePanelMemory(storage) {
  const left = new Map((storage?.getItem(KEY) ?? '').split('\n').map((line) => [line.slice(1), line.startsWith('+')]));
  return {
    isOpen: (part, usual) => left.get(part) ?? usual,
    keep(part, isOpen) {
      left.set(part, isOpen);
      const lines = [...left].filter(([name]) => name).map(([name, wasOpen]) => `${wasOpen ? '+' : '-'}${name}`);
      storage?.setItem(KEY, lines.join('\n'));
    },
  };
}
