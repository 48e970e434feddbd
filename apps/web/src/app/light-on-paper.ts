const attribute = 'data-mantine-color-scheme';

/**
 * On paper it is always light, whoever works in the dark: the colours of the library and our own hang on one attribute,
 * which says `light` for as long as the browser prints.
 */
export function lightOnPaper(): void {
  const root = document.documentElement;
  let onScreen: string | null = null;
  const before = (): void => {
    const scheme = root.getAttribute(attribute);
    if (onScreen !== null || scheme === 'light') return;
    onScreen = scheme;
    root.setAttribute(attribute, 'light');
  };
  const after = (): void => {
    if (onScreen !== null) root.setAttribute(attribute, onScreen);
    onScreen = null;
  };
  // A preview of the print medium has no events of its own.
  window.matchMedia('print').addEventListener('change', ({ matches }) => (matches ? before() : after()));
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
}
