import { IconAlertTriangle } from '@tabler/icons-react';
import notice from '../../ui/notice.module.css';

/** DIA-04, before anything is given. */
export function SedationWarning({ warning }: { readonly warning: string }) {
  return (
    <div className={notice['warn']} role="note">
      <IconAlertTriangle size={18} aria-hidden />
      <div className={notice['text']}>{warning}</div>
    </div>
  );
}
