import { useNavigate } from '@tanstack/react-router';
import { ChooseSeries } from '../../features/booking/choose-series.js';
import { Page } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';

/** Where S leads from the board: nobody has said yet whose series it is. */
export function PlanRoute() {
  const navigate = useNavigate();
  return (
    <Page title="Book a whole series">
      <Panel title="Whose series?">
        <ChooseSeries
          series={null}
          onSeries={(series) =>
            series !== null &&
            void navigate({ to: '/series/$id/plan', params: { id: series.id }, replace: true })
          }
        />
      </Panel>
    </Page>
  );
}
