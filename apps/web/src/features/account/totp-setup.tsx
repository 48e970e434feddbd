import { Stack, Text, TextInput } from '@mantine/core';
import type { FactorAddedView } from '@lull/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { noticeOf } from '../../api/problem.js';
import { FormFoot } from '../../ui/form-foot.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { QrCode } from '../../ui/qr-code.js';
import classes from './account.module.css';
import { confirmTotp, newTotpSeed } from './account.queries.js';

interface TotpSetupProps {
  readonly onDone: (added: FactorAddedView) => void;
  readonly onLeave: () => void;
}

/** A seed to scan, and the first code of it as the proof that it was. */
export function TotpSetup({ onDone, onLeave }: TotpSetupProps) {
  const seed = useQuery({
    queryKey: ['own-account', 'new-seed'],
    queryFn: newTotpSeed,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const [code, setCode] = useState('');
  const confirm = useMutation({ mutationFn: confirmTotp, onSuccess: onDone });
  const [fault] = faultsOf(confirm.error);
  if (seed.error !== null)
    return <ProblemNotice {...noticeOf(seed.error)} onRetry={() => void seed.refetch()} />;
  if (seed.data === undefined) return <Loading heights={[200]} label="the code to scan" />;
  const { uri, seed: typed, sealed } = seed.data;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    confirm.mutate({ sealed, code });
  };
  return (
    <form onSubmit={submit} noValidate>
      <div className={classes['scan']}>
        <QrCode text={uri} label="Code for your authenticator app" />
        <Stack gap="sm">
          <Text size="sm">
            1. Scan this with an authenticator app on your phone. No camera? Type this key into the app:
          </Text>
          <span className={classes['seed']}>{typed.replace(/(.{4})/g, '$1 ').trim()}</span>
          <TextInput
            label="2. The six figures that it shows"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            value={code}
            onChange={({ currentTarget }) => setCode(currentTarget.value)}
            error={fault?.sentence}
          />
          <FormFoot deed="Switch on" pending={confirm.isPending} onLeave={onLeave} />
        </Stack>
      </div>
    </form>
  );
}
