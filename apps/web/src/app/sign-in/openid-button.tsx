import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconIdBadge2 } from '@tabler/icons-react';
import { signInWays } from '../../api/own-sign-in.js';
import { askProvider, rememberPlace } from '../../api/openid.js';
import { noticeOf } from '../../api/problem.js';
import { ProblemNotice } from '../../ui/problem-notice.js';

/** Where a provider of identities is configured: away to it, and back on a page of its own. */
export function OpenIdButton({ to }: { readonly to: string | undefined }) {
  const { data: ways } = useQuery(signInWays);
  const attempt = useMutation({
    mutationFn: askProvider,
    onSuccess: ({ url }) => {
      rememberPlace(to);
      location.assign(url);
    },
  });
  if (ways?.openId == null) return null;
  return (
    <>
      {attempt.error !== null && <ProblemNotice {...noticeOf(attempt.error)} />}
      <Button
        variant="default"
        leftSection={<IconIdBadge2 size={17} aria-hidden />}
        loading={attempt.isPending || attempt.isSuccess}
        onClick={() => attempt.mutate()}
      >
        Sign in with {ways.openId}
      </Button>
    </>
  );
}
