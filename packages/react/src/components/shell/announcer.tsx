import { CircleCheck } from 'lucide-react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';

const AnnounceContext = createContext<(text: string) => void>(() => undefined);
const shownMs = 6_000;

/** Says what came of an act: on screen for a while, and to screen readers. */
export function useAnnounce(): (text: string) => void {
  return useContext(AnnounceContext);
}

export function Announcer({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState<{ readonly text: string } | null>(null);
  const announce = useCallback((text: string) => setSaid({ text }), []);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), shownMs);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <AnnounceContext value={announce}>
      {children}
      <output
        aria-live="polite"
        className="pointer-events-none fixed inset-x-4 bottom-20 z-60 flex justify-center lg:bottom-6"
      >
        {said === null ? null : (
          <span className="flex animate-rise items-center gap-2 rounded-lg bg-text px-4 py-3 font-medium text-ground shadow-float">
            <CircleCheck size={18} aria-hidden className="shrink-0" />
            {said.text}
          </span>
        )}
      </output>
    </AnnounceContext>
  );
}
