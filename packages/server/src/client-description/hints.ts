import { type Headers, headerText } from './text.ts';

/** What a Chromium says in client hints (W3C User-Agent Client Hints). Where it says nothing, nothing is here. */
export interface Hints {
  readonly brand?: { readonly name: string; readonly version: string };
  readonly platform?: string;
  readonly platformVersion?: string;
  readonly model?: string;
  readonly isMobile?: boolean;
}

/** What the server asks for in `Accept-CH`; the rest comes unasked. */
export const wantedHints = ['Sec-CH-UA-Full-Version-List', 'Sec-CH-UA-Platform-Version', 'Sec-CH-UA-Model'] as const;

const brandsIn = /"([^"]*)";\s*v="([^"]*)"/g;
/** Made up on purpose, in ever new spellings, so that nobody relies on the list's form: "Not;A=Brand". */
const madeUp = /not.*brand/i;

export function readHints(headers: Headers): Hints {
  const brand = brandOf(headerText(headers, 'sec-ch-ua-full-version-list') || headerText(headers, 'sec-ch-ua'));
  const mobile = headerText(headers, 'sec-ch-ua-mobile');
  const words = {
    platform: unquoted(headerText(headers, 'sec-ch-ua-platform')),
    platformVersion: unquoted(headerText(headers, 'sec-ch-ua-platform-version')),
    model: unquoted(headerText(headers, 'sec-ch-ua-model')),
  };
  return {
    ...Object.fromEntries(Object.entries(words).filter(([, word]) => word !== '')),
    ...(brand === undefined ? {} : { brand }),
    ...(mobile === '' ? {} : { isMobile: mobile === '?1' }),
  };
}

/** The most telling brand: a product's own before the engine that many share. */
function brandOf(list: string): Hints['brand'] {
  const brands = [...list.matchAll(brandsIn)]
    .map(([, name = '', version = '']) => ({ name, version }))
    .filter(({ name }) => !madeUp.test(name));
  return brands.find(({ name }) => name !== 'Chromium') ?? brands[0];
}

function unquoted(text: string): string {
  return text.replace(/^"|"$/g, '');
}
