import type { Receipt as ReceiptFacts } from '@rollcall/client';
import { Receipt } from '@rollcall/react/components/ending/receipt.tsx';
import { useFocusOnMount } from '@rollcall/react/hooks/use-focus-on-mount.ts';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { Sheet } from '@rollcall/react/ui/sheet.tsx';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface DoneSheetProps {
  readonly title: string;
  readonly receipt: ReceiptFacts;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** It is done: what came of it, and the receipt one press deeper. */
export function DoneSheet({ title, receipt, onClose, children }: DoneSheetProps) {
  const { t } = useTranslation();
  const close = useFocusOnMount<HTMLButtonElement>();
  return (
    <Sheet title={title} onClose={onClose}>
      <Notice tone="calm" says="status">
        {children}
      </Notice>
      <div className="mt-2">
        <Receipt receipt={receipt} />
      </div>
      <div className="mt-4 flex flex-col sm:flex-row-reverse">
        <Button ref={close} tone="accent" onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </Sheet>
  );
}
