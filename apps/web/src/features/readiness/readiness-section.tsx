import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { requirementWords } from '@lull/contracts/plain';
import { isSettledStanding } from '@lull/domain';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { noticeOf } from '../../api/problem.js';
import { sessionReadinessQuery } from '../../api/readiness.js';
import { AfterMoment } from '../../ui/after-moment.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { VerdictMark } from '../../ui/readiness-mark.js';
import { RequirementRow } from './requirement-row.js';
import classes from './readiness-section.module.css';

interface ReadinessSectionProps {
  readonly sessionId: string;
  /** The clinic's. */
  readonly zone: string;
}

/** What must be true before the session: the verdict with the one next thing to do, and each requirement. */
export function ReadinessSection({ sessionId, zone }: ReadinessSectionProps) {
  const { data: readiness, error, refetch } = useQuery(sessionReadinessQuery(sessionId));
  const [allShown, setAllShown] = useState(false);
  const id = useId();
  if (error !== null && readiness === undefined)
    return <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />;
  if (readiness === undefined)
    return (
      <AfterMoment>
        <Skeleton h={120} aria-busy="true" />
      </AfterMoment>
    );
  const { requirements, verdict, next, stoodAt, beforeSedative } = readiness;
  const settled = requirements.filter(({ standing }) => isSettledStanding(standing));
  const shown = allShown ? requirements : requirements.filter((each) => !settled.includes(each));
  return (
    <section aria-labelledby={id}>
      <div className={classes['head']}>
        <h3 id={id} className={classes['title']}>
          Readiness
        </h3>
        <VerdictMark verdict={verdict} />
      </div>
      {stoodAt !== null && (
        <Text size="sm" c="dimmed">
          As it stood when the patient entered the room, <span className="tabular">{stoodAt.text}</span>.
        </Text>
      )}
      {next === null ? (
        <Text size="sm">
          {stoodAt === null
            ? 'Everything that this session asks for is done.'
            : 'Everything that this session asked for was done.'}
        </Text>
      ) : stoodAt !== null ? null : (
        <Text size="sm">
          <b>Next:</b> {next.text} <span className="tabular">By {next.due.text}.</span>
        </Text>
      )}
      {beforeSedative.length > 0 && (
        <section aria-label="Before a sedative">
          <h4 className={classes['title']}>Before a sedative</h4>
          <Stack gap={0} mt={6} component="ul" className={classes['list'] ?? ''}>
            {beforeSedative.map((requirement) => (
              <RequirementRow
                key={requirement.kind}
                sessionId={sessionId}
                zone={zone}
                requirement={requirement}
              />
            ))}
          </Stack>
        </section>
      )}
      <Stack gap={0} mt={6} component="ul" className={classes['list'] ?? ''}>
        {shown.map((requirement) => (
          <RequirementRow
            key={requirement.kind}
            sessionId={sessionId}
            zone={zone}
            requirement={requirement}
          />
        ))}
      </Stack>
      {settled.length > 0 && (
        <Button
          size="compact-sm"
          variant="subtle"
          className={classes['settled'] ?? ''}
          aria-expanded={allShown}
          onClick={() => setAllShown(!allShown)}
        >
          {allShown
            ? 'Only what is open'
            : `Done: ${settled.map(({ kind }) => inSentence(requirementWords[kind])).join(', ')}`}
        </Button>
      )}
    </section>
  );
}

/** "Consent" as it stands within a sentence; "ASA class" keeps its capitals. */
function inSentence(words: string): string {
  return /^\p{Lu}{2}/u.test(words) ? words : words.charAt(0).toLowerCase() + words.slice(1);
}
