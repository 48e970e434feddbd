import { CloseButton, FocusTrap } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useEffectEvent, useId, useRef, type ReactNode, type RefObject } from 'react';
import { createPortal } from 'react-dom';
import classes from './side-panel.module.css';

interface SidePanelProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** From here on there is room for the page and the panel beside each other. */
const roomForBoth = '(min-width: 1100px)';

/**
 * What is open beside the page: on a wide screen the page stays in sight and in use, so that a click on the
 * board changes what the panel shows; on a small one it lies over the page and is a modal dialog. One
 * element for both, so that turning a tablet loses nothing that was typed.
 */
export function SidePanel({ title, onClose, children }: SidePanelProps) {
  const beside = useMediaQuery(roomForBoth, false, { getInitialValueInEffect: false });
  const panel = useRef<HTMLElement>(null);
  const titleId = useId();
  useFocusInto(panel);
  useEscape(panel, onClose);
  return createPortal(
    <>
      {!beside && <div className={classes['overlay']} aria-hidden onClick={onClose} />}
      <FocusTrap active={!beside} innerRef={panel}>
        <section
          role="dialog"
          aria-modal={!beside}
          aria-labelledby={titleId}
          tabIndex={-1}
          className={classes['panel']}
          data-side-panel={beside ? 'beside' : 'over'}
        >
          <div className={classes['head']}>
            <h2 id={titleId}>{title}</h2>
            <CloseButton aria-label="Close" size={32} onClick={onClose} />
          </div>
          <div className={classes['body']}>{children}</div>
        </section>
      </FocusTrap>
    </>,
    document.body,
  );
}

/** The focus goes into the panel when it opens, and back to where one last was on the page when it closes. */
function useFocusInto(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = panel.current;
    let back = document.activeElement;
    const remember = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLElement && element?.contains(target) === false) back = target;
    };
    document.addEventListener('focusin', remember);
    (element?.querySelector<HTMLElement>('[data-autofocus]') ?? element)?.focus();
    return () => {
      document.removeEventListener('focusin', remember);
      const { activeElement } = document;
      if (
        activeElement !== null &&
        activeElement !== document.body &&
        element?.contains(activeElement) === false
      )
        return;
      const stillThere =
        back instanceof HTMLElement && back.isConnected && back !== document.body
          ? back
          : document.getElementById('main');
      stillThere?.focus();
    };
  }, [panel]);
}

/** What Esc closes before the panel: whatever is open over it or over the page. */
const closesFirst = '[role="tooltip"], [role="menu"], [role="listbox"], [aria-modal="true"]';

function useEscape(panel: RefObject<HTMLElement | null>, onClose: () => void): void {
  const close = useEffectEvent(onClose);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.isComposing) return;
      const open = [...document.querySelectorAll<HTMLElement>(closesFirst)].filter(
        (each) => each !== panel.current && each.checkVisibility(),
      );
      if (open.length === 0) close();
    };
    // Before what is open over the panel closes itself and is no longer seen.
    document.addEventListener('keydown', listen, { capture: true });
    return () => document.removeEventListener('keydown', listen, { capture: true });
  }, [panel]);
}
