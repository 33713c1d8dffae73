// Light or dark: read from the ground that Streamlit paints, and put into the layers' colour variables.

/**
 * Find whether the ground behind an element is dark.
 *
 * @param {HTMLElement} element Whose computed background colour is opaque.
 */
export function isDark(element) {
  const found =
    getComputedStyle(element)
      .backgroundColor.match(/[\d.]+/g)
      ?.map(Number) ?? [];
  const [red, green, blue, alpha = 1] = found;
  if (found.length < 3 || alpha === 0) return window.matchMedia('(prefers-color-scheme: dark)').matches;
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

/** Set the reader's theme and each layer's colour in it, as CSS variables. */
export function applyTheme(root, layers) {
  const dark = isDark(root);
  root.dataset.theme = dark ? 'dark' : 'light';
  for (const { id, style } of layers) {
    const colour = dark ? style?.color_dark : style?.color;
    if (/^#[0-9a-f]{3,8}$/i.test(colour ?? '')) root.style.setProperty(`--layer-${id}`, colour);
  }
}
