import { List, Text } from '@mantine/core';
import { consentTalk } from '@lull/contracts/plain';

/** What the patient was told before signing; the same for every patient, and answered by nobody here. */
export function ConsentTalk() {
  return (
    <div>
      <Text size="sm" fw={600} id="consent-talk">
        What the talk before consent covers
      </Text>
      <List size="sm" aria-labelledby="consent-talk">
        {Object.entries(consentTalk.items).map(([item, sentence]) => (
          <List.Item key={item}>{sentence}</List.Item>
        ))}
      </List>
    </div>
  );
}
