import { expect, it } from 'vitest';
import { stepUnit, type UnitState, unitStates } from './unit.ts';

const allowed = ['open settled', 'open contested', 'contested settled', 'contested open', 'settled open'];

it('takes the steps of the table and refuses every other', () => {
  for (const from of unitStates) {
    for (const to of unitStates) {
      const step = () => stepUnit(from as UnitState, to);
      if (allowed.includes(`${from} ${to}`)) expect(step()).toBe(to);
      else expect(step).toThrow(expect.objectContaining({ code: 'unit-step', kind: 'conflict' }));
    }
  }
});
