import { Button } from '@mantine/core';
import type { OwnAccountView } from '@lull/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { askProviderForLink, removeLink } from '../../api/openid.js';
import { noticeOf } from '../../api/problem.js';
import { useAnnounce } from '../../ui/announcer.js';
import { dateTimeText } from '../../ui/clock.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import classes from './account.module.css';
import { ownAccountQuery } from './account.queries.js';

/** The identity elsewhere that signs in here; absent where no provider is configured and none was ever linked. */
export function IdentityPanel({
  account: { openIdName, openIdLinks },
  zone,
}: {
  readonly account: OwnAccountView;
  readonly zone: string;
}) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const begin = useMutation({
    mutationFn: askProviderForLink,
    onSuccess: ({ url }) => location.assign(url),
  });
  const take = useMutation({
    mutationFn: removeLink,
    onSuccess: async () => {
      announce('The link is taken away.');
      await queryClient.invalidateQueries({ queryKey: ownAccountQuery.queryKey, exact: true });
    },
  });
  if (openIdName === null && openIdLinks.length === 0) return null;
  const error = begin.error ?? take.error;
  return (
    <Panel
      title={openIdName === null ? 'Linked identity' : `Sign in with ${openIdName}`}
      note="Your password goes on opening the door, and is asked for before something grave."
    >
      {error !== null && <ProblemNotice {...noticeOf(error)} />}
      <ul className={classes['rows']}>
        {openIdLinks.map(({ id, issuer, createdAt, lastUsedAt }) => (
          <li key={id}>
            <span>
              Linked since {dateTimeText(createdAt, zone)}
              <small>
                {issuer};{' '}
                {lastUsedAt === null ? 'not used yet' : `last used ${dateTimeText(lastUsedAt, zone)}`}
              </small>
            </span>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Take away the link with ${openIdName ?? issuer}`}
              loading={take.isPending && take.variables === id}
              onClick={() => take.mutate(id)}
            >
              Take away
            </Button>
          </li>
        ))}
        {openIdLinks.length === 0 && (
          <li>
            <span>Not linked yet.</span>
            <Button
              size="compact-sm"
              variant="default"
              loading={begin.isPending || begin.isSuccess}
              onClick={() => begin.mutate()}
            >
              Link my {openIdName}
            </Button>
          </li>
        )}
      </ul>
    </Panel>
  );
}
