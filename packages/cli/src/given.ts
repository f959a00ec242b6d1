/** Those of these options that were given, as a query takes them. */
export function given<Options extends object, Name extends keyof Options>(
  options: Options,
  ...names: readonly Name[]
): Pick<Options, Name> {
  const pairs = names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]);
  return Object.fromEntries(pairs) as Pick<Options, Name>;
}
