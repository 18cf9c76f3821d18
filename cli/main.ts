import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { AppError } from '#lib/core/errors';
import type { EvaluateOptions } from './commands/evaluate.ts';
import { fail } from './output.ts';

const projectFolder = path.resolve(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(path.join(projectFolder, 'package.json'), 'utf8'));

const program = new Command('imagenest')
  .description(
    'Crowds label images into a nested hierarchy of nouns; researchers compete on what they agreed.',
  )
  .version(version)
  // What commander refuses is told by `fail`, like every other refusal.
  .exitOverride()
  .configureOutput({ outputError: () => {} });

/** A count that is given as an option, up to `most`. */
const countTo =
  (most: number) =>
  (text: string): number => {
    if (/^[1-9]\d{0,5}$/.test(text) && Number(text) <= most) return Number(text);
    throw new InvalidArgumentError(`A whole number from 1 to ${most} is needed.`);
  };

/** A refusal of the command line itself, in the words of commander; null where help or the version was asked for. */
function usageRefusal(error: CommanderError): AppError | null {
  if (error.exitCode === 0 || error.code === 'commander.help') return null;
  const told = error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
  const sentence = /[.?!)]$/.test(told) ? told : `${told}.`;
  return new AppError(
    'invalid',
    'bad-usage',
    `${sentence} Look at the arguments and options with --help and an example.`,
  );
}

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

program
  .command('inspect')
  .description('tell what a network is made of: layers, parameters, multiply-adds; nothing is run')
  .argument('<model>', 'an ONNX file')
  .option('--json', 'print the result as one JSON object')
  .addHelpText('after', '\nExample:\n  imagenest inspect model.onnx')
  .action(async (model: string, options: { json?: boolean }) => {
    const { inspect } = await import('./commands/inspect.ts');
    await inspect(model, options);
  });

program
  .command('evaluate')
  .description('run the official scorer on a folder of class folders (DIR/CLASS/FILE)')
  .argument('<model>', 'an ONNX file')
  .requiredOption('--images <dir>', 'the folder, as torchvision ImageFolder has it')
  .option(
    '--preprocess <file or preset>',
    "a preprocessor_config.json, or torchvision, pixels-0-1, pixels-0-255; else read off the model's input",
  )
  .option(
    '--classes <file>',
    "one class folder a line, in the order of the model's outputs (default: sorted by name)",
  )
  .addOption(
    new Option('--hierarchy <name>', 'class folders are synset ids: also the hierarchical error').choices([
      'wordnet',
    ]),
  )
  .option('--predictions <out.csv>', "write each image's guesses and scores")
  .option('--threads <n>', 'threads that compute (default: all cores)', countTo(256))
  .option('--batch <n>', 'images a batch (default: measured)', countTo(1_024))
  .option('--cache <dir>', 'keep preprocessed pixels for the next model')
  .option('--json', 'print the result as one JSON object')
  .addHelpText(
    'after',
    '\nExample:\n  imagenest evaluate model.onnx --images val --preprocess torchvision --hierarchy wordnet',
  )
  .action(async (model: string, options: EvaluateOptions) => {
    const { evaluate } = await import('./commands/evaluate.ts');
    await evaluate(model, options);
  });

program
  .command('preprocess')
  .description('write the pixels that a model would see, before rescaling, as a lossless PNG')
  .argument('<image>', 'a JPEG, PNG, WebP, GIF or TIFF')
  .requiredOption(
    '--preprocess <file or preset>',
    'a preprocessor_config.json, or torchvision, pixels-0-1, pixels-0-255',
  )
  .requiredOption('--out <file.png>', 'where to write them')
  .option('--json', 'print the result as one JSON object')
  .addHelpText(
    'after',
    '\nExample:\n  imagenest preprocess photo.jpg --preprocess torchvision --out seen.png',
  )
  .action(async (image: string, options: { preprocess: string; out: string; json?: boolean }) => {
    const { preprocess } = await import('./commands/preprocess.ts');
    await preprocess(image, options);
  });

program
  .command('score-predictions')
  .description("ILSVRC's flat and hierarchical error of a prediction file, for 1 to 5 guesses")
  .requiredOption('--predictions <file>', 'one line an image: numbers of classes from 1, best first')
  .requiredOption('--truth <file>', 'one line an image: the number of its class')
  .requiredOption('--classes <file>', 'one synset id a line; what follows a tab is ignored')
  .option('--json', 'print the result as one JSON object')
  .addHelpText(
    'after',
    '\nExample:\n  imagenest score-predictions --predictions pred.txt --truth truth.txt --classes synsets.txt',
  )
  .action(async (options: { predictions: string; truth: string; classes: string; json?: boolean }) => {
    const { scorePredictions } = await import('./commands/score-predictions.ts');
    await scorePredictions(options);
  });

program
  .command('synset')
  .description('look a noun up in WordNet 3.0, by its id or a word')
  .argument('<query>', 'an id such as n02084071, or a word')
  .option('--json', 'print the result as one JSON object')
  .addHelpText('after', '\nExample:\n  imagenest synset dog\n  imagenest synset n02084071 --json')
  .action(async (query: string, options: { json?: boolean }) => {
    const { synset } = await import('./commands/synset.ts');
    await synset(query, options);
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

admin
  .command('set-roles')
  .description('give somebody who has an account exactly these roles')
  .requiredOption('--email <email>')
  .requiredOption('--roles <roles>', 'labeler,researcher,organiser,admin')
  .option('--json', 'print the result as one JSON object')
  .addHelpText(
    'after',
    '\nExample:\n  imagenest admin set-roles --email ada@example.org --roles researcher,organiser',
  )
  .action(async (options) => {
    const { setRolesCommand } = await import('./commands/set-roles.ts');
    await setRolesCommand(options);
  });

try {
  await program.parseAsync();
} catch (error) {
  const refusal = error instanceof CommanderError ? usageRefusal(error) : error;
  if (refusal) fail(refusal, process.argv.includes('--json'));
  else process.exitCode = (error as CommanderError).exitCode;
}
