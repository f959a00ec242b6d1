/** A table that reads as it is in a terminal and as Markdown. */
export function aligned(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) =>
    Math.max(...[heading, ...rows.map((row) => row[column] ?? '')].map((cell) => cell.length)),
  );
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(headings), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

export const microseconds = (value: number): string => `${value.toFixed(2)} µs`;
export const perSecond = (value: number): string => `${Math.round(value).toLocaleString('en')}/s`;
