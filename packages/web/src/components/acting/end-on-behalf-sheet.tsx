import type { ActedFor, Device, OnBehalf, Session } from '@rollcall/client';
import { useEndOnBehalf } from '@rollcall/client/react';
import { WhatEnds } from '@rollcall/react/components/ending/what-ends.tsx';
import { deviceName } from '@rollcall/react/text/describe-client.ts';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { AskSheet } from '../asking/ask-sheet.tsx';
import { DoneSheet } from '../asking/done-sheet.tsx';

/** What is to end of somebody else's. */
export type ActingTarget =
  | { readonly what: 'session'; readonly device: Device; readonly session: Session }
  | { readonly what: 'device'; readonly device: Device }
  | { readonly what: 'everything' };

interface EndOnBehalfSheetProps {
  readonly target: ActingTarget;
  /** Of whom it ends. */
  readonly acted: ActedFor;
  readonly onClose: () => void;
}

/** From the question to the receipt: it says what will end, and asks for a proof of one's own where that is missing. */
export default function EndOnBehalfSheet({ target, acted, onClose }: EndOnBehalfSheetProps) {
  const { t } = useTranslation();
  const { displayName: name, id } = acted.user;
  const end = useEndOnBehalf(id);
  const isAll = target.what === 'everything';
  if (end.data !== undefined) {
    return (
      <DoneSheet title={t('end.done', { count: isAll ? 2 : 1 })} receipt={end.data.receipt} onClose={onClose}>
        <p>{t('acting.done', { name })}</p>
      </DoneSheet>
    );
  }
  return (
    <AskSheet
      title={title(t, target, name)}
      press={isAll ? t('acting.signOut', { name }) : t('end.press.session')}
      act={end}
      onPress={() => end.mutateAsync(wishOf(target))}
      onClose={onClose}
    >
      <p>
        {isAll
          ? t('acting.more.everything', { name, organization: acted.organizationName })
          : t('acting.more.one', { name })}
      </p>
      <WhatEnds devices={isAll ? acted.devices : [target.device]} />
    </AskSheet>
  );
}

function title(t: TFunction, target: ActingTarget, name: string): string {
  if (target.what === 'everything') return t('acting.ask', { name });
  return t('end.ask.session', { device: deviceName(t, target.device) });
}

function wishOf(target: ActingTarget): OnBehalf {
  if (target.what === 'everything') return 'everything';
  return target.what === 'session' ? { sessionId: target.session.id } : { deviceId: target.device.id };
}
