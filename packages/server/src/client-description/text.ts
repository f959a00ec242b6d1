/** Header text is cut to this before anything looks at it, so that no input can make parsing expensive. */
const mostHeaderCharacters = 512;
const mostNameCharacters = 40;
const mostVersionCharacters = 24;

/**
 * Control characters, format characters (bidi controls and invisible ones are among them), lone surrogates, private use and
 * line separators; and what means something in markup.
 */
const unwanted = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}<>&"'`]/gu;
const notOfVersions = /[^0-9A-Za-z.+-]/g;
/** Browsers that freeze their version fill it up with zeros: `142.0.0.0` says no more than `142`. */
const fillingZeros = /(?:\.0)+$/;

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The header as one text, cut. */
export function headerText(headers: Headers, name: string): string {
  const value = headers[name];
  return ((typeof value === 'string' ? value : value?.[0]) ?? '').slice(0, mostHeaderCharacters);
}

/** A name that is safe to keep and show anywhere; `null` where nothing is left of it. */
export function cleanName(text: string | undefined): string | null {
  const clean = (text ?? '').replace(unwanted, '').replace(/\s+/g, ' ').trim().slice(0, mostNameCharacters).trim();
  return clean === '' ? null : clean;
}

export function cleanVersion(text: string | undefined): string | null {
  const clean = (text ?? '').replace(notOfVersions, '').slice(0, mostVersionCharacters).replace(fillingZeros, '');
  return /^\d/.test(clean) ? clean : null;
}
