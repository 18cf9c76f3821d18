import { AppError } from '#lib/core/errors';
import { type PreprocessSpec, parsePreprocessText } from '#lib/scoring/preprocess/preprocess-spec';
import { PREPROCESS_PRESETS, readPreprocess } from '#lib/scoring/preprocess/presets';
import { warn } from '../output.ts';
import { readGivenText } from './files.ts';

/**
 * Reads `--preprocess`: the name of a preset or the path of a preprocess file; left out, nothing is said. Its warnings go
 * to standard error. Throws AppError with a code of preprocess files, or `no-such-file` naming the presets.
 */
export async function givenPreprocess(presetOrFile: string | undefined): Promise<PreprocessSpec> {
  if (presetOrFile === undefined) return {};
  const { spec, warnings } = Object.hasOwn(PREPROCESS_PRESETS, presetOrFile)
    ? readPreprocess(presetOrFile)
    : parsePreprocessText(await presetFile(presetOrFile));
  warn(warnings);
  return spec;
}

async function presetFile(file: string): Promise<string> {
  try {
    return await readGivenText(file, 'the preprocess file');
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'no-such-file') throw error;
    throw new AppError(
      'invalid',
      'no-such-file',
      `There is no file and no preset ${file}. Give the path of a preprocessor_config.json, or one of ${Object.keys(PREPROCESS_PRESETS).join(', ')}.`,
    );
  }
}
