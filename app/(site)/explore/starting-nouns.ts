/**
 * Where to begin: the twelve subtrees that ImageNet began with (Deng et al., CVPR 2009), and others that people know by
 * sight.
 */
export const startingNouns = [
  'n01861778', // mammal
  'n01503061', // bird
  'n02512053', // fish
  'n01661091', // reptile
  'n01627424', // amphibian
  'n01767661', // arthropod
  'n04524313', // vehicle
  'n03405725', // furniture
  'n03800933', // musical instrument
  'n09287968', // geological formation
  'n04451818', // tool
  'n11669921', // flower
  'n07705931', // edible fruit
  'n07707451', // vegetable
  'n07622061', // baked goods
  'n07557434', // dish
  'n03051540', // clothing
  'n02913152', // building
] as const;
