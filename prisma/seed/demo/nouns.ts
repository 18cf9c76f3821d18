import type { Setting } from './settings.ts';

/** A synset above some of the demo's nouns, by which they are grouped. */
export interface Branch {
  /** WordNet 3.0 id. */
  synset: string;
  /** The branch that holds this one; none at the top. */
  parent?: BranchName;
}

export type BranchName =
  | 'animal'
  | 'vertebrate'
  | 'mammal'
  | 'carnivore'
  | 'canine'
  | 'feline'
  | 'big cat'
  | 'ungulate'
  | 'bird'
  | 'bird of prey'
  | 'aquatic bird'
  | 'reptile'
  | 'fish'
  | 'arthropod'
  | 'insect'
  | 'mollusk'
  | 'food'
  | 'produce'
  | 'edible fruit'
  | 'vegetable'
  | 'baked goods'
  | 'dish'
  | 'vehicle'
  | 'wheeled vehicle'
  | 'motor vehicle'
  | 'car'
  | 'craft'
  | 'aircraft'
  | 'musical instrument'
  | 'stringed instrument'
  | 'wind instrument'
  | 'tool'
  | 'hand tool'
  | 'edge tool'
  | 'clothing'
  | 'garment'
  | 'ball'
  | 'magnifier'
  | 'structure'
  | 'plant';

/** The groups of the demo's nouns: each is a synset of WordNet 3.0 below its parent's. */
export const branches: Readonly<Record<BranchName, Branch>> = {
  animal: { synset: 'n00015388' },
  vertebrate: { synset: 'n01471682', parent: 'animal' },
  mammal: { synset: 'n01861778', parent: 'vertebrate' },
  carnivore: { synset: 'n02075296', parent: 'mammal' },
  canine: { synset: 'n02083346', parent: 'carnivore' },
  feline: { synset: 'n02120997', parent: 'carnivore' },
  'big cat': { synset: 'n02127808', parent: 'feline' },
  ungulate: { synset: 'n02370806', parent: 'mammal' },
  bird: { synset: 'n01503061', parent: 'vertebrate' },
  'bird of prey': { synset: 'n01604330', parent: 'bird' },
  'aquatic bird': { synset: 'n01844917', parent: 'bird' },
  reptile: { synset: 'n01661091', parent: 'vertebrate' },
  fish: { synset: 'n02512053', parent: 'vertebrate' },
  arthropod: { synset: 'n01767661', parent: 'animal' },
  insect: { synset: 'n02159955', parent: 'arthropod' },
  mollusk: { synset: 'n01940736', parent: 'animal' },
  food: { synset: 'n07555863' },
  produce: { synset: 'n07705711', parent: 'food' },
  'edible fruit': { synset: 'n07705931', parent: 'produce' },
  vegetable: { synset: 'n07707451', parent: 'produce' },
  'baked goods': { synset: 'n07622061', parent: 'food' },
  dish: { synset: 'n07557434' },
  vehicle: { synset: 'n04524313' },
  'wheeled vehicle': { synset: 'n04576211', parent: 'vehicle' },
  'motor vehicle': { synset: 'n03791235', parent: 'wheeled vehicle' },
  car: { synset: 'n02958343', parent: 'motor vehicle' },
  craft: { synset: 'n03125870', parent: 'vehicle' },
  aircraft: { synset: 'n02686568', parent: 'craft' },
  'musical instrument': { synset: 'n03800933' },
  'stringed instrument': { synset: 'n04338517', parent: 'musical instrument' },
  'wind instrument': { synset: 'n04586932', parent: 'musical instrument' },
  tool: { synset: 'n04451818' },
  'hand tool': { synset: 'n03489162', parent: 'tool' },
  'edge tool': { synset: 'n03265032', parent: 'tool' },
  clothing: { synset: 'n03051540' },
  garment: { synset: 'n03419014', parent: 'clothing' },
  ball: { synset: 'n02778669' },
  magnifier: { synset: 'n03709206' },
  structure: { synset: 'n04341686' },
  plant: { synset: 'n00017222' },
};

/** A noun that the demo shows. */
export interface Noun {
  /** WordNet 3.0 id, as `n02084071`. */
  synset: string;
  /** One of the synset's words, for logs and tests; the hierarchy has them all. */
  word: string;
  /** The narrowest branch that it stands under. */
  branch: BranchName;
  /** Name of its drawing, the same in every family. */
  drawing: string;
  /** Where it may be shown. Plain backgrounds are always possible too. */
  settings: readonly Setting[];
}

