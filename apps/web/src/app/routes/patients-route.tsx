import { Page } from '../../ui/page.js';

export function PatientsRoute() {
  return <Page title="Patients">{null}</Page>;
}
