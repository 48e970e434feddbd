import type { ActualDurationsView } from '@lull/contracts';
import { screen } from '@testing-library/react';
import { Suspense } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi } from '../../testing/fake-api.js';
import { ito } from '../../testing/given-day.js';
import { renderInApp } from '../../testing/render.js';
import { LengthOffer } from './length-offer.js';

function show(minutes: number, visits: number) {
  const durations: ActualDurationsView = {
    since: '2098-12-01',
    leastVisits: 10,
    durations: [{ physicianId: ito, procedureTypeId: 'lsb', sedation: 'none', visits, medianMinutes: 22.5 }],
  };
  fakeApi({
    'GET /sign-ins/current': () => ({ memberId: '1', name: 'Anna Berg', roles: ['scheduler'] }),
    'GET /reports/actual-durations': () => durations,
  });
  const onTake = vi.fn<(minutes: number) => void>();
  const shown = renderInApp(
    <Suspense>
      <LengthOffer
        physicianId={ito}
        physicianName="Dr Ito"
        procedureTypeId="lsb"
        sedation="none"
        minutes={minutes}
        onTake={onTake}
      />
    </Suspense>,
  );
  return { ...shown, onTake };
}

describe('The length that visits really take', () => {
  it('is offered with its number of visits and whose they were, and taken by a click alone', async () => {
    const { user, onTake } = show(30, 34);
    expect(await screen.findByText(/median of 34 visits of Dr Ito, 22.5 min/)).toBeDefined();
    expect(onTake).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Plan 25 min' }));
    expect(onTake).toHaveBeenCalledWith(25);
  });

  it('has nothing to take where it is planned so already', async () => {
    show(25, 34);
    expect(await screen.findByText(/Planned so/)).toBeDefined();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
