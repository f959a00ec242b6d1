import { attend } from './attend.ts';
import { readConfig } from './config.ts';
import { explain } from './explain.ts';
import { verifyLogFile } from './log-file.ts';
import { serve } from './serve.ts';
import { importFrom, restoreFrom } from './store-commands.ts';

const commands = { serve, attend, import: importFrom, restore: restoreFrom, 'verify-log': verifyLogFile };

const [name = 'serve', ...words] = process.argv.slice(2);
if (Object.hasOwn(commands, name)) {
  try {
    await commands[name as keyof typeof commands](readConfig(), words);
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  }
} else {
  process.stderr.write(
    `There is no command ${JSON.stringify(name)}; these are: ${Object.keys(commands).join(', ')}.\n`,
  );
  process.exit(1);
}
