import { VisuallyHidden } from '@mantine/core';
import table from '../../ui/table.module.css';

/** In the place of a figure that is too small to be shown, or would give one away. */
export function Withheld({ least }: { readonly least: number | null }) {
  return (
    <span
      className={table['quiet']}
      title={least === null ? undefined : `Withheld: fewer than ${least}, or told with one`}
    >
      <span aria-hidden>•</span>
      <VisuallyHidden>withheld</VisuallyHidden>
    </span>
  );
}
