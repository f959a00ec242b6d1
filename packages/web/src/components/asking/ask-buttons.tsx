import { Button } from '@rollcall/react/ui/button.tsx';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { useTranslation } from 'react-i18next';

interface AskButtonsProps {
  readonly press: string;
  readonly isWorking: boolean;
  readonly error: string | undefined;
  /** Absent where the form around it is submitted. */
  readonly onPress?: () => void;
  readonly isDisabled?: boolean;
  readonly tone?: keyof typeof failed;
  readonly onCancel: () => void;
}

/** What is said where it went wrong: not every press ends something. */
const failed = { end: 'end.failed', accent: 'common.failed' } as const;

/** What ends it, what leaves it, and what went wrong with the last try. */
export function AskButtons({ press, isWorking, error, onPress, onCancel, ...rest }: AskButtonsProps) {
  const { isDisabled = false, tone = 'end' } = rest;
  const { t } = useTranslation();
  return (
    <>
      {error === undefined ? null : (
        <div className="mt-4">
          <Notice tone="end" says="alert" title={t(failed[tone])}>
            <p>{error}</p>
          </Notice>
        </div>
      )}
      <div className="mt-4 flex flex-col gap-2 sm:flex-row-reverse sm:justify-start">
        <Button
          type={onPress === undefined ? 'submit' : 'button'}
          tone={tone}
          onClick={() => onPress?.()}
          isWorking={isWorking}
          disabled={isDisabled}
        >
          {press}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </>
  );
}
