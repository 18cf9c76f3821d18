import { storableText } from '#lib/core/storable-text';
import { MAX_PATH_CHARACTERS } from './intake-limits.ts';
import type { RefusalCode } from './offered.ts';

/** Why an entry is refused. */
export interface Refusal {
  code: RefusalCode;
  reason: string;
}

const archiveName = /\.(zip|zipx|tar|tgz|tbz2?|txz|tzst|gz|bz2|xz|zst|7z|rar|jar|cab|iso)$/i;

/** What systems leave beside people's files, which is never theirs. */
const bookkeeping = /(^|\/)(__MACOSX\/|\._[^/]*$|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/;

/** Whether a name is of a file that a system keeps for itself (macOS's resource forks, Windows' thumbnails): passed in silence. */
export function isBookkeeping(name: string): boolean {
  return bookkeeping.test(name);
}

/**
 * Makes of an entry's name a path to show, and says whether the name alone refuses it: it leads out of the archive, is
 * absolute, is longer than MAX_PATH_CHARACTERS, or is an archive's.
 */
export function judgeName(name: string): { path: string; refusal?: Refusal } {
  const slashed = name.replaceAll('\\', '/');
  const parts = slashed.split('/').filter((part) => part !== '' && part !== '.');
  const path = shown(parts.join('/'));
  if (slashed.startsWith('/') || /^[A-Za-z]:/.test(slashed) || parts.includes('..')) {
    return {
      path: shown(slashed),
      refusal: {
        code: 'path-unsafe',
        reason: 'The name leads out of the archive: pack the files anew with names below one folder.',
      },
    };
  }
  if (name.length > MAX_PATH_CHARACTERS) {
    return {
      path,
      refusal: {
        code: 'path-too-long',
        reason: `The name has ${name.length} characters; at most ${MAX_PATH_CHARACTERS} are taken: give it a shorter one.`,
      },
    };
  }
  if (archiveName.test(path)) {
    return {
      path,
      refusal: {
        code: 'nested-archive',
        reason: 'It is an archive itself: unpack it, or import it by itself.',
      },
    };
  }
  return { path };
}

/** Text that can be kept and shown on one line: controls and what turns the direction of writing become U+FFFD. */
function shown(text: string): string {
  const plain = storableText(text.slice(0, MAX_PATH_CHARACTERS)).replace(
    /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    '\ufffd',
  );
  return plain || '\ufffd';
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text that bytes are in UTF-8; undefined where they are none. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}
