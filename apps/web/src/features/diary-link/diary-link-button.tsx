import { Button } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useOwnSignIn } from '../../api/own-sign-in.js';

const DiaryLinkDialog = lazy(async () => ({
  default: (await import('./diary-link-dialog.js')).DiaryLinkDialog,
}));

interface DiaryLinkButtonProps {
  readonly patientId: string;
  readonly zone: string;
}

/** Hands the patient their diary; for those who may. */
export function DiaryLinkButton({ patientId, zone }: DiaryLinkButtonProps) {
  const member = useOwnSignIn();
  const [open, setOpen] = useState(false);
  if (!member.may('patient-link', 'create')) return null;
  return (
    <>
      <Button
        variant="default"
        w="fit-content"
        leftSection={<IconQrcode size={18} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        Diary link
      </Button>
      {open && (
        <Suspense fallback={null}>
          <DiaryLinkDialog {...{ patientId, zone }} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
