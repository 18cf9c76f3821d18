import { expect, test } from 'vitest';
import { classFolder, readClassName } from './class-folder.ts';

test('the folder that a file lies in names its class, unless one around it has a synset id', () => {
  expect(classFolder('dog/1.jpg')).toBe('dog');
  expect(classFolder('pets/train/dog/1.jpg')).toBe('dog');
  expect(classFolder('tiny/train/n01443537/images/n01443537_0.JPEG')).toBe('n01443537');
  expect(classFolder('n02085620-Chihuahua/more/1.jpg')).toBe('n02085620-Chihuahua');
  expect(classFolder('1.jpg')).toBeUndefined();
});

test('a name is an id, or words as the hierarchy writes them', () => {
  expect(readClassName('n02085620-Chihuahua')).toEqual({ id: 'n02085620' });
  expect(readClassName('n02085620')).toEqual({ id: 'n02085620' });
  expect(readClassName('n020856201')).toEqual({ words: ['n020856201'] });
  expect(readClassName('Golden_Retriever')).toEqual({ words: ['golden retriever'] });
  expect(readClassName('goldenRetriever')).toEqual({ words: ['golden retriever'] });
  expect(readClassName('009.polar-bear')).toEqual({ words: ['polar-bear', 'polar bear'] });
  expect(readClassName('747')).toEqual({ words: ['747'] });
  expect(readClassName(' _ ')).toEqual({ words: [] });
});
