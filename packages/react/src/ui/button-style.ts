export type ButtonTone = 'accent' | 'end' | 'plain' | 'plain-end' | 'bare';

const base =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-lg px-4 py-2 text-center font-medium leading-5 transition-colors disabled:opacity-55';

const tones: Record<ButtonTone, string> = {
  accent: 'bg-accent text-on-accent enabled:hover:bg-accent-strong [a&]:hover:bg-accent-strong',
  end: 'bg-ending text-on-end enabled:hover:bg-ending-strong',
  plain: 'border border-line bg-surface text-text enabled:hover:border-line-strong [a&]:hover:border-line-strong',
  'plain-end': 'border border-line bg-surface text-ending enabled:hover:border-ending enabled:hover:bg-ending-soft',
  bare: 'text-muted enabled:hover:bg-sunken enabled:hover:text-text [a&]:hover:bg-sunken [a&]:hover:text-text',
};

/** The look of a button, for links that look like one too. */
export function buttonStyle(tone: ButtonTone, extra = ''): string {
  return `${base} ${tones[tone]} ${extra}`;
}
