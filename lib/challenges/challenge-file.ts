import { isMap, isNode, isScalar, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import { z } from 'zod';
import { AppError } from '#lib/core/errors';
import { type ChallengeSettings, challengeSettingsSchema, challengeSlugSchema } from './challenge.ts';

/** A model of the organisers, named by files beside the challenge's. */
const baselineSchema = z.strictObject({
  name: z.string().trim().min(1, 'must not be empty').max(80),
  /** Paths from the challenge's file. */
  model: z.string().min(1),
  preprocess: z.string().min(1).optional(),
  labels: z.string().min(1).optional(),
});

const headSchema = z.object({
  slug: challengeSlugSchema,
  baselines: z.array(baselineSchema).max(100).default([]),
});

export type BaselineFiles = z.infer<typeof baselineSchema>;

export interface ChallengeFile {
  slug: string;
  settings: ChallengeSettings;
  baselines: BaselineFiles[];
  /** A refusal of these settings, told with the line that it is about. */
  atLine(refusal: AppError): AppError;
}

type Path = readonly (string | number)[];

/**
 * Reads a challenge out of its YAML (or JSON, which is YAML). What is wrong is AppError `challenge-file`, each mistake with
 * the line that it stands on.
 */
export function readChallengeFile(text: string): ChallengeFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw refusal(
      document.errors.map(({ message, pos }) => ({ line: lines.linePos(pos[0]).line, field: '', message })),
    );
  }
  const lineOf = (path: Path, key?: string): number => {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      const place = length === path.length && key !== undefined ? keyIn(node, key) : node;
      const before = length > 0 ? document.getIn(path.slice(0, length - 1), true) : undefined;
      // A mapping begins behind its key: the key is the line that people look for.
      const named =
        length > 0 && key === undefined
          ? keyIn(length === 1 ? document.contents : before, path[length - 1])
          : undefined;
      const found = named ?? (isNode(place) ? place : undefined);
      if (found?.range) return lines.linePos(found.range[0]).line;
    }
    return 1;
  };
  const mistakes = (error: z.ZodError): Mistake[] =>
    error.issues.map((issue) => {
      const path = issue.path as Path;
      const key = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
      return { line: lineOf(path, key), field: path.join('.'), message: issue.message };
    });

  const content: unknown = document.toJS();
  const head = headSchema.safeParse(content);
  const {
    slug: _,
    baselines: __,
    ...rest
  } = z.looseObject({}).catch({}).parse(content) as Record<string, unknown>;
  const settings = challengeSettingsSchema.safeParse(rest);
  if (!head.success || !settings.success) {
    throw refusal([head, settings].flatMap(({ error }) => (error ? mistakes(error) : [])));
  }
  return {
    ...head.data,
    settings: settings.data,
    atLine: (error) => {
      const field = error.details?.field;
      if (typeof field !== 'string') return error;
      const line = lineOf(field.split('.'));
      return new AppError(error.kind, error.code, `Line ${line}: ${error.message}`, {
        details: { ...error.details, line },
      });
    },
  };
}

/** The node of a key of a mapping. */
function keyIn(node: unknown, key: string | number | undefined): ParsedNode | undefined {
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
  return pair?.key as ParsedNode | undefined;
}

interface Mistake {
  line: number;
  field: string;
  message: string;
}

function refusal(found: Mistake[]): AppError {
  const mistakes = found.toSorted((a, b) => a.line - b.line);
  const told = mistakes.map(
    ({ line, field, message }) => `line ${line}: ${field === '' ? '' : `${field} `}${message}`,
  );
  return new AppError('invalid', 'challenge-file', `The challenge file has mistakes. ${told.join('; ')}.`, {
    details: { mistakes },
  });
}
