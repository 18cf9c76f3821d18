/** The slug of the demo's dataset. */
export const DATASET = 'drawings';
/** The slug of the demo's challenge, without its year. */
export const CHALLENGE = 'drawings';

export const datasetText = `Drawings of everyday nouns by five families of icons, each placed on a generated background.

They stand in for photographs, so that every part of Imagenest can be tried on a fresh machine: images that may be
shipped, truly different from family to family, under licences that are kept and shown with every image.

Half of them were labelled by **simulated labelers** of stated reliability. The other half waits for you.`;

export const challengeText = `Which noun does the drawing show?

Models learn from four families of drawings. They are tested on images that they have not seen, among them all those
of a **fifth family**, whose hand no model could learn from. The error that counts is top-1.

The input is an RGB image of any size; send a preprocess file with your model to say how it is cut and scaled. The
outputs are the classes in order of their synset ids, unless a labels file names them.`;

export const rulesText = `- Train on anything but the held-out images.
- Nobody labels held-out images by hand, one's own or others'.
- A person is in one entry.`;
