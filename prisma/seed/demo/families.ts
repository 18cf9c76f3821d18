/** A family of drawings that the demo's pictures are made from. */
export interface DrawingFamily {
  /** What the family calls itself. */
  title: string;
  /** Who drew it, with the page of the work. */
  author: string;
  homepage: string;
  /** The licence that the drawings, and every picture made from them, are under. */
  licence: { spdx: string; title: string; url: string };
}

/** The families by the part of their package's name after `@iconify-json/`. */
export const familyIds = ['twemoji', 'noto', 'openmoji', 'fluent-emoji-flat', 'emojione'] as const;
export type FamilyId = (typeof familyIds)[number];

const ccBy = { spdx: 'CC-BY-4.0', title: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' };

/** The five families, as the `info.json` of each package describes it (a test compares them). */
export const families: Record<FamilyId, DrawingFamily> = {
  twemoji: {
    title: 'Twitter Emoji',
    author: 'Twitter',
    homepage: 'https://github.com/jdecked/twemoji',
    licence: ccBy,
  },
  noto: {
    title: 'Noto Emoji',
    author: 'Google Inc',
    homepage: 'https://github.com/googlefonts/noto-emoji',
    licence: {
      spdx: 'Apache-2.0',
      title: 'Apache 2.0',
      url: 'https://github.com/googlefonts/noto-emoji/blob/main/svg/LICENSE',
    },
  },
  openmoji: {
    title: 'OpenMoji',
    author: 'OpenMoji',
    homepage: 'https://github.com/hfg-gmuend/openmoji',
    licence: {
      spdx: 'CC-BY-SA-4.0',
      title: 'CC BY-SA 4.0',
      url: 'https://creativecommons.org/licenses/by-sa/4.0/',
    },
  },
  'fluent-emoji-flat': {
    title: 'Fluent Emoji Flat',
    author: 'Microsoft Corporation',
    homepage: 'https://github.com/microsoft/fluentui-emoji',
    licence: {
      spdx: 'MIT',
      title: 'MIT',
      url: 'https://github.com/microsoft/fluentui-emoji/blob/main/LICENSE',
    },
  },
  emojione: {
    title: 'Emoji One (Colored)',
    author: 'Emoji One',
    homepage: 'https://github.com/EmojiTwo/emojitwo',
    licence: ccBy,
  },
};
