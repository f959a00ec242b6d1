import { factsOf, type VariableName, variableNames } from './config-variables.ts';

/** The page docs/operate/configuration.md, written out of the schema that reads the variables. */
export function renderConfigDocument(): string {
  return `${[
    '# Configuration',
    'The server is configured by environment variables, read once at its start. A variable that is set to nothing counts as not set. One that is misspelled or does not hold stops the start, with every fault listed.',
    ...variableNames.map(section),
    'This page is written out of the schema that reads the variables: `npm run docs`.',
  ].join('\n\n')}\n`;
}

function section(name: VariableName): string {
  const { description, expected, otherwise, secret, ...facts } = factsOf(name);
  const lines = [
    `## \`${name}\``,
    '',
    description,
    '',
    `- Takes ${expected}.`,
    `- Default: ${facts.default === undefined ? otherwise : `\`${facts.default}\``}.`,
  ];
  if (secret) lines.push('- May hold a password: it is never logged or printed.');
  return lines.join('\n');
}
