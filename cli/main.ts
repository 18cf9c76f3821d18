import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { fail } from './output.ts';

const projectFolder = path.resolve(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(path.join(projectFolder, 'package.json'), 'utf8'));

const program = new Command('imagenest')
  .description(
    'Crowds label images into a nested hierarchy of nouns; researchers compete on what they agreed.',
  )
  .version(version)
  .showHelpAfterError();

program
  .command('start')
  .description('run everything on this machine: database, web server and workers')
  .option('--dev', 'with the development server, which follows changes to the code')
  .option('--no-demo', 'without the demo that a first start makes')
  .addHelpText('after', '\nExample:\n  imagenest start')
  .action(async (options: { dev?: boolean; demo: boolean }) => {
    const { start } = await import('./start/start.ts');
    await start({ projectFolder, dev: options.dev ?? false, demo: options.demo });
  });

const admin = program.command('admin').description("on the server's own machine");

admin
  .command('prepare')
  .description('bring the database up to this version and load the noun hierarchy')
  .addHelpText('after', '\nExample:\n  DATABASE_URL=postgresql://... imagenest admin prepare')
  .action(async () => {
    const { prepare } = await import('./commands/prepare.ts');
    await prepare();
  });

admin
  .command('create-user')
  .description('make a user, whatever their roles')
  .requiredOption('--email <email>')
  .requiredOption('--name <name>')
  .requiredOption('--roles <roles>', 'labeler,researcher,organiser,admin')
  .option('--password <password>', 'else they sign in by another method, or by --token')
  .option('--token', 'make an API token and show it, once')
  .option('--json', 'print the result as one JSON object')
  .addHelpText(
    'after',
    '\nExample:\n  imagenest admin create-user --email ada@example.org --name Ada --roles organiser --token',
  )
  .action(async (options) => {
    const { createUserCommand } = await import('./commands/create-user.ts');
    await createUserCommand(options);
  });

try {
  await program.parseAsync();
} catch (error) {
  fail(error, process.argv.includes('--json'));
}
