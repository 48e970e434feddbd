import { NativeSelect } from '@mantine/core';
import type { OwnAccountView } from '@lull/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { noticeOf } from '../../api/problem.js';
import { useAnnounce } from '../../ui/announcer.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { changeLanguage, ownAccountQuery } from './account.queries.js';

/** In which language Lull writes to oneself; its screens are in English. */
export function LanguagePanel({ language }: Pick<OwnAccountView, 'language'>) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const change = useMutation({
    mutationFn: changeLanguage,
    onSuccess: (account) => {
      queryClient.setQueryData(ownAccountQuery.queryKey, account);
      announce(`Mail to you is written in ${account.language === 'es' ? 'Spanish' : 'English'}.`);
    },
  });
  return (
    <Panel title="Language" note="Of the mail that you get. The screens are in English.">
      {change.error !== null && <ProblemNotice {...noticeOf(change.error)} />}
      <NativeSelect
        label="Mail to me"
        maw={240}
        data={[
          { value: 'en', label: 'English' },
          { value: 'es', label: 'Spanish' },
        ]}
        value={change.isPending ? change.variables : language}
        disabled={change.isPending}
        onChange={({ currentTarget }) => change.mutate(currentTarget.value === 'es' ? 'es' : 'en')}
      />
    </Panel>
  );
}
