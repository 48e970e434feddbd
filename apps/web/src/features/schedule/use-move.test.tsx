import { screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { fakeApi, Refusal } from '../../testing/fake-api.js';
import { at, clinic, ito, room1, session } from '../../testing/given-day.js';
import { renderInApp } from '../../testing/render.js';
import { useMove } from './use-move.js';

const kaya = session('Kaya, Aylin', '08:30', '09:00');
const taken = new Refusal({ status: 409, code: 'booking-refused', detail: 'Refused.', errors: [busy()] });

function busy() {
  return { code: 'scheduling.resource-busy', detail: 'Room 1 is taken until 10:30.', overridable: false };
}

function Board() {
  const { unmoved, move } = useMove(clinic, () => undefined);
  return (
    <>
      <button
        type="button"
        onClick={() => move(kaya, { start: at('09:30'), roomId: room1, physicianId: ito })}
      >
        Drop
      </button>
      {unmoved !== null && <p>On the board: {unmoved.sentences.join(' ')}</p>}
    </>
  );
}

function Page() {
  const [shown, setShown] = useState(true);
  return (
    <>
      <button type="button" onClick={() => setShown(false)}>
        Elsewhere
      </button>
      {shown && <Board />}
    </>
  );
}

/** The first move is taken, the way back is not. */
function show() {
  let sent = 0;
  fakeApi({
    [`POST /sessions/${kaya.id}/move`]: () => {
      sent += 1;
      return sent === 1 ? { ...kaya, start: at('09:30'), end: at('10:00'), version: 2 } : taken;
    },
    'POST /sessions/checks': () => ({ freeTimes: [] }),
  });
  return renderInApp(<Page />);
}

describe('A way back that is refused', () => {
  it('is told by the board while it is there', async () => {
    const { user } = show();
    await user.click(screen.getByRole('button', { name: 'Drop' }));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('On the board: Room 1 is taken until 10:30.')).toBeTruthy();
  });

  it('is told in a toast once the board has gone', async () => {
    const { user } = show();
    await user.click(screen.getByRole('button', { name: 'Drop' }));
    const undo = await screen.findByRole('button', { name: 'Undo' });
    await user.click(screen.getByRole('button', { name: 'Elsewhere' }));
    await user.click(undo);
    expect(await screen.findByText('Not moved')).toBeTruthy();
    expect(screen.getByText('Room 1 is taken until 10:30.')).toBeTruthy();
  });
});
