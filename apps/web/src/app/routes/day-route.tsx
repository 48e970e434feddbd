import { Page } from '../../ui/page.js';

export function DayRoute() {
  return <Page title="Day">{null}</Page>;
}
