// `npm run docs`: writes the pages that come out of the code. A test fails where one is not current.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { renderCommandDocument } from '../packages/cli/src/command-document.ts';
import { renderConfigDocument } from '../packages/server/src/config-document.ts';
import { renderMetricsDocument } from '../packages/server/src/metrics/metrics-document.ts';
import { root } from './node.mjs';

const pages = {
  'docs/operate/commands.md': renderCommandDocument(),
  'docs/operate/configuration.md': renderConfigDocument(),
  'docs/operate/metrics.md': renderMetricsDocument(),
};

for (const [path, text] of Object.entries(pages)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(`Wrote ${path}.`);
}
