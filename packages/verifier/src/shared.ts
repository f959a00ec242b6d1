/**
 * Calls of one moment are one call. Whoever calls while one is under way shares the next, so that what is answered was
 * always asked after the call.
 */
export function shared<Result>(call: () => Promise<Result>): () => Promise<Result> {
  let underWay: Promise<Result> | null = null;
  let next: Promise<Result> | null = null;
  const begin = (): Promise<Result> => {
    next = null;
    const begun = call().finally(() => {
      underWay = null;
    });
    underWay = begun;
    return begun;
  };
  return () => {
    if (next !== null) return next;
    if (underWay === null) return begin();
    next = underWay.then(begin, begin);
    return next;
  };
}
