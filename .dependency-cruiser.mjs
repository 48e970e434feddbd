/**
 * The import law (docs/architecture.md): who may import what. Every rule has a fixture under
 * tools/import-law/fixtures that breaks exactly that rule.
 */

/** Paths of a fixture lie deeper than the packages they import. */
const installed = (/** @type {string} */ names) => `(^|/)node_modules/(${names})(/|$)`;
const NEST = installed('@nestjs/[^/]+');
const DRIVER = installed('pg|typeorm|@nestjs/typeorm');
const HTTP = installed('express|@nestjs/platform-express');
const MODULES = '^apps/api/src/modules/';
const TEST_CODE = '[.](test|builder)[.]tsx?$|^apps/[^/]+/src/testing/|/given[.][^/]+$';

/** The direction of calls between the API's modules; everyone may call identity and audit. */
const CALLS = {
  identity: [],
  audit: [],
  patients: [],
  series: ['patients'],
  scheduling: ['series', 'patients'],
  readiness: ['scheduling', 'series', 'patients'],
  outcomes: ['patients', 'series', 'scheduling', 'readiness'],
  diary: ['patients', 'series', 'scheduling', 'readiness', 'outcomes', 'messaging'],
  messaging: ['scheduling', 'readiness', 'patients'],
  members: ['messaging'],
  reporting: [],
  interop: ['patients', 'series', 'scheduling', 'readiness', 'outcomes', 'diary', 'messaging', 'reporting'],
};

/**
 * @param {string} name
 * @param {string} comment
 * @param {Record<string, unknown>} from
 * @param {Record<string, unknown>} to
 */
function forbid(name, comment, from, to) {
  return { name, comment, severity: /** @type {const} */ ('error'), from, to };
}

/** @param {string} kind */
const apiFile = (kind) => ({ path: `${MODULES}[^/]+/.*[.]${kind}[.]ts$` });

const libraries = [
  forbid(
    'domain-is-pure',
    'libs/domain imports itself and temporal-polyfill: no framework, no clock, no file.',
    { path: '^libs/domain/src/', pathNot: TEST_CODE },
    { pathNot: ['^libs/domain/src/', installed('temporal-polyfill|temporal-spec')] },
  ),
  forbid(
    'contracts-know-the-wire-alone',
    'libs/contracts imports itself, the domain, and what declares a request class.',
    { path: '^libs/contracts/src/', pathNot: TEST_CODE },
    {
      pathNot: [
        '^libs/(contracts|domain)/src/',
        installed('class-validator|class-transformer|reflect-metadata'),
      ],
    },
  ),
  forbid(
    'plain-contracts-carry-no-decorator',
    'What the browser imports as values from @lull/contracts/plain must not bring class-validator with it.',
    { path: '^libs/contracts/src/plain[.]ts$' },
    { path: installed('class-validator|class-transformer|reflect-metadata'), reachable: true },
  ),
  forbid(
    'libraries-are-entered-by-their-door',
    'Import @lull/domain, @lull/contracts or @lull/contracts/plain, never a file behind them.',
    { path: '^(apps|e2e)/' },
    {
      path: '^libs/(domain|contracts)/src/',
      pathNot: '^libs/(domain/src/index|contracts/src/(index|plain))[.]ts$',
    },
  ),
];

