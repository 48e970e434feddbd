import { Skeleton, Stack } from '@mantine/core';
import { AfterMoment } from './after-moment.js';

/** Grey bars where the content will stand, each as high as what it stands for. */
export function Loading({ heights, label }: { readonly heights: readonly number[]; readonly label: string }) {
  return (
    <AfterMoment>
      <Stack gap="sm" aria-busy="true">
        <span className="visually-hidden">Loading {label}</span>
        {heights.map((height, index) => (
          <Skeleton key={`${index} ${height}`} h={height} />
        ))}
      </Stack>
    </AfterMoment>
  );
}
