// Who may import whom. The parser must be swc: next to TypeScript 7 the default one reads nothing and passes.
// scripts/dependency-rule.mjs runs this and proves, with planted violations, that each rule bites.

/** Each package of ours and the packages of ours that it may import. Tests and bench may import anything. */
export const mayImport = {
  core: [],
  storage: ['core'],
  verifier: ['core'],
  api: [],
  server: ['core', 'storage', 'verifier', 'api'],
  client: ['api'],
  react: ['client'],
  web: ['client', 'react'],
  cli: ['api'],
};

const testFile = '\\.test\\.tsx?$';

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const packageRules = Object.entries(mayImport).map(([name, others]) => ({
  name: `${name}-imports`,
  comment: `Of our packages, ${name} imports ${others.length === 0 ? 'none' : `only ${others.join(', ')}`}.`,
  severity: 'error',
  from: { path: `^packages/${name}/` },
  to: { path: `^packages/(?!(?:${[name, ...others].join('|')})/)` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...packageRules,
    {
      name: 'client-imports-types-of-api',
      comment: 'The client imports only types of api, so that the schemas stay out of the browser.',
      severity: 'error',
      from: { path: '^packages/client/', pathNot: testFile },
      to: { path: '^packages/api/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'core-has-no-io',
      comment: 'Core holds rules: besides uuid and ipaddr.js it imports only node:crypto and node:zlib.',
      severity: 'error',
      from: { path: '^packages/core/', pathNot: testFile },
      to: { pathNot: ['^packages/', '^(?:node:)?(?:crypto|zlib)$', '(?:^|/)node_modules/(?:uuid|ipaddr\\.js)/'] },
    },
    {
      name: 'no-page-imports-a-page',
      comment: 'What two pages share is a component or a hook.',
      severity: 'error',
      from: { path: '^packages/web/src/pages/([^/.]+)' },
      to: { path: '^packages/web/src/pages/', pathNot: '^packages/web/src/pages/$1[./]' },
    },
    {
      name: 'nothing-imports-tests',
      comment: 'Only a test file reaches into tests, and there only for the helpers in tests/src.',
      severity: 'error',
      from: { path: '^(?:packages|examples)/', pathNot: testFile },
      to: { path: '^(?:tests|bench|scripts|demo)/' },
    },
    {
      name: 'examples-import-what-is-published',
      comment: 'An example uses a package as a stranger does: by what it exports to everybody.',
      severity: 'error',
      from: { path: '^examples/' },
      to: { path: '^packages/', pathNot: '^packages/react/src/(?:index\\.ts|embed/styles\\.css)$' },
    },
    {
      name: 'nothing-imports-examples',
      comment: 'Examples are at the very end.',
      severity: 'error',
      from: { path: '^(?:packages|tests|bench)/' },
      to: { path: '^examples/' },
    },
    {
      name: 'tests-reach-only-helpers',
      comment: 'A test file of a package imports from tests only the helpers in tests/src.',
      severity: 'error',
      from: { path: `^packages/.*${testFile}` },
      to: { path: '^(?:tests/(?!src/)|bench/|scripts/|demo/)' },
    },
    {
      name: 'no-cycle',
      comment: 'Arrows point one way, inside a package too.',
      severity: 'error',
      from: { path: '^(?:packages|examples|tests|bench|demo)/' },
      to: { circular: true },
    },
    {
      name: 'no-undeclared',
      comment: 'An import that does not resolve, most often of a package that this package.json does not declare.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(?:^|/)dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@rollcall/source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
