import { Group, List, SegmentedControl, Text } from '@mantine/core';
import type { PreparationLanguage } from '@lull/contracts';
import { consentTalk } from '@lull/contracts/plain';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { preparationSheetQuery } from './preparation.queries.js';

/**
 * What the patient was told before signing: in the patient's language where it is written in it, or in the one that is
 * chosen. The same for every patient, and answered by nobody here; on paper it is a page of its own.
 */
export function ConsentTalk({ sessionId }: { readonly sessionId: string }) {
  const { data: sheet } = useQuery(preparationSheetQuery(sessionId));
  const [chosen, choose] = useState<PreparationLanguage | null>(null);
  const language = chosen ?? sheet?.language ?? 'en';
  return (
    <div>
      <Group justify="space-between" gap="sm" mb={4}>
        <Text size="sm" fw={600} id="consent-talk">
          What the talk before consent covers
        </Text>
        <SegmentedControl
          size="xs"
          aria-label="Language of the talk"
          data={[
            { value: 'en', label: 'English' },
            { value: 'es', label: 'Español' },
          ]}
          value={language}
          onChange={(value) => choose(value === 'es' ? 'es' : 'en')}
        />
      </Group>
      <List size="sm" aria-labelledby="consent-talk" lang={language}>
        {Object.entries(consentTalk.items).map(([item, sentence]) => (
          <List.Item key={item}>{sentence[language]}</List.Item>
        ))}
      </List>
    </div>
  );
}
