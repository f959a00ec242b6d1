/** What each field of a filter may say; `null`: anything that is typed. */
export type Choices<Words> = { readonly [Name in keyof Words]: readonly Words[Name][] | null };

/** What an address says of each field, and the usual for what it leaves out or nobody may choose. */
export function wordsIn<Words extends Readonly<Record<string, string>>>(
  params: URLSearchParams,
  usual: Words,
  choices: Choices<Words>,
): Words {
  const said = Object.keys(usual).map((name) => {
    const word = params.get(name);
    const allowed: readonly string[] | null = choices[name] ?? null;
    return [name, word !== null && (allowed === null || allowed.includes(word)) ? word : usual[name]];
  });
  return Object.fromEntries(said) as Words;
}
