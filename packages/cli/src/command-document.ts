import type { Command, Option } from 'commander';
import { createProgram } from './program.ts';

/** The page docs/operate/commands.md, written out of the commands themselves. */
export function renderCommandDocument(): string {
  const program = createProgram();
  return `${[
    '# Commands',
    'Each takes `--help`, and `--json` for machines. What asks first needs `--yes` where nobody sits at a terminal. A login is a user name or an e-mail address. An organization is named by its id, or by its name where no other reads alike.',
    ...program.commands.map((command) => sectionOf(command)),
    'This page is written out of the commands themselves: `npm run docs`.',
  ].join('\n\n')}\n`;
}

function sectionOf(command: Command): string {
  const rows = leavesOf(command).map(([words, leaf]) => `| ${usageOf(words, leaf)} | ${aboutOf(leaf)} |`);
  return [`## \`rollcall ${command.name()}\``, '', '| command | does |', '| --- | --- |', ...rows].join('\n');
}

/** The commands that do something, with the words that lead there. */
function leavesOf(command: Command, before: readonly string[] = []): [words: string, leaf: Command][] {
  const words = [...before, command.name()];
  if (command.commands.length === 0) return [[words.join(' '), command]];
  return command.commands.flatMap((inner) => leavesOf(inner, words));
}

function usageOf(words: string, { registeredArguments }: Command): string {
  const taken = registeredArguments.map((argument) => {
    const name = argument.name() + (argument.variadic ? '...' : '');
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  return `\`rollcall ${[words, ...taken].join(' ')}\``;
}

function aboutOf(command: Command): string {
  const options = command.options.map((option) => `\`${option.flags}\` ${inCell(withChoices(option))}`);
  return [inCell(command.description()), ...options].join('<br>');
}

function withChoices({ description, argChoices }: Option): string {
  return argChoices === undefined ? description : `${description}: ${argChoices.join(', ')}`;
}

function inCell(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('|', String.raw`\|`);
}
