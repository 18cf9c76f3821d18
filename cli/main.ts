import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { AppError } from '#lib/core/errors';
import type { AggregateOptions } from './commands/aggregate.ts';
import type { ApplyChallengeOptions } from './commands/apply-challenge.ts';
import type { EvaluateOptions } from './commands/evaluate.ts';
import type { ImportDatasetOptions } from './commands/import-dataset.ts';
import type { ReplayOptions } from './commands/replay.ts';
import { AGGREGATE_METHODS } from './offline/aggregate-methods.ts';
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

/** When a replayed campaign stops to ask. */
function settlingPolicy(text: string): ReplayOptions['policy'] {
  if (text === 'adaptive') return text;
  const votes = /^fixed:([1-9]\d{0,5})$/.exec(text)?.[1];
  if (votes !== undefined) return { fixed: Number(votes) };
  throw new InvalidArgumentError('It is adaptive, or fixed:N with N votes a task.');
}

/** A probability that can be reached. */
function probability(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value < 1) return value;
  throw new InvalidArgumentError('A number above 0 and below 1 is needed.');
}

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
  .command('aggregate')
  .description('what votes come to: columns task, worker, label (or question, worker, answer)')
  .argument('<votes.csv>', 'a row a vote')
  .addOption(
    new Option('--method <name>', 'how; for hierarchical the labels are synset ids')
      .choices(AGGREGATE_METHODS)
      .default('dawid-skene'),
  )
  .option('--truth <file.csv>', 'task, label: how many are right')
  .option('--out <file.csv>', 'write task, label, confidence; the label is empty where the votes decide none')
  .option('--rounds <n>', 'at most so many rounds of EM (default: 100)', countTo(100_000))
  .option('--json', 'print the result as one JSON object; seconds are those of the estimate, without reading')
  .addHelpText('after', '\nExample:\n  imagenest aggregate votes.csv --truth truth.csv --out labels.csv')
  .action(async (votes: string, options: AggregateOptions) => {
    const { aggregate } = await import('./commands/aggregate.ts');
    await aggregate(votes, options);
  });

program
  .command('replay')
  .description(
    'what a campaign would have cost: takes the votes of each task in order until its policy settles it',
  )
  .argument('<votes.csv>', 'a row a vote: task, worker, label (or question, worker, answer)')
  .option('--policy <policy>', 'adaptive, or fixed:N with N votes a task (default: adaptive)', settlingPolicy)
  .option('--target <probability>', 'adaptive: how sure a label is to be (default: 0.99)', probability)
  .option('--truth <file.csv>', 'task, label: how many are right')
  .option('--json', 'print the result as one JSON object')
  .addHelpText(
    'after',
    '\nExample:\n  imagenest replay votes.csv --policy adaptive --target 0.99\n  imagenest replay votes.csv --policy fixed:5 --truth truth.csv',
  )
  .action(async (votes: string, options: Partial<ReplayOptions>) => {
    const { replayCommand } = await import('./commands/replay.ts');
    await replayCommand(votes, { policy: 'adaptive', target: 0.99, ...options });
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

program
  .command('verify-image')
  .description('prove that a file belongs to a version of a dataset, by the version’s Merkle root')
  .argument('<file>', 'an image as the dataset has it')
  .requiredOption('--root <root>', 'the Merkle root, as the dataset’s page or a paper tells it')
  .requiredOption('--proof <file.json>', 'from /api/v1/datasets/SLUG/versions/VERSION/images/SHA256/proof')
  .option('--json', 'print the result as one JSON object')
  .addHelpText('after', '\nExample:\n  imagenest verify-image photo.jpg --root 5dc9da79… --proof proof.json')
  .action(async (file: string, options: { root: string; proof: string; json?: boolean }) => {
    const { verifyImage } = await import('./commands/verify-image.ts');
    await verifyImage(file, options);
  });

const dataset = program.command('dataset').description("datasets, on the server's own machine");

dataset
  .command('import')
  .description('take a folder, zip, tar, tar.gz or list of addresses of this machine into a dataset')
  .argument('<dataset>', 'its name in addresses')
  .argument(
    '<path>',
    'a folder, an archive, a list (.csv, .jsonl) with a column url, or an s3://BUCKET/PREFIX',
  )
  .requiredOption('--source <title>', 'where the images come from')
  .requiredOption('--author <name>', 'who made them; stands under every image')
  .requiredOption('--license <spdx>', 'such as CC-BY-4.0')
  .option('--license-url <url>', 'the address of a licence that is not known here')
  .option('--homepage <url>', 'the address of the source')
  .option('--noun <noun>', 'a synset id or word for all images (default: class folders, the column noun)')
  .option('--json', 'print the result as one JSON object')
  .addHelpText(
    'after',
    '\nStopped or killed, the same command goes on where it was.' +
      "\nExample:\n  imagenest dataset import garden-birds birds.zip --source 'Garden birds' --author Ada --license CC-BY-4.0",
  )
  .action(async (slug: string, path: string, options: ImportDatasetOptions) => {
    const { importDatasetCommand } = await import('./commands/import-dataset.ts');
    await importDatasetCommand(slug, path, options);
  });

const challenge = program.command('challenge').description("challenges, on the server's own machine");

challenge
  .command('apply')
  .description('make a challenge of its file, or bring it to it; the same file twice changes nothing')
  .requiredOption('-f, --file <file>', 'YAML or JSON; docs/ilsvrc.yaml is one')
  .requiredOption('--as <email>', 'the organiser who does it')
  .option('--json', 'print the result as one JSON object')
  .addHelpText('after', '\nExample:\n  imagenest challenge apply -f docs/ilsvrc.yaml --as ada@example.org')
  .action(async (options: ApplyChallengeOptions) => {
    const { applyChallengeCommand } = await import('./commands/apply-challenge.ts');
    await applyChallengeCommand(options);
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

admin
  .command('recompute-scores')
  .description('compute the scores of a challenge again out of the kept predictions, without running a model')
  .argument('<challenge>', 'its name in addresses')
  .option('--json', 'print the result as one JSON object')
  .addHelpText('after', '\nExample:\n  imagenest admin recompute-scores demo-2026')
  .action(async (challenge, options) => {
    const { recomputeScoresCommand } = await import('./commands/recompute-scores.ts');
    await recomputeScoresCommand(challenge, options);
  });

try {
  await program.parseAsync();
} catch (error) {
  const refusal = error instanceof CommanderError ? usageRefusal(error) : error;
  if (refusal) fail(refusal, process.argv.includes('--json'));
  else process.exitCode = (error as CommanderError).exitCode;
}
