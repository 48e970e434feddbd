import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { renderInApp } from '../testing/render.js';
import { showUndoable, useUndoKey } from './undo-toast.js';

function Page({ dialog }: { readonly dialog: boolean }) {
  useUndoKey();
  return dialog ? (
    <div role="dialog" aria-modal="true">
      Which side?
    </div>
  ) : (
    <input aria-label="Note" />
  );
}

describe('Ctrl+Z', () => {
  it('takes the last thing back that the screen still offers to take back', async () => {
    const onUndo = vi.fn<() => void>();
    const { user } = renderInApp(<Page dialog={false} />);
    showUndoable({ title: 'Moved', sentence: 'To 10:05.', onUndo });
    await user.keyboard('{Control>}z{/Control}');
    expect(onUndo).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['under a dialog', true],
    ['in a field', false],
  ])('takes nothing back %s', async (_, dialog) => {
    const onUndo = vi.fn<() => void>();
    const { user } = renderInApp(<Page dialog={dialog} />);
    showUndoable({ title: 'Moved', sentence: 'To 10:05.', onUndo });
    if (!dialog) await user.click(screen.getByLabelText('Note'));
    await user.keyboard('{Control>}z{/Control}');
    expect(onUndo).not.toHaveBeenCalled();
  });
});
