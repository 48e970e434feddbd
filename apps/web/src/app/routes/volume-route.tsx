import { Page } from '../../ui/page.js';

export function VolumeRoute() {
  return <Page title="Volume">{null}</Page>;
}
