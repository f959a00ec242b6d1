/** The languages that the applications of the demonstration speak: those of Rollcall's own pages. */
const languages = ['en', 'sv'] as const;
type Language = (typeof languages)[number];

export type Wording = Readonly<Record<Language, string>>;

/** An application as anybody might have one: it knows nothing of sessions, and believes the headers that its proxy sets. */
export interface Application {
  readonly name: Wording;
  readonly motto: Wording;
  /** A color of its own, so that one tells the two apart at a glance. */
  readonly color: string;
}

/** Those that the page's script says stand in its attributes, with `{}` for what it puts in. */
const words = {
  en: {
    lead: 'Asks four times a second, each time past the proxy, which asks Rollcall.',
    account: 'The proxy says that you are account',
    nobody: 'nobody',
    out: '{}: shut out',
    last: 'Another answer came {} ms before this refusal.',
    back: 'Come back in',
  },
  sv: {
    lead: 'Frågar fyra gånger i sekunden, varje gång förbi proxyn, som frågar Rollcall.',
    account: 'Proxyn säger att du är konto',
    nobody: 'ingen',
    out: '{}: utestängd',
    last: 'Ett svar till kom {} ms före detta nej.',
    back: 'Kom in igen',
  },
} as const satisfies Record<Language, Readonly<Record<string, string>>>;

/** The first language that the browser would like and the page speaks; browsers list theirs in that order. */
export function languageFor(accepted: string | undefined): Language {
  const wanted = (accepted ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.flatMap((tag) => languages.filter((language) => language === tag))[0] ?? 'en';
}

/** `account`: as the proxy names it. */
export function samplePage(application: Application, language: Language, account: string | undefined): string {
  const { lead, account: whose, nobody, out, last, back } = words[language];
  const name = application.name[language];
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${name}</title>
<style>
  :root { color-scheme: light dark; --own: ${application.color} }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 12vh auto; padding: 0 1rem }
  h1 { color: var(--own); margin-bottom: 0 }
  output { display: block; font-size: 3.5rem; font-variant-numeric: tabular-nums; margin: 2rem 0 0 }
  .out { color: light-dark(#b3261e, #ff8a80); font-size: 2.5rem }
  code { font-size: .85em; overflow-wrap: anywhere }
</style>
<h1>${name}</h1>
<p>${application.motto[language]}</p>
<output data-out="${out}">…</output>
<p id="state" aria-live="polite" data-last="${last}">${lead}</p>
<p id="back" hidden><a href="/">${back}</a></p>
<p><small>${whose} <code>${account ?? nobody}</code>.</small></p>
<script>
  const level = document.querySelector('output'), state = document.querySelector('#state');
  let last = Date.now();
  const timer = setInterval(async () => {
    const answer = await fetch('/tide');
    if (answer.ok) { last = Date.now(); level.textContent = (await answer.json()).centimeters + ' cm'; return; }
    clearInterval(timer);
    level.className = 'out';
    level.textContent = level.dataset.out.replace('{}', answer.status);
    state.textContent = state.dataset.last.replace('{}', Date.now() - last);
    document.querySelector('#back').hidden = false;
  }, 250);
</script>
</html>`;
}
