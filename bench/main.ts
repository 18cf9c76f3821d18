// `npm run bench NAME` prints how fast a part of the product is beside its limit, one JSON object a line.
import { readdirSync } from 'node:fs';

const names = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const name = process.argv[2];
if (name === undefined || !names.includes(name)) {
  console.error(`usage: npm run bench NAME, NAME being one of: ${names.join(', ')}`);
  process.exit(2);
}
process.argv.splice(2, 1);
await import(`./${name}/index.ts`);
