import { Button, Stack, Text, TextInput } from '@mantine/core';
import type { FactorAddedView, OwnAccountView, PasskeyView } from '@lull/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { ownSignIn } from '../../api/own-sign-in.js';
import { passkeysPossible } from '../../api/passkey.js';
import { noticeOf } from '../../api/problem.js';
import { useAnnounce } from '../../ui/announcer.js';
import { dateTimeText } from '../../ui/clock.js';
import { FormFoot } from '../../ui/form-foot.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import notice from '../../ui/notice.module.css';
import classes from './account.module.css';
import {
  addPasskey,
  ownAccountQuery,
  removePasskey,
  removeTotp,
  renamePasskey,
  renewRecoveryCodes,
} from './account.queries.js';
import { RecoveryCodes } from './recovery-codes.js';
import { TotpSetup } from './totp-setup.js';

interface SecondFactorPanelProps {
  readonly account: OwnAccountView;
  readonly zone: string;
  /** After the first factor was set up and its recovery codes were kept. */
  readonly onSetUp?: () => void;
}

/** Authenticator app, passkeys and recovery codes of one's own. */
export function SecondFactorPanel({ account, zone, onSetUp }: SecondFactorPanelProps) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [open, setOpen] = useState<'totp' | 'passkey' | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const lookAnew = async (): Promise<void> => {
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: ownAccountQuery.queryKey, exact: true }),
      queryClient.invalidateQueries({ queryKey: ownSignIn.queryKey }),
    ]);
  };
  const added = async ({ account: now, recoveryCodes }: FactorAddedView): Promise<void> => {
    queryClient.setQueryData(ownAccountQuery.queryKey, now);
    setOpen(null);
    setCodes(recoveryCodes);
    announce('It is switched on.');
    await lookAnew();
    if (recoveryCodes === null) onSetUp?.();
  };
  const take = useMutation({ mutationFn: (deed: () => Promise<unknown>) => deed(), onSuccess: lookAnew });
  const renew = useMutation({
    mutationFn: renewRecoveryCodes,
    onSuccess: async ({ recoveryCodes }) => {
      setCodes(recoveryCodes);
      await lookAnew();
    },
  });
  const { totpSince, totpAvailable, passkeys, recoveryCodesLeft } = account;
  const none = totpSince === null && passkeys.length === 0;
  const error = take.error ?? renew.error;
  return (
    <Panel title="Second factor" note="What you prove who you are with, beside your password.">
      <Stack gap="sm">
        {account.secondFactorDue && (
          <div className={notice['warn']} role="status">
            <div className={notice['text']}>
              Your practice asks you for a second factor. Everything else opens when it is set up.
            </div>
          </div>
        )}
        {error !== null && <ProblemNotice {...noticeOf(error)} />}
        {codes !== null && (
          <RecoveryCodes
            codes={codes}
            onKept={() => {
              setCodes(null);
              onSetUp?.();
            }}
          />
        )}
        {codes === null && open === 'totp' && (
          <TotpSetup onDone={(done) => void added(done)} onLeave={() => setOpen(null)} />
        )}
        {codes === null && open === 'passkey' && (
          <NewPasskey onDone={(done) => void added(done)} onLeave={() => setOpen(null)} />
        )}
        {codes === null && open === null && (
          <ul className={classes['rows']}>
            <li>
              <span>
                Authenticator app
                <small>
                  {totpSince === null
                    ? totpAvailable
                      ? 'Not set up'
                      : 'Not possible here: this installation was given no key for it'
                    : `On since ${dateTimeText(totpSince, zone)}`}
                </small>
              </span>
              <span className={classes['deeds']}>
                {totpAvailable && (
                  <Button size="compact-sm" variant="default" onClick={() => setOpen('totp')}>
                    {totpSince === null ? 'Set up' : 'Set up anew'}
                  </Button>
                )}
                {totpSince !== null && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label="Remove the authenticator app"
                    loading={take.isPending}
                    onClick={() => take.mutate(removeTotp)}
                  >
                    Remove
                  </Button>
                )}
              </span>
            </li>
            {passkeys.map((passkey) => (
              <PasskeyRow
                key={passkey.id}
                passkey={passkey}
                zone={zone}
                onRename={(name) => take.mutateAsync(() => renamePasskey(passkey.id, name))}
                onRemove={() => take.mutate(() => removePasskey(passkey.id))}
              />
            ))}
            <li>
              <span>
                {passkeys.length === 0 ? 'Passkey' : 'Another passkey'}
                <small>
                  {passkeysPossible()
                    ? 'Fingerprint, face or a security key; it also signs you in without the password'
                    : 'This browser knows no passkeys'}
                </small>
              </span>
              {passkeysPossible() && (
                <Button size="compact-sm" variant="default" onClick={() => setOpen('passkey')}>
                  Add a passkey
                </Button>
              )}
            </li>
            {!none && (
              <li>
                <span>
                  Recovery codes
                  <small>{recoveryCodesLeft === null ? 'None' : `${recoveryCodesLeft} of 10 left`}</small>
                </span>
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={renew.isPending}
                  onClick={() => renew.mutate()}
                >
                  Make new ones
                </Button>
              </li>
            )}
          </ul>
        )}
        {none && codes === null && open === null && !account.secondFactorDue && (
          <Text size="sm" c="dimmed">
            With a second factor, a password that somebody else has learned opens nothing.
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

interface PasskeyRowProps {
  readonly passkey: PasskeyView;
  readonly zone: string;
  readonly onRename: (name: string) => Promise<unknown>;
  readonly onRemove: () => void;
}

function PasskeyRow({ passkey, zone, onRename, onRemove }: PasskeyRowProps) {
  const [name, setName] = useState<string | null>(null);
  const { createdAt, lastUsedAt } = passkey;
  if (name !== null)
    return (
      <li>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void onRename(name.trim()).then(() => setName(null));
          }}
        >
          <TextInput
            label="Name of the passkey"
            value={name}
            maxLength={60}
            required
            withAsterisk={false}
            data-autofocus
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <FormFoot deed="Rename" pending={false} onLeave={() => setName(null)} />
        </form>
      </li>
    );
  return (
    <li>
      <span>
        Passkey: {passkey.name}
        <small>
          Added {dateTimeText(createdAt, zone)};{' '}
          {lastUsedAt === null ? 'not used yet' : `last used ${dateTimeText(lastUsedAt, zone)}`}
        </small>
      </span>
      <span className={classes['deeds']}>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`Rename the passkey ${passkey.name}`}
          onClick={() => setName(passkey.name)}
        >
          Rename
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`Remove the passkey ${passkey.name}`}
          onClick={onRemove}
        >
          Remove
        </Button>
      </span>
    </li>
  );
}

interface NewPasskeyProps {
  readonly onDone: (added: FactorAddedView) => void;
  readonly onLeave: () => void;
}

function NewPasskey({ onDone, onLeave }: NewPasskeyProps) {
  const [name, setName] = useState('');
  const add = useMutation({ mutationFn: addPasskey, onSuccess: onDone });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    add.mutate(name.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {add.error !== null && <ProblemNotice {...noticeOf(add.error)} />}
        <TextInput
          label="What shall it be called?"
          description="So that you know it again, such as “Phone” or “Blue key”."
          value={name}
          maxLength={60}
          required
          withAsterisk={false}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <FormFoot deed="Continue" pending={add.isPending} onLeave={onLeave} />
      </Stack>
    </form>
  );
}
