import type { Device } from '@rollcall/client';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import type { EndTarget } from '../ending/end-target.ts';
import { Moment } from '../shell/moment.tsx';
import { useIsActing } from './acting.ts';
import { DeviceTrust } from './device-trust.tsx';
import { SessionFacts } from './session-facts.tsx';

interface DeviceDetailsProps {
  readonly device: Device;
  readonly isOffline: boolean;
  readonly onEnd: (target: EndTarget) => void;
}

/** An opened device: what it holds, and every way to end it. */
export default function DeviceDetails({ device, isOffline, onEnd }: DeviceDetailsProps) {
  const { t } = useTranslation();
  const isActing = useIsActing();
  return (
    <div className="animate-appear border-t border-line px-4 py-4 sm:pl-18">
      {device.sessions.length === 0 ? <p className="mb-4 text-muted">{t('devices.holdsNothing')}</p> : null}
      {device.sessions.map((session) => (
        <section key={session.id} className="mb-4">
          <h4 className="mb-2 font-semibold">{t('session.title')}</h4>
          <SessionFacts session={session} />
          {device.sessions.length > 1 ? (
            <Button
              tone="plain-end"
              className="mt-3"
              disabled={isOffline}
              onClick={() => onEnd({ act: 'session', device, session })}
            >
              {t('session.signOut')}
            </Button>
          ) : null}
        </section>
      ))}
      <DeviceTrust device={device} isOffline={isOffline} />
      <div className="border-t border-line pt-4">
        <Facts
          facts={[
            { name: t('devices.firstSeen'), value: <Moment at={device.firstSeenAt} as="moment" /> },
            { name: t('devices.lastSignIn'), value: <Moment at={device.lastSignInAt} as="moment" /> },
          ]}
        />
      </div>
      {device.isCurrent || isActing ? null : (
        <div className="mt-4 flex flex-wrap gap-2">
          <Button tone="plain-end" disabled={isOffline} onClick={() => onEnd({ act: 'removed', device })}>
            {t('devices.remove')}
          </Button>
          <Button tone="plain-end" disabled={isOffline} onClick={() => onEnd({ act: 'lost', device })}>
            {t('devices.lost')}
          </Button>
        </div>
      )}
    </div>
  );
}
