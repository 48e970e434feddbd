import { Page } from '../../ui/page.js';

export function PatientRoute() {
  return <Page title="Patient">{null}</Page>;
}