type Row = [synset: string, word: string, branch: BranchName, drawing: string, settings: readonly Setting[]];

const rows: readonly Row[] = [
  ['n02084071', 'dog', 'canine', 'dog', ['meadow', 'room', 'road']],
  ['n02114100', 'wolf', 'canine', 'wolf', ['forest', 'snow', 'night']],
  ['n02118333', 'fox', 'canine', 'fox', ['forest', 'meadow', 'snow']],
  ['n02121620', 'cat', 'feline', 'cat', ['room', 'meadow', 'city']],
  ['n02129165', 'lion', 'big cat', 'lion', ['savanna']],
  ['n02129604', 'tiger', 'big cat', 'tiger', ['forest', 'leaves']],
  ['n02128385', 'leopard', 'big cat', 'leopard', ['savanna', 'forest']],
  ['n02131653', 'bear', 'carnivore', 'bear', ['forest', 'meadow']],
  ['n02374451', 'horse', 'ungulate', 'horse', ['meadow', 'savanna']],
  ['n02437482', 'Bactrian camel', 'ungulate', 'two-hump-camel', ['desert']],
  ['n02503517', 'elephant', 'mammal', 'elephant', ['savanna', 'meadow']],
  ['n02324045', 'rabbit', 'mammal', 'rabbit', ['meadow', 'snow']],
  ['n02480855', 'gorilla', 'mammal', 'gorilla', ['forest', 'leaves']],
  ['n02139199', 'bat', 'mammal', 'bat', ['night']],
  ['n02068974', 'dolphin', 'mammal', 'dolphin', ['underwater', 'sea']],
  ['n01882714', 'koala', 'mammal', 'koala', ['leaves', 'forest']],
  ['n01846331', 'duck', 'aquatic bird', 'duck', ['meadow', 'sea']],
  ['n02055803', 'penguin', 'aquatic bird', 'penguin', ['snow', 'sea']],
  ['n01613294', 'eagle', 'bird of prey', 'eagle', ['sky', 'desert']],
  ['n01621127', 'owl', 'bird of prey', 'owl', ['night', 'forest']],
  ['n01662784', 'turtle', 'reptile', 'turtle', ['meadow', 'underwater']],
  ['n01726692', 'snake', 'reptile', 'snake', ['desert', 'leaves']],
  ['n01697178', 'crocodile', 'reptile', 'crocodile', ['savanna', 'meadow']],
  ['n01639765', 'frog', 'vertebrate', 'frog', ['leaves', 'meadow']],
  ['n01482330', 'shark', 'fish', 'shark', ['underwater']],
  ['n02655020', 'puffer', 'fish', 'blowfish', ['underwater']],
  ['n02208280', 'honeybee', 'insect', 'honeybee', ['leaves', 'meadow']],
  ['n02274259', 'butterfly', 'insect', 'butterfly', ['leaves', 'meadow']],
  ['n02165456', 'ladybug', 'insect', 'lady-beetle', ['leaves']],
  ['n01772222', 'spider', 'arthropod', 'spider', ['leaves', 'room']],
  ['n01976957', 'crab', 'arthropod', 'crab', ['underwater', 'desert']],
  ['n01944390', 'snail', 'mollusk', 'snail', ['leaves', 'meadow']],
  ['n01970164', 'octopus', 'mollusk', 'octopus', ['underwater']],

  ['n07753592', 'banana', 'edible fruit', 'banana', ['table', 'plate', 'counter']],
  ['n07739125', 'apple', 'edible fruit', 'red-apple', ['table', 'plate', 'counter', 'meadow']],
  ['n07749582', 'lemon', 'edible fruit', 'lemon', ['table', 'plate', 'counter']],
  ['n07745940', 'strawberry', 'edible fruit', 'strawberry', ['table', 'plate', 'leaves']],
  ['n07758680', 'grape', 'edible fruit', 'grapes', ['table', 'plate', 'leaves']],
  ['n07767847', 'pear', 'edible fruit', 'pear', ['table', 'plate', 'counter']],
  ['n07753275', 'pineapple', 'edible fruit', 'pineapple', ['table', 'counter']],
  ['n07756951', 'watermelon', 'edible fruit', 'watermelon', ['table', 'plate', 'counter']],
  ['n07757132', 'cherry', 'edible fruit', 'cherries', ['table', 'plate', 'leaves']],
  ['n07713074', 'eggplant', 'vegetable', 'eggplant', ['table', 'counter']],
  ['n07730207', 'carrot', 'vegetable', 'carrot', ['table', 'counter']],
  ['n07691650', 'croissant', 'baked goods', 'croissant', ['plate', 'table', 'counter']],
  ['n07639069', 'doughnut', 'baked goods', 'doughnut', ['plate', 'table']],
  ['n07697100', 'hamburger', 'dish', 'hamburger', ['plate', 'counter', 'table']],
  ['n07873807', 'pizza', 'dish', 'pizza', ['plate', 'table']],

  ['n02701002', 'ambulance', 'car', 'ambulance', ['city', 'road']],
  ['n03141065', 'police car', 'car', 'police-car', ['city', 'road']],
  ['n02930766', 'taxi', 'car', 'taxi', ['city', 'road']],
  ['n03345487', 'fire engine', 'motor vehicle', 'fire-engine', ['city', 'road']],
  ['n03790512', 'motorcycle', 'motor vehicle', 'motorcycle', ['road', 'desert', 'city']],
  ['n02834778', 'bicycle', 'wheeled vehicle', 'bicycle', ['road', 'meadow', 'city']],
  ['n04310018', 'steam locomotive', 'wheeled vehicle', 'locomotive', ['rails']],
  ['n02691156', 'airplane', 'aircraft', 'airplane', ['sky']],
  ['n03512147', 'helicopter', 'aircraft', 'helicopter', ['sky', 'city']],
  ['n04128499', 'sailboat', 'craft', 'sailboat', ['sea']],
  ['n04099429', 'rocket', 'vehicle', 'rocket', ['night', 'sky']],

  ['n03467517', 'guitar', 'stringed instrument', 'guitar', ['stage', 'room']],
  ['n04536866', 'violin', 'stringed instrument', 'violin', ['stage', 'table']],
  ['n03110669', 'trumpet', 'wind instrument', 'trumpet', ['stage', 'table']],
  ['n04141076', 'saxophone', 'wind instrument', 'saxophone', ['stage', 'night']],
  ['n03249569', 'drum', 'musical instrument', 'drum', ['stage', 'room']],

  ['n03481172', 'hammer', 'hand tool', 'hammer', ['workbench', 'table']],
  ['n04606574', 'wrench', 'hand tool', 'wrench', ['workbench']],
  ['n04148054', 'scissors', 'edge tool', 'scissors', ['workbench', 'table']],
  ['n03929202', 'pick', 'edge tool', 'pick', ['workbench', 'desert']],

  ['n03594734', 'jean', 'garment', 'jeans', ['room', 'table']],
  ['n03595614', 'T-shirt', 'garment', 't-shirt', ['room', 'table']],
  ['n03236735', 'dress', 'clothing', 'dress', ['room', 'stage']],
  ['n03237416', 'top hat', 'clothing', 'top-hat', ['stage', 'room', 'table']],

  ['n04254680', 'soccer ball', 'ball', 'soccer-ball', ['court', 'meadow']],
  ['n02802426', 'basketball', 'ball', 'basketball', ['court', 'city']],
  ['n03760671', 'microscope', 'magnifier', 'microscope', ['counter', 'table', 'room']],
  ['n04403638', 'telescope', 'magnifier', 'telescope', ['night', 'meadow', 'room']],
  ['n02980441', 'castle', 'structure', 'castle', ['meadow', 'night', 'snow']],
  ['n03028079', 'church', 'structure', 'church', ['meadow', 'snow', 'city']],
  ['n11978233', 'sunflower', 'plant', 'sunflower', ['meadow', 'room', 'sky']],
  ['n11842204', 'cactus', 'plant', 'cactus', ['desert', 'room']],
];

/** The 80 nouns of the demo. None is an ancestor of another, as among the 1000 of ILSVRC. */
export const nouns: readonly Noun[] = rows.map(([synset, word, branch, drawing, settings]) => ({
  synset,
  word,
  branch,
  drawing,
  settings,
}));
