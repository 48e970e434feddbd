import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderInApp } from '../testing/render.js';
import { useState } from 'react';
import { SidePanel } from './side-panel.js';

const narrow = window.matchMedia;
afterEach(() => {
  window.matchMedia = narrow;
});

function onScreenOf(width: number): void {
  window.matchMedia = (media) =>
    Object.assign(narrow(media), {
      matches: width >= Number(/min-width: (\d+)px/.exec(media)?.[1] ?? Infinity),
    });
}

const closed = vi.fn<() => void>();

function Board() {
  const [shown, setShown] = useState<string | null>(null);
  const close = (): void => {
    closed();
    setShown(null);
  };
  return (
    <>
      <button type="button" onClick={() => setShown('Kaya')}>
        Open Kaya
      </button>
      <button type="button" onClick={() => setShown('Roth')}>
        Open Roth
      </button>
      {shown !== null && (
        <SidePanel title={shown} onClose={close}>
          <input aria-label="Note" />
        </SidePanel>
      )}
    </>
  );
}

describe('The panel beside the page', () => {
  it('leaves the page in use on a wide screen: no modal dialog, and a press on the page changes what it shows', async () => {
    onScreenOf(1440);
    const { user } = renderInApp(<Board />);
    await user.click(screen.getByRole('button', { name: 'Open Kaya' }));
    const panel = screen.getByRole('dialog', { name: 'Kaya' });
    expect(panel.getAttribute('aria-modal')).toBe('false');
    expect(panel.dataset['sidePanel']).toBe('beside');
    await user.type(screen.getByLabelText('Note'), 'half typed');
    await user.click(screen.getByRole('button', { name: 'Open Roth' }));
    expect(screen.getByRole('dialog', { name: 'Roth' })).toBe(panel);
    expect(screen.getByLabelText('Note')).toHaveProperty('value', 'half typed');
  });

  it('is a modal dialog over the page on a small screen', async () => {
    onScreenOf(390);
    const { user } = renderInApp(<Board />);
    await user.click(screen.getByRole('button', { name: 'Open Kaya' }));
    expect(screen.getByRole('dialog', { name: 'Kaya' }).getAttribute('aria-modal')).toBe('true');
  });

  it.each([
    ['wide', 1440],
    ['small', 390],
  ])('takes the focus on a %s screen, and Esc closes it and gives the focus back', async (_, width) => {
    onScreenOf(width);
    closed.mockClear();
    const { user } = renderInApp(<Board />);
    await user.click(screen.getByRole('button', { name: 'Open Kaya' }));
    expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true);
    await user.click(screen.getByLabelText('Note'));
    await user.keyboard('{Escape}');
    expect(closed).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole('dialog')).toBeNull();
    await expect.poll(() => document.activeElement?.textContent).toBe('Open Kaya');
  });

  it('closes by Esc from the page beside it, too', async () => {
    onScreenOf(1440);
    const { user } = renderInApp(<Board />);
    await user.click(screen.getByRole('button', { name: 'Open Kaya' }));
    screen.getByRole('button', { name: 'Open Roth' }).focus();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement?.textContent).toBe('Open Roth');
  });
});
