import { Button, NativeSelect } from '@mantine/core';
import type { ReadinessPolicyView, StandingSessionView } from '@lull/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { dateText } from '../../ui/clock.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SidePanel } from '../../ui/side-panel.js';
import { TableFrame } from '../../ui/table-frame.js';
import { FiguresTable } from './figures-table.js';
import { PolicyForm } from './policy-form.js';
import { PolicySessions } from './policy-sessions.js';
import { readinessPoliciesQuery } from './settings.queries.js';
import classes from './settings.module.css';
import table from '../../ui/table.module.css';

interface ClinicalPlace {
  /** The version that is shown; undefined: the one in force. */
  readonly version: string | undefined;
  /** The version that it is held against. */
  readonly against: string | undefined;
  /** A further version is being written, or an earlier one brought back. */
  readonly open: 'new' | 'revert' | 'sessions' | null;
}

interface ClinicalPageProps {
  readonly place: ClinicalPlace;
  readonly today: string;
  readonly mayChange: boolean;
  readonly onPlace: (place: ClinicalPlace) => void;
  /** A link to the session on its day. */
  readonly renderSession: (session: StandingSessionView) => ReactNode;
}

const stateWords: Readonly<Record<ReadinessPolicyView['state'], string>> = {
  before: 'before',
  'in-force': 'in force',
  'to-come': 'to come',
  replaced: 'replaced before it began',
};
const nameOf = ({ version, effectiveFrom, state }: ReadinessPolicyView): string =>
  `Version ${version}, from ${dateText(effectiveFrom)} (${stateWords[state]})`;

/** By what readiness is judged: every version with its author and its source, one beside another. */
export function ClinicalPage({ place, today, mayChange, onPlace, renderSession }: ClinicalPageProps) {
  const { data: versions, error, refetch } = useQuery(readinessPoliciesQuery);
  const [newest] = versions ?? [];
  const shown =
    versions?.find(({ version }) => version === place.version) ??
    versions?.find(({ state }) => state === 'in-force') ??
    newest;
  const against = versions?.find(({ version }) => version === place.against) ?? null;
  const close = (): void => onPlace({ ...place, open: null });
  return (
    <Page
      title="Clinical defaults"
      note="The figures that readiness is judged by: fasting, lead times, ages and limits. A physician writes a further version; none is changed or lost."
      actions={
        mayChange &&
        newest !== undefined && (
          <Button onClick={() => onPlace({ ...place, open: 'new' })}>Write a version</Button>
        )
      }
    >
      {error !== null && versions === undefined && (
        <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
      )}
      {versions === undefined && error === null && <Loading heights={[120, 320]} label="the versions" />}
      {versions !== undefined && shown !== undefined && (
        <>
          <Panel title="Versions">
            <VersionsTable
              versions={versions}
              shown={shown}
              onShow={({ version }) => onPlace({ ...place, version, open: null })}
              onSessions={({ version }) => onPlace({ ...place, version, open: 'sessions' })}
            />
          </Panel>
          <Panel
            title={nameOf(shown)}
            note={`${shown.author}. ${shown.source}`}
            actions={
              mayChange &&
              newest !== undefined &&
              shown !== newest && (
                <Button variant="default" onClick={() => onPlace({ ...place, open: 'revert' })}>
                  Bring version {shown.version} back
                </Button>
              )
            }
          >
            {versions.length > 1 && (
              <div className={classes['filters']}>
                <NativeSelect
                  label="Beside it"
                  value={against?.version ?? ''}
                  onChange={({ currentTarget: { value } }) =>
                    onPlace({ ...place, against: value === '' ? undefined : value })
                  }
                  data={[
                    { value: '', label: 'no other version' },
                    ...versions
                      .filter((each) => each !== shown)
                      .map((each) => ({ value: each.version, label: nameOf(each) })),
                  ]}
                />
              </div>
            )}
            <FiguresTable version={shown} against={against} />
          </Panel>
          {place.open === 'sessions' && (
            <SidePanel title={`Sessions of version ${shown.version}`} onClose={close}>
              <PolicySessions version={shown.version} renderSession={renderSession} />
            </SidePanel>
          )}
          {mayChange && newest !== undefined && (place.open === 'new' || place.open === 'revert') && (
            <SidePanel
              title={place.open === 'new' ? 'Write a version' : `Bring version ${shown.version} back`}
              onClose={close}
            >
              <PolicyForm
                key={`${place.open} ${shown.version}`}
                newest={newest}
                reverted={place.open === 'revert' ? shown : null}
                today={today}
                renderSession={renderSession}
                onDone={() => onPlace({ version: undefined, against: undefined, open: null })}
                onClose={close}
              />
            </SidePanel>
          )}
        </>
      )}
    </Page>
  );
}

function VersionsTable({
  versions,
  shown,
  onShow,
  onSessions,
}: {
  readonly versions: readonly ReadinessPolicyView[];
  readonly shown: ReadinessPolicyView;
  readonly onShow: (version: ReadinessPolicyView) => void;
  readonly onSessions: (version: ReadinessPolicyView) => void;
}) {
  return (
    <TableFrame label="Versions of the readiness policy">
      <thead>
        <tr>
          <th scope="col">Version</th>
          <th scope="col">Applies from</th>
          <th scope="col">Source</th>
          <th scope="col">Author</th>
          <th scope="col">Applies to</th>
        </tr>
      </thead>
      <tbody>
        {versions.map((each) => {
          const { version, effectiveFrom, state, source, author, revertsTo, applies } = each;
          return (
            <tr key={version} data-chosen={each === shown}>
              <th scope="row">
                <button
                  type="button"
                  className={table['link']}
                  aria-label={`Show version ${version}`}
                  aria-pressed={each === shown}
                  onClick={() => onShow(each)}
                >
                  {version}
                </button>
              </th>
              <td className={table['nowrap']}>
                {dateText(effectiveFrom)}
                <span className={table['small']}>{stateWords[state]}</span>
              </td>
              <td>
                {source}
                {revertsTo !== null && (
                  <span className={table['small']}>brings version {revertsTo} back</span>
                )}
              </td>
              <td>{author}</td>
              <td className={table['nowrap']}>
                {applies === 0 ? (
                  <span className={table['quiet']}>no booked session</span>
                ) : (
                  <button
                    type="button"
                    className={table['link']}
                    aria-label={`Show the booked sessions of version ${version}: ${applies}`}
                    onClick={() => onSessions(each)}
                  >
                    {applies === 1 ? '1 booked session' : `${applies} booked sessions`}
                  </button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </TableFrame>
  );
}
