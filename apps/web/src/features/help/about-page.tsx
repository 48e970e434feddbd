import { Anchor, Button } from '@mantine/core';
import type { JudgingVersionView, RunningPackageView } from '@lull/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { dateText } from '../../ui/clock.js';
import { Facts } from '../../ui/facts.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { TableFrame } from '../../ui/table-frame.js';
import { aboutQuery, licencesQuery } from './about.queries.js';
import classes from './help.module.css';

/** Which product this is, by which versions it judges, and what it is made of. */
export function AboutPage({ help }: { readonly help: ReactNode }) {
  const { data: about, error, refetch } = useQuery(aboutQuery);
  return (
    <Page
      title="About Lull"
      note="Scheduling and series for interventional pain clinics."
      actions={
        <>
          {help}
          <Button variant="default" onClick={() => window.print()}>
            Print
          </Button>
        </>
      }
    >
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {about === undefined && error === null && <Loading heights={[80, 200, 300]} label="what this is" />}
      {about !== undefined && (
        <>
          <Panel title="This product">
            <Facts
              facts={[
                ['Version', about.version],
                ['Commit', about.commit],
                ['Licence', 'Apache-2.0'],
              ]}
            />
          </Panel>
          <Panel
            title="Policies in force today"
            note="What your practice wrote itself; where it wrote nothing, what came with the product."
          >
            <Versions label="Policies" rows={about.policies} />
          </Panel>
          <Panel
            title="Definitions in force"
            note="They come with the product, and judge in every practice alike."
          >
            <Versions label="Definitions" rows={about.definitions} />
          </Panel>
          <Licences packages={about.packages} />
        </>
      )}
    </Page>
  );
}

function Versions({ label, rows }: { readonly label: string; readonly rows: readonly JudgingVersionView[] }) {
  return (
    <TableFrame label={label}>
      <thead>
        <tr>
          <th scope="col">What it judges</th>
          <th scope="col">Version</th>
          <th scope="col">Since</th>
          <th scope="col">By</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, version, effectiveFrom, author, own }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{version}</td>
            <td>{dateText(effectiveFrom)}</td>
            <td>{own ? author : `${author} (delivered)`}</td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

/** Read when they are asked for: their texts are long. */
function Licences({ packages }: { readonly packages: number }) {
  const [shown, setShown] = useState(false);
  const { data, error, refetch } = useQuery({ ...licencesQuery, enabled: shown });
  return (
    <Panel
      title="Licences"
      note={
        packages === 0
          ? 'They are read when the product is built; this one was not built as a whole.'
          : `${packages} packages of others run in this product. Each keeps its licence.`
      }
      actions={
        !shown &&
        packages > 0 && (
          <Button size="compact-sm" variant="default" onClick={() => setShown(true)}>
            Show the licences
          </Button>
        )
      }
    >
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {shown && data === undefined && error === null && <Loading heights={[300]} label="the licences" />}
      {data !== undefined && (
        <ul className={classes['licences']} aria-label="Packages">
          {data.packages.map((each) => (
            <li key={`${each.name} ${each.version}`}>
              <RunningPackage {...each} words={each.text === null ? null : (data.texts[each.text] ?? null)} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function RunningPackage({
  name,
  version,
  licence,
  words,
}: RunningPackageView & { readonly words: string | null }) {
  const [open, setOpen] = useState(false);
  const line = (
    <>
      {name} {version}, <span>{licence}</span>
    </>
  );
  if (words === null) return <p>{line}</p>;
  return (
    <>
      <Anchor component="button" type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {line}
      </Anchor>
      {open && <pre>{words}</pre>}
    </>
  );
}
