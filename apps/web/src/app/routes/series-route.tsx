import { Page } from '../../ui/page.js';

export function SeriesRoute() {
  return <Page title="Series">{null}</Page>;
}
