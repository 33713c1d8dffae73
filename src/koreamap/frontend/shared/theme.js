// Light or dark: read from the colour that Streamlit gives its background, and watched.

const DARK = matchMedia('(prefers-color-scheme: dark)');

/**
 * The component's host element, outside any shadow root.
 *
 * @param {Element} element
 */
function hostOf(element) {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : element;
}

/**
 * @param {Element} element
 * @returns {'light'|'dark'}
 */
export function readTheme(element) {
  const background = getComputedStyle(hostOf(element)).getPropertyValue('--st-background-color').trim();
  const channels = parseColour(background);
  if (!channels) return DARK.matches ? 'dark' : 'light';
  return luminance(channels) < 0.35 ? 'dark' : 'light';
}

/**
 * Call `onChange` whenever an ancestor's class or style, or the system's preference, may have changed the theme.
 *
 * @param {Element} element
 * @param {() => void} onChange
 */
export function watchTheme(element, onChange) {
  const observer = new MutationObserver(onChange);
  const host = hostOf(element);
  for (let node = host === element ? element.parentElement : host; node; node = node.parentElement) {
    observer.observe(node, { attributes: true, attributeFilter: ['class', 'style', 'data-theme'] });
  }
  observer.observe(document.head, { childList: true });
  DARK.addEventListener('change', onChange);
  return () => {
    observer.disconnect();
    DARK.removeEventListener('change', onChange);
  };
}

/**
 * Put each layer's colour in a theme into CSS variables of an element.
 *
 * @param {HTMLElement} element
 * @param {string} theme
 * @param {Iterable<Built.Layer>} layers
 */
export function paintLayers(element, theme, layers) {
  element.dataset.theme = theme;
  for (const { id, style } of layers) {
    const colour = theme === 'dark' ? style?.color_dark : style?.color;
    if (parseColour(colour ?? '')) element.style.setProperty(`--layer-${id}`, colour);
  }
}

/**
 * Name the CSS variable that holds a layer's colour in the present theme.
 *
 * @param {string|undefined} layerId
 */
export function inkOf(layerId) {
  return /^[\w-]+$/.test(layerId ?? '') ? `var(--layer-${layerId}, var(--ink-none))` : 'var(--ink-none)';
}

/**
 * Red, green and blue; null for what is no colour.
 *
 * @param {string} text
 * @returns {number[]|null}
 */
export function parseColour(text) {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text)?.[1];
  if (hex) {
    const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
    return [0, 2, 4].map((at) => parseInt(full.slice(at, at + 2), 16));
  }
  const numbers = /^rgba?\(([^)]+)\)$/i
    .exec(text)?.[1]
    .split(/[\s,/]+/)
    .map(Number);
  return numbers && numbers.length >= 3 ? numbers.slice(0, 3) : null;
}

/**
 * WCAG relative luminance, 0 to 1.
 *
 * @param {number[]} channels
 */
function luminance(channels) {
  const [r, g, b] = channels.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * Mix two colours; `share` of the second.
 *
 * @param {string} first
 * @param {string} second
 * @param {number} share
 */
export function mix(first, second, share) {
  const a = parseColour(first) ?? [0, 0, 0];
  const b = parseColour(second) ?? a;
  return `rgb(${a.map((value, i) => Math.round(value + (b[i] - value) * share)).join(' ')})`;
}
