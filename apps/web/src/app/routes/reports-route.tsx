import { Anchor } from '@mantine/core';
import type { ReportCode } from '@lull/contracts';
import { Link } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { reportWords } from '../../features/reporting/report-words.js';
import { ReportsPage, type ListedReport } from '../../features/reporting/reports-page.js';

/** The list of reports, as far as the role may open them. */
export function ReportsRoute() {
  const member = useOwnSignIn();
  const volume: ListedReport = {
    key: 'volume',
    about: 'Sessions and injections by time, place, physician, procedure, payer and status.',
    link: (
      <Anchor fw={650} renderRoot={(props) => <Link to="/volume" {...props} />}>
        Volume
      </Anchor>
    ),
  };
  const relief: ListedReport = {
    key: 'relief',
    about: 'What injections did, over all patients of a clinic.',
    link: (
      <Anchor fw={650} renderRoot={(props) => <Link to="/reports/relief" {...props} />}>
        Relief
      </Anchor>
    ),
  };
  const others = (Object.keys(reportWords) as ReportCode[])
    .filter((code) => code !== 'complications' || member.may('report', 'clinical-figures'))
    .map((code): ListedReport => ({
      key: code,
      about: reportWords[code].about,
      link: (
        <Anchor fw={650} renderRoot={(props) => <Link to="/reports/$code" params={{ code }} {...props} />}>
          {reportWords[code].title}
        </Anchor>
      ),
    }));
  return <ReportsPage reports={[volume, ...(member.may('report', 'relief') ? [relief] : []), ...others]} />;
}
