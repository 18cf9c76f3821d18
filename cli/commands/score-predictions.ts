import { buildHierarchy } from '#lib/hierarchy/hierarchy';
import { hierarchicalCosts } from '#lib/hierarchy/lowest-common-ancestor';
import { readWordnet } from '#lib/hierarchy/read-wordnet';
import { computeGuessErrors } from '#lib/scoring/metrics/guess-errors';
import { parseGuessLines, parseTruthLines } from '#lib/scoring/predictions/ilsvrc-files';
import { classNodes, readClassList } from '../offline/class-list.ts';
import { readGivenText } from '../offline/files.ts';
import { printReport } from '../output.ts';

/** `imagenest score-predictions`: ILSVRC's flat and hierarchical error of a prediction file. */
export async function scorePredictions(options: {
  predictions: string;
  truth: string;
  classes: string;
  json?: boolean;
}): Promise<void> {
  const guesses = parseGuessLines(await readGivenText(options.predictions, 'the predictions'));
  const truth = parseTruthLines(await readGivenText(options.truth, 'the truth'));
  const classes = await readClassList(options.classes);
  const wordnet = await readWordnet();
  const hierarchy = buildHierarchy(wordnet.synsets, wordnet.links);
  const nodes = classNodes(hierarchy, classes, `The classes of ${options.classes}`);
  const errors = computeGuessErrors(guesses, truth, classes.length, hierarchicalCosts(hierarchy, nodes));
  const lines = errors.guesses.map((number, i) => {
    const [flat, hierarchical] = [errors.flatError[i], errors.hierarchicalError?.[i]];
    return `${String(number).padEnd(8)} ${flat?.toFixed(4).padEnd(7)} ${hierarchical?.toFixed(4)}`;
  });
  printReport(
    errors,
    [`${errors.images.toLocaleString('en')} images`, 'guesses  flat    hierarchical', ...lines],
    options,
  );
}
