import { Page } from '../../ui/page.js';

export function TrailRoute() {
  return <Page title="Trail">{null}</Page>;
}
