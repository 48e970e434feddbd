import { screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { renderInApp } from '../testing/render.js';
import { useEscapeFirst } from './escape-first.js';
import { SidePanel } from './side-panel.js';

const narrow = window.matchMedia;
afterEach(() => {
  window.matchMedia = narrow;
});

/** Drawn after the panel, and so the later of the two to listen: the worst that can happen. */
function Moving() {
  const [moving, setMoving] = useState(true);
  useEscapeFirst(() => {
    setMoving(false);
    return moving;
  });
  return <p>{moving ? 'moving' : 'at rest'}</p>;
}

function Page() {
  const [open, setOpen] = useState(true);
  return (
    <>
      {open && (
        <SidePanel title="Kaya" onClose={() => setOpen(false)}>
          her session
        </SidePanel>
      )}
      <Moving />
    </>
  );
}

describe('Esc while something is on its way on the page', () => {
  it('gives that up and leaves the panel beside it open; the next one closes the panel', async () => {
    window.matchMedia = (media) => Object.assign(narrow(media), { matches: true });
    const { user } = renderInApp(<Page />);
    await user.keyboard('{Escape}');
    expect(screen.getByText('at rest')).toBeTruthy();
    expect(screen.getByRole('dialog', { name: 'Kaya' })).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
