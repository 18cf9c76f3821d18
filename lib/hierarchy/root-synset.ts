/** The one root of WordNet's nouns: entity. */
export const ROOT_SYNSET = 'n00001740';
