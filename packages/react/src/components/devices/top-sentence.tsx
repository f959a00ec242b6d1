import type { Device } from '@rollcall/client';
import type { TFunction } from 'i18next';
import { CircleCheck, ShieldQuestionMark } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../hooks/use-now.ts';
import { useFormat } from '../../language/viewer.tsx';
import type { Format } from '../../text/format.ts';
import { placeText } from '../../text/place-text.ts';
import { type TopSentence as Sentence, signedInAt } from '../../text/top-sentence.ts';
import { Button } from '../../ui/button.tsx';

interface TopSentenceProps {
  readonly sentence: Sentence;
  readonly isOffline: boolean;
  readonly onYes: () => void;
  readonly onNo: (device: Device) => void;
}

/** The answer to what people come for, before anything else. */
export function TopSentence({ sentence, ...acts }: TopSentenceProps) {
  return sentence.tone === 'calm' ? <Calm sentence={sentence} /> : <Look sentence={sentence} {...acts} />;
}

const big = 'text-2xl leading-8 font-semibold tracking-tight text-balance sm:text-[28px] sm:leading-9';

function Calm({ sentence }: { readonly sentence: Sentence & { tone: 'calm' } }) {
  const { t } = useTranslation();
  const format = useFormat();
  const headline = sentence.says === 'only-this' ? t('top.onlyThis') : t('top.canGetIn', { count: sentence.count });
  return (
    <div className="flex gap-3 sm:gap-4">
      <CircleCheck size={32} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0 text-accent" />
      <div className="min-w-0">
        <p className={big}>{headline}</p>
        <p className="mt-1 text-base text-muted">{calmMore(t, format, sentence)}</p>
      </div>
    </div>
  );
}

function calmMore(t: TFunction, format: Format, sentence: Sentence & { tone: 'calm' }): string {
  if (sentence.says === 'only-this') return t('top.onlyThisMore');
  if (sentence.says === 'new-held') return t('top.newHeld');
  const { lookedAt } = sentence;
  if (lookedAt === null) return t('top.nothingNewFirst');
  return format.isToday(lookedAt)
    ? t('top.nothingNewToday', { time: format.time(lookedAt) })
    : t('top.nothingNew', { date: format.date(lookedAt) });
}

function Look({
  sentence,
  isOffline,
  onYes,
  onNo,
}: TopSentenceProps & { readonly sentence: Sentence & { tone: 'look' } }) {
  const { t } = useTranslation();
  const question = useQuestion(sentence);
  return (
    <div className="rounded-2xl border border-look-line bg-look-soft p-4 sm:p-6">
      <div className="flex gap-3 sm:gap-4">
        <ShieldQuestionMark size={32} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0 text-look" />
        <div className="min-w-0">
          <p className={`${big} text-look`}>{question}</p>
          <p className="mt-1 text-base">
            {sentence.says === 'many-new' ? t('top.newManyMore') : t('top.canGetIn', { count: sentence.count })}
          </p>
          <div className="mt-4 flex flex-wrap gap-2">
            <Button onClick={onYes} disabled={isOffline}>
              {t(sentence.says === 'many-new' ? 'top.yesAll' : 'top.yes')}
            </Button>
            {sentence.says === 'one-new' ? (
              <Button tone="end" onClick={() => onNo(sentence.device)} disabled={isOffline}>
                {t('top.no')}
              </Button>
            ) : null}
          </div>
        </div>
      </div>
    </div>
  );
}

function useQuestion(sentence: Sentence & { tone: 'look' }): string {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  if (sentence.says === 'many-new') return t('top.newMany', { count: sentence.fresh });
  const { device } = sentence;
  const words = {
    device: t(`device.aNew.${device.client.type}`),
    when: format.ago(signedInAt(device), now) ?? t('time.justNow'),
  };
  const firstPlace = device.sessions[0]?.firstPlace;
  const isAbroad = firstPlace?.kind === 'city' || firstPlace?.kind === 'country';
  const place = isAbroad ? placeText(t, format, firstPlace) : null;
  return place === null ? t('top.newOne', words) : t('top.newOneFrom', { ...words, place });
}