const api = [
  forbid(
    'platform-knows-no-module',
    'platform serves every module and knows none.',
    { path: '^apps/api/src/platform/', pathNot: TEST_CODE },
    { path: [MODULES, '^apps/api/src/app[.]'] },
  ),
  forbid(
    'controller-asks-its-service',
    'A controller knows its service, the contracts and platform/http: no rows, no database, no rules.',
    apiFile('controller'),
    { path: ['[.](entity|repository)[.]ts$', DRIVER, '^libs/domain/'], dependencyTypesNot: ['type-only'] },
  ),
  forbid(
    'service-knows-no-database-and-no-http',
    'A service asks its repository; a refusal is a Decision or a problem, never an HTTP exception.',
    apiFile('service'),
    { path: [DRIVER, HTTP, '[.]controller[.]ts$'] },
  ),
  forbid(
    'repository-reads-its-own-rows',
    'A repository touches the rows of its own module and calls nobody.',
    { path: `${MODULES}([^/]+)/.*[.]repository[.]ts$` },
    {
      path: [MODULES, '^libs/contracts/'],
      pathNot: `${MODULES}$1/[^/]+[.](entity|repository)[.]ts$`,
      dependencyTypesNot: ['type-only'],
    },
  ),
  forbid(
    'entity-is-a-row',
    'An entity declares columns: no rule, no contract, nothing of another module.',
    { path: `${MODULES}([^/]+)/.*[.]entity[.]ts$` },
    {
      path: ['^libs/', MODULES],
      pathNot: `${MODULES}$1/[^/]+[.]entity[.]ts$`,
      dependencyTypesNot: ['type-only'],
    },
  ),
  forbid(
    'view-is-plain',
    'A view is what crosses the wire: no framework and no database in it.',
    apiFile('view'),
    { path: [NEST, DRIVER, HTTP] },
  ),
  forbid(
    'modules-meet-at-their-public-door',
    'Another module is called through its *.public.ts, and wired through its *.module.ts.',
    { path: `${MODULES}([^/]+)/`, pathNot: TEST_CODE },
    { path: MODULES, pathNot: [`${MODULES}$1/`, '[.](public|module)[.]ts$'] },
  ),
  forbid(
    'a-module-is-wired-by-modules-alone',
    'Only *.module.ts imports the *.module.ts of another module.',
    { path: `${MODULES}([^/]+)/`, pathNot: ['[.]module[.]ts$', TEST_CODE] },
    { path: '[.]module[.]ts$', pathNot: `${MODULES}$1/` },
  ),
  ...Object.entries(CALLS).map(([module, callees]) =>
    forbid(
      `calls-from-${module}`,
      `${module} may call: ${['identity', 'audit', ...callees].join(', ')}.`,
      { path: `${MODULES}${module}/`, pathNot: TEST_CODE },
      { path: MODULES, pathNot: `${MODULES}(${[module, 'identity', 'audit', ...callees].join('|')})/` },
    ),
  ),
];

const web = [
  forbid(
    'ui-knows-no-feature',
    'web/ui is React and the component library: it serves every feature and knows none, nor the server.',
    { path: '^apps/web/src/ui/' },
    { path: '^apps/web/src/(features|api|app|diary)/' },
  ),
  forbid(
    'features-meet-in-app',
    'A feature does not import another; web/app composes them.',
    { path: '^apps/web/src/features/([^/]+)/' },
    { path: '^apps/web/src/(features|app|diary)/', pathNot: '^apps/web/src/features/$1/' },
  ),
  forbid(
    'web-api-serves-features',
    'web/api speaks to the server: it knows no screen.',
    { path: '^apps/web/src/api/' },
    { path: '^apps/web/src/(features|ui|app|diary)/' },
  ),
  forbid(
    'web-takes-types-from-contracts',
    'No byte of class-validator in the bundle: values come from @lull/contracts/plain.',
    { path: '^apps/web/src/' },
    {
      path: '^libs/contracts/src/',
      pathNot: '^libs/contracts/src/plain[.]ts$',
      dependencyTypesNot: ['type-only'],
    },
  ),
  forbid(
    'diary-carries-no-component-library',
    "The patient's page is its own small entry: no Mantine behind it.",
    { path: '^apps/web/src/diary/', pathNot: TEST_CODE },
    { path: installed('@mantine/[^/]+'), reachable: true },
  ),
  forbid(
    'diary-knows-no-staff-screen',
    "The patient's page and the staff application share no screen.",
    { path: '^apps/web/src/diary/' },
    { path: '^apps/web/src/(features|app)/' },
  ),
];

const everywhere = [
  forbid(
    'apps-do-not-import-each-other',
    'The API and the web application meet on the wire. Only test code may use the tools, to start a database.',
    { path: '^apps/([^/]+)/', pathNot: '^apps/api/src/testing/' },
    {
      path: '^(apps|e2e|tools)/',
      pathNot: '^apps/$1/',
    },
  ),
  forbid(
    'e2e-stands-outside',
    'Journeys use the product as a person does; only contracts are shared.',
    { path: '^e2e/' },
    {
      path: ['^apps/', '^libs/domain/'],
    },
  ),
  forbid(
    'product-imports-no-test-code',
    'What runs for a clinic does not reach what was written for tests.',
    { path: '^(apps|libs)/', pathNot: TEST_CODE },
    { path: TEST_CODE },
  ),
  forbid(
    'no-cycle',
    'Two files that need each other are one file, or three.',
    {},
    {
      circular: true,
      viaOnly: { dependencyTypesNot: ['type-only'] },
    },
  ),
  forbid(
    'every-import-is-found',
    'An import that cannot be resolved is a mistake.',
    {},
    { couldNotResolve: true },
  ),
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...libraries, ...api, ...web, ...everywhere],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|^tools/import-law/fixtures/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@lull/source', 'import', 'types', 'default'],
    },
  },
};
