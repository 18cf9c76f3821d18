#!/usr/bin/env node
import { existsSync } from 'node:fs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24)) {
  console.error(
    `error: node: Imagenest needs Node 20.19, 22.12, 24 or newer; this is ${process.versions.node}.`,
  );
  process.exit(2);
}

if (!existsSync(new URL('../lib/infra/db/generated/client.ts', import.meta.url))) {
  console.error('error: not-installed: The packages are not installed with their scripts. Run: npm ci');
  process.exit(2);
}

// The sources are TypeScript: tsx loads them as they are, so that no build stands between a change and the command.
const { register } = await import('tsx/esm/api');
register();
await import('./main.ts');
