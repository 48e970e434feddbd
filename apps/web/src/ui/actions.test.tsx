import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { renderInApp } from '../testing/render.js';
import { actionsNow, keysText, useActions } from './actions.js';

const book = vi.fn<() => void>();
beforeEach(() => {
  book.mockReset();
  localStorage.clear();
});

function Desk({ dialog = false }: { readonly dialog?: boolean }) {
  useActions('Day', [
    { words: 'Book a session', key: 'c', act: book },
    { words: 'From session to session', keys: 'arrow keys' },
  ]);
  return (
    <>
      <input aria-label="A field" />
      <button type="button">A button</button>
      {dialog && <div role="dialog" aria-modal="true" aria-label="A dialog" />}
    </>
  );
}

describe('What a screen registers', () => {
  it('is heard by its key, and listed with its words for as long as it is shown', async () => {
    const { user, unmount } = renderInApp(<Desk />);
    await user.keyboard('C');
    expect(book).toHaveBeenCalledTimes(1);
    expect(actionsNow().map(({ name, actions }) => [name, actions.map(keysText)])).toEqual([
      ['Day', ['C', 'arrow keys']],
    ]);
    unmount();
    expect(actionsNow()).toEqual([]);
  });

  it('is silent while somebody types', async () => {
    const { user } = renderInApp(<Desk />);
    await user.type(screen.getByLabelText('A field'), 'ccc');
    expect(book).not.toHaveBeenCalled();
  });

  it('is silent while a dialog lies over the page, wherever the focus is', async () => {
    const { user } = renderInApp(<Desk dialog />);
    await user.keyboard('c');
    expect(book).not.toHaveBeenCalled();
  });

  it('is silent with Ctrl, and when single keys are switched off', async () => {
    const first = renderInApp(<Desk />);
    await first.user.keyboard('{Control>}c{/Control}');
    expect(book).not.toHaveBeenCalled();
    first.unmount();
    localStorage.setItem('lull-single-keys', 'false');
    const { user } = renderInApp(<Desk />);
    await user.keyboard('c');
    expect(book).not.toHaveBeenCalled();
  });
});
