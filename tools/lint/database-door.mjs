/**
 * Lint rule `lull/database-door`: the database is reached through `database.run(principal, tx => ...)` alone
 * (docs/architecture.md). Outside platform/database nobody may take a connection from the framework, and a
 * statement is asked of `tx`, in a repository.
 */

const SOURCES = new Set([
  'DataSource',
  'InjectDataSource',
  'InjectEntityManager',
  'InjectRepository',
  'getRepository',
]);
const STATEMENTS = new Set(['query', 'getRepository', 'createQueryBuilder', 'createQueryRunner']);

/** @typedef {{ type: string, name?: string, object?: Node, property?: Node, callee?: Node, imported?: Node }} Node */

/**
 * The name that a chain such as `tx.manager.getRepository` begins with.
 * @param {Node | undefined} node
 */
function beginning(node) {
  let place = node;
  while (place && place.type !== 'Identifier') place = place.object ?? place.callee;
  return place?.name;
}

export default {
  meta: { name: 'lull' },
  rules: {
    'database-door': {
      /** @param {{ filename: string, report: (problem: { node: Node, message: string }) => void }} context */
      create(context) {
        const inRepository = context.filename.endsWith('.repository.ts');
        return {
          /** @param {Node} node */
          ImportSpecifier(node) {
            const name = node.imported?.name;
            if (name && SOURCES.has(name)) {
              context.report({
                node,
                message: `${name} belongs to platform/database: use database.run(principal, tx => ...).`,
              });
            }
          },
          /** @param {Node} node */
          CallExpression(node) {
            const { callee } = node;
            if (callee?.type !== 'MemberExpression') return;
            const method = callee.property?.name;
            if (!method || !STATEMENTS.has(method)) return;
            if (beginning(callee.object) !== 'tx') {
              context.report({
                node,
                message: `.${method}( is asked of tx alone, which database.run hands in.`,
              });
            } else if (!inRepository) {
              context.report({ node, message: `.${method}( stands in a repository; ask yours.` });
            }
          },
        };
      },
    },
  },
};
