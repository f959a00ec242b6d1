import { useAnnounce } from '@rollcall/react/components/shell/announcer.tsx';
import { Button } from '@rollcall/react/ui/button.tsx';
import { IconButton } from '@rollcall/react/ui/icon-button.tsx';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  /** With its label beside the icon. */
  readonly isWide?: boolean;
}

/** Copies, and says so. Where the browser does not let it, the text stands there to be marked. */
export function CopyButton({ text, label, isWide = false }: CopyButtonProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      announce(t('common.copied'));
    } catch {
      announce(t('common.notCopied'));
    }
  };
  const Icon = isCopied ? Check : Copy;
  if (!isWide) return <IconButton icon={Icon} label={label} onClick={() => void copy()} />;
  return (
    <Button onClick={() => void copy()}>
      <Icon size={16} aria-hidden className="shrink-0" />
      {label}
    </Button>
  );
}
