import { type Command, InvalidArgumentError } from 'commander';

export interface Paging {
  readonly limit: number;
  readonly after?: string;
}

const most = 200;

/** Options of a list that can be long. */
export function withPaging(command: Command): Command {
  return command
    .option('--limit <rows>', `how many rows, 1 to ${most}`, rows, 50)
    .option('--after <id>', 'go on after this id, which the page before names');
}

function rows(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${most}.`);
}

export function pageQuery({ limit, after }: Paging): Paging {
  return after === undefined ? { limit } : { limit, after };
}

/** What to say below a page that is not the last. */
export function moreLines(next: string | null): string[] {
  return next === null ? [] : ['', `There are more: add --after ${next}`];
}
