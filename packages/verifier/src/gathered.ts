/**
 * What is asked in one turn is asked once, for all: endings that shared a commit go on together, and each by itself would have
 * a timer and a question of its own.
 */
export function gathered<Asked, Answer>(
  ask: (together: Asked) => Promise<Answer>,
  together: (all: readonly Asked[]) => Asked,
): (one: Asked) => Promise<Answer> {
  let all: Asked[] = [];
  let answer: Promise<Answer> | null = null;
  const askForAll = () => {
    const asked = together(all);
    all = [];
    answer = null;
    return ask(asked);
  };
  return (one) => {
    all.push(one);
    // Whoever goes on in the same turn has come before this does.
    answer ??= Promise.resolve().then(askForAll);
    return answer;
  };
}
