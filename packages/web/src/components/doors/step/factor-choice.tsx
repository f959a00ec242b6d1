import { ChevronRight, LoaderCircle, type LucideIcon } from 'lucide-react';

interface FactorChoiceProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
  readonly isWorking: boolean;
  readonly onPress: () => void;
}

/** One of the ways that one may choose from, with what it is. */
export function FactorChoice({ icon: Icon, title, text, isWorking, onPress }: FactorChoiceProps) {
  return (
    <button
      type="button"
      onClick={onPress}
      aria-busy={isWorking || undefined}
      className="flex w-full items-center gap-4 rounded-xl border border-line bg-surface p-4 text-left transition-colors hover:border-line-strong"
    >
      <span className="flex size-10 shrink-0 items-center justify-center rounded-lg bg-accent-soft text-accent">
        <Icon size={20} aria-hidden />
      </span>
      <span className="min-w-0 grow">
        <span className="block font-semibold">{title}</span>
        <span className="block text-sm leading-5 text-muted">{text}</span>
      </span>
      {isWorking ? (
        <LoaderCircle size={18} aria-hidden className="shrink-0 animate-spin text-muted" />
      ) : (
        <ChevronRight size={18} aria-hidden className="shrink-0 text-muted" />
      )}
    </button>
  );
}
