import { Page } from '../../ui/page.js';

export function TasksRoute() {
  return <Page title="Tasks">{null}</Page>;
}
