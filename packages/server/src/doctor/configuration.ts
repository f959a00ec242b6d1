import { factsOf, type VariableName, variableNames } from '../config-variables.ts';
import { type Finding, findingsOf } from './finding.ts';

type Texts = Readonly<Record<string, string | undefined>>;

const { ok } = findingsOf('configuration');

/** Every variable: what holds, where that comes from, and what it does. What may hold a password is never shown. */
export function explainConfiguration(environment: Texts): Finding[] {
  return variableNames.map((name) => ok(`${name} ${holds(name, environment)}. ${factsOf(name).description}`));
}

function holds(name: VariableName, environment: Texts): string {
  const { secret, default: standard, otherwise } = factsOf(name);
  const text = environment[name];
  if (text === undefined || text === '') return `is not set: ${standard ?? otherwise ?? 'nothing'}`;
  return secret ? 'is set in the environment (not shown)' : `is ${JSON.stringify(text)}, set in the environment`;
}
