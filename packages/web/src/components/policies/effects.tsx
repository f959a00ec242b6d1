import type { PolicyPreview } from '@rollcall/client';
import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { useTranslation } from 'react-i18next';

type Touched = PolicyPreview['touched'][number];

/** What signs people out at once; the rest is felt later. */
const endsNow: readonly Touched['effect'][] = ['idle', 'expired'];

/** Whom a change touches, one sentence for each way. */
export function Effects({ preview: { touched, policy } }: { readonly preview: PolicyPreview }) {
  const { t } = useTranslation();
  if (touched.length === 0) return <p>{t('policies.preview.nobody')}</p>;
  const isEnding = touched.some(({ effect }) => endsNow.includes(effect));
  return (
    <Notice tone="look" title={t(isEnding ? 'policies.preview.ends' : 'policies.preview.touches')}>
      <ul className="mt-2 space-y-2">
        {touched.map((one) => (
          <li key={one.effect}>
            <Effect touched={one} atSessionLimit={policy.atSessionLimit} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

interface EffectProps {
  readonly touched: Touched;
  readonly atSessionLimit: PolicyPreview['policy']['atSessionLimit'];
}

function Effect({ touched: { effect, count, members, isMore, examples }, atSessionLimit }: EffectProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = effect === 'over_limit' ? (`over_limit_${atSessionLimit}` as const) : effect;
  const number = isMore ? t('organization.sessions.orMore', { number: format.number(count) }) : format.number(count);
  const others = members - examples.length;
  const who = others > 0 ? [...examples, t('policies.preview.others', { count: others })] : [...examples];
  return (
    <>
      <span className="font-medium">{t(`policies.effect.${name}`, { count, number })}</span>{' '}
      <span className="text-muted [overflow-wrap:anywhere]">{format.list(who)}</span>
    </>
  );
}
