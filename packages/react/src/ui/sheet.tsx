import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './icon-button.tsx';
import { useSheetPlace } from './sheet-place.ts';

interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A dialog that rises from the lower edge of a phone and stands in the middle of a larger screen. Radix keeps focus and
 * names; its overlay is left out, because it locks scrolling by a style element, which the content security policy forbids:
 * theme.css does that instead.
 */
export function Sheet({ title, onClose, children }: SheetProps) {
  const { t } = useTranslation();
  const { container = null, home } = useSheetPlace();
  const [opener] = useState(() => document.activeElement);
  return (
    <Dialog.Root open onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal container={container}>
        <div data-sheet className="fixed inset-0 z-40 animate-appear bg-backdrop" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            focusAgain(opener, home.current);
          }}
          className="fixed inset-x-0 bottom-0 z-50 max-h-[92dvh] animate-rise overflow-y-auto rounded-t-2xl bg-surface p-4 pb-6 shadow-float focus:outline-none sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[480px] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-2xl sm:p-6"
        >
          <div className="mb-2 flex items-start justify-between gap-2">
            <Dialog.Title className="pt-2 text-xl leading-7 font-semibold tracking-tight">{title}</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton icon={X} label={t('common.close')} className="-mr-2" />
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Radix goes back to its own trigger only. What opened the sheet may be gone by now; then the page's content is next. */
function focusAgain(opener: Element | null, home: HTMLElement | null): void {
  const isThere = opener instanceof HTMLElement && opener !== document.body && opener.isConnected;
  (isThere ? opener : home)?.focus();
}
