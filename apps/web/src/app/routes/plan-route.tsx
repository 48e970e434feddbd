import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { ChooseSeries } from '../../features/booking/choose-series.js';
import { Page } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';

/** Where S leads from the board: nobody has said yet whose series it is. */
export function PlanRoute() {
  const navigate = useNavigate();
  const choosing = useRef<HTMLDivElement>(null);
  useEffect(() => choosing.current?.querySelector('input')?.focus(), []);
  return (
    <Page title="Book a whole series">
      <Panel title="Whose series?">
        <div ref={choosing}>
          <ChooseSeries
            series={null}
            onSeries={(series) => {
              if (series === null) return;
              void navigate({ to: '/series/$id/plan', params: { id: series.id }, replace: true });
            }}
          />
        </div>
      </Panel>
    </Page>
  );
}
