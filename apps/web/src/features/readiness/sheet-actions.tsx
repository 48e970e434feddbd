import { Button, SegmentedControl } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import type { PreparationLanguage } from '@lull/contracts';

interface SheetActionsProps {
  /** Null: each patient's own. */
  readonly language: PreparationLanguage | null;
  readonly onLanguage: (language: PreparationLanguage | null) => void;
  /** How many pages are there to be printed. */
  readonly sheets: number;
}

const languages = [
  { value: 'own', label: 'Patient’s language' },
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
] as const;

/** In which language a paper for a patient is, and onto paper with it. */
export function SheetActions({ language, onLanguage, sheets }: SheetActionsProps) {
  return (
    <>
      <SegmentedControl
        aria-label="Language of the sheet"
        data={[...languages]}
        value={language ?? 'own'}
        onChange={(value) => onLanguage(value === 'en' || value === 'es' ? value : null)}
      />
      <Button
        leftSection={<IconPrinter size={16} aria-hidden />}
        disabled={sheets === 0}
        onClick={() => window.print()}
      >
        {sheets > 1 ? `Print ${sheets} sheets` : 'Print'}
      </Button>
    </>
  );
}
