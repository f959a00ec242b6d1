import { useDevicesList } from '@rollcall/client/react';
import { useEnding } from '@rollcall/react/components/ending/use-ending.ts';
import { useFocusOnMount } from '@rollcall/react/hooks/use-focus-on-mount.ts';
import { othersThatGetIn } from '@rollcall/react/text/inventory.ts';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';

const EndSheet = lazy(() => import('@rollcall/react/components/ending/end-sheet.tsx'));

interface ChangedNoticeProps {
  /** What was changed, in a sentence. */
  readonly what: string;
  readonly onDone: () => void;
}

/** After any change: whoever came in by what was there before is in still, and is that meant? */
export function ChangedNotice({ what, onDone }: ChangedNoticeProps) {
  const { t } = useTranslation();
  const ending = useEnding();
  const box = useFocusOnMount<HTMLDivElement>();
  const others = othersThatGetIn(useDevicesList({ of: 'me' }).data?.devices ?? []);
  return (
    <div ref={box} tabIndex={-1} className="rounded-xl outline-none">
      <Notice tone="calm" says="status" title={what}>
        <p>{t('factors.changed.trustEnded')}</p>
        {others.length === 0 ? null : (
          <>
            <p className="mt-3 font-semibold">{t('factors.changed.ask')}</p>
            <p>{t('factors.changed.askMore', { count: others.length })}</p>
            <div className="mt-3 flex flex-wrap gap-2">
              <Button tone="plain-end" onClick={() => ending.ask({ act: 'others', devices: others })}>
                {t('devices.signOutOthers', { count: others.length })}
              </Button>
              <Button onClick={onDone}>{t('factors.changed.keep')}</Button>
            </div>
          </>
        )}
      </Notice>
      {ending.open === null ? null : (
        <Suspense fallback={null}>
          <EndSheet ending={ending} />
        </Suspense>
      )}
    </div>
  );
}
