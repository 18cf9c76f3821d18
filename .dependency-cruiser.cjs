// Which way imports run (docs/architecture.md). Domains may know those before them in this list, never those after.
const domains = ['identity', 'hierarchy', 'images', 'labelling', 'datasets', 'challenges'];
const anyDomain = `(${domains.join('|')})`;

const test = '\\.(test|itest)\\.tsx?$';
const generated = '^lib/infra/db/generated/';
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})/`;

/** What a folder may import of the project's own files; everything else of the project is forbidden to it. */
const only = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: [test, generated] },
  to: { pathNot: [...to, '(^|/)node_modules/'], dependencyTypesNot: ['core'] },
});

module.exports = {
  forbidden: [
    only('app', '^(app/|proxy\\.ts$)', ['^app/', '^lib/'], 'Pages and routes import lib and each other.'),
    only('workers', '^workers/', ['^workers/', '^lib/'], 'Workers import lib and each other.'),
    only(
      'cli',
      '^cli/',
      ['^cli/', '^lib/', '^prisma/', '^package\\.json$'],
      'The command imports lib and prisma.',
    ),
    only('prisma', '^prisma/', ['^prisma/', '^lib/'], 'Migrations and seeds import lib.'),
    only('testing', '^lib/testing/', ['^lib/', '^prisma/'], 'What tests stand on is lib and the migrations.'),
    only(
      'bench',
      '^bench/',
      ['^bench/', '^lib/', '^cli/start/(build|serve-web)\\.ts$', '^e2e/fixtures/find-chromium\\.ts$'],
      'Benchmarks import lib and the build.',
    ),
    only('lib', '^lib/(?!testing/)', ['^lib/'], 'lib knows nothing of who uses it.'),
    only('core', '^lib/core/', ['^lib/core/'], 'core stands on nothing.'),
    only('infra', '^lib/infra/', ['^lib/infra/', '^lib/core/'], 'infra stands on core.'),
    only(
      'jobs',
      '^lib/jobs/',
      ['^lib/jobs/', '^lib/infra/', '^lib/core/'],
      'Contracts and enqueue stand on infra.',
    ),
    only(
      'use-cases',
      `^lib/${anyDomain}/server/`,
      [`^lib/${anyDomain}/`, '^lib/(core|infra|jobs|scoring)/'],
      'Use cases import pure files, other use cases, infra, jobs and scoring.',
    ),
    only(
      'scoring',
      '^lib/scoring/',
      ['^lib/scoring/', '^lib/core/', '^lib/infra/', '^lib/hierarchy/(?!server/)'],
      'scoring knows nothing of challenges, so that the command line can use it alone.',
    ),
    ...domains.flatMap((domain, i) => {
      const before = `^lib/(${domains.slice(0, i + 1).join('|')})/(?!server/)`;
      return [
        only(
          `pure-${domain}`,
          `^lib/${domain}/(?!server/|jobs\\.ts$)`,
          [before, '^lib/core/', generated],
          'Pure files import core and the pure files of the domains before theirs.',
        ),
        only(
          `jobs-of-${domain}`,
          `^lib/${domain}/jobs\\.ts$`,
          [before, '^lib/core/', '^lib/jobs/job\\.ts$'],
          'A job contract is a pure file that also declares the job.',
        ),
      ];
    }),
    {
      name: 'pure-takes-row-types-only',
      comment: 'Pure files may name the types of rows, never run the database client.',
      severity: 'error',
      from: { path: `^lib/${anyDomain}/(?!server/)`, pathNot: [test] },
      to: { path: generated, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-no-database-driver',
      severity: 'error',
      from: { path: `^lib/(core/|${anyDomain}/(?!server/))`, pathNot: [test] },
      to: { path: npm('pg', 'pg-copy-streams', 'bullmq', 'ioredis', 'flydrive', '@prisma/[^/]+') },
    },
    {
      name: 'database-client-in-infra',
      comment: 'Only lib/infra/db makes the database client; its generated files are not for outside lib.',
      severity: 'error',
      from: { pathNot: ['^lib/', '^e2e/'] },
      to: { path: generated },
    },
    {
      name: 'database-queried-by-use-cases',
      comment:
        'Only lib/<domain>/server queries the database. Processes import the client to close it at their end, ' +
        'benchmarks and seeds to set up and remove their own data, /ready to ask whether it answers.',
      severity: 'error',
      from: {
        path: '^(app|lib|workers/handlers)/',
        pathNot: [
          test,
          '^app/ready/',
          '^lib/infra/db/',
          `^lib/${anyDomain}/server/`,
          '^lib/testing/',
          '^lib/[^/]+/testing/',
        ],
      },
      to: { path: '^lib/infra/db/(client|copy)\\.ts$' },
    },
    {
      name: 'onnxruntime-in-scoring',
      severity: 'error',
      from: { pathNot: ['^lib/scoring/', '^bench/'] },
      to: { path: npm('onnxruntime-node') },
    },
    {
      name: 'onnxruntime-out-of-web',
      comment: 'It holds the thread that calls it: no page or route may reach it, not even through others.',
      severity: 'error',
      from: { path: '^(app/|proxy\\.ts$)', pathNot: [test] },
      to: { path: npm('onnxruntime-node'), reachable: true },
    },
    {
      name: 'lib-without-framework',
      comment: 'lib knows nothing of Next.js, React or the command line.',
      severity: 'error',
      from: { path: '^lib/', pathNot: [test] },
      to: { path: npm('next', 'next-auth', 'react', 'react-dom', 'commander', 'server-only') },
    },
    {
      name: 'tests-stay-tests',
      comment: 'Product code imports neither tests nor what is made for them.',
      severity: 'error',
      from: { pathNot: [test, '^lib/testing/', '^lib/[^/]+/testing/', '^e2e/', '^bench/'] },
      to: { path: [test, '^lib/testing/', '^lib/[^/]+/testing/', '^e2e/'] },
    },
    {
      name: 'no-dev-dependencies',
      comment: 'What runs for people is installed for people.',
      severity: 'error',
      from: {
        path: '^(app|cli|lib|prisma|workers|proxy\\.ts)',
        pathNot: [test, '^lib/testing/', '^lib/[^/]+/testing/'],
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'no-circular', severity: 'error', from: { pathNot: [generated] }, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: ['node_modules', generated] },
    exclude: { path: ['(^|/)\\.next/', '^\\.data/'] },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
};
