import { createTheme } from '@mantine/core';

/** The library heads its dialogs with a header element, which would be a second banner of the page. */
const notABanner = { header: { role: 'presentation' } };

/**
 * Colours stand in tokens.css. Nothing here makes Mantine write a style element: variables come from its
 * style sheet, and the scroll lock, which would write one, stays off. So the content security policy could
 * drop 'unsafe-inline' for styles (React sets style attributes through the DOM, which the policy allows).
 * Defaults are plain objects: importing a component to configure it would load it with the first page.
 */
export const theme = createTheme({
  fontFamily: 'var(--lull-font)',
  primaryColor: 'blue',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Drawer: {
      defaultProps: { lockScroll: false, overlayProps: { backgroundOpacity: 0.25 }, attributes: notABanner },
    },
    Modal: {
      defaultProps: { lockScroll: false, overlayProps: { backgroundOpacity: 0.35 }, attributes: notABanner },
    },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Tooltip: {
      defaultProps: { openDelay: 400, withArrow: true, events: { hover: true, focus: true, touch: false } },
    },
  },
});
