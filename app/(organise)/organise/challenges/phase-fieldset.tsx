'use client';

import { SelectField } from '@/_components/select-field';
import { TextField } from '@/_components/text-field';
import type { useSentForm } from '@/_components/use-sent-form';

export type PhaseFields = {
  name: string;
  opensAt: string;
  closesAt: string;
  shows: string;
  dailyQuota: string;
  weeklyQuota: string;
  totalQuota: string;
  maxModelMb: string;
  timeLimitMinutes: string;
  memoryLimitMb: string;
};

type FieldOf = ReturnType<typeof useSentForm>['field'];

/** A period in which submissions are taken, with its quotas and limits. */
export function PhaseFieldset({ fields, field: fieldOf }: { fields: PhaseFields; field: FieldOf }) {
  const field = (name: keyof PhaseFields) => fieldOf(name, fields[name]);
  return (
    <>
      <TextField {...field('name')} label="Name of the phase" required maxLength={60} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...field('opensAt')} label="Opens" type="datetime-local" required />
        <TextField {...field('closesAt')} label="Closes" type="datetime-local" required />
      </div>
      <SelectField
        {...field('shows')}
        label="Scores before the results are out"
        options={[
          { value: 'public', label: 'Show those on the public share' },
          { value: 'nothing', label: 'Show none' },
        ]}
      />
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField {...field('dailyQuota')} label="Submissions a day" optional type="number" min={1} />
        <TextField {...field('weeklyQuota')} label="A week" optional type="number" min={1} />
        <TextField {...field('totalQuota')} label="In the phase" optional type="number" min={1} />
      </div>
      <p className="text-sm text-ink-soft">
        Of an entry; empty: as many as they like. Refused, failed and cancelled-before-scoring ones do not
        count.
      </p>
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField
          {...field('maxModelMb')}
          label="Largest model (MB)"
          type="number"
          min={1}
          max={2047}
          step="any"
          required
        />
        <TextField
          {...field('timeLimitMinutes')}
          label="Longest scoring (minutes)"
          inputMode="decimal"
          required
        />
        <TextField
          {...field('memoryLimitMb')}
          label="Most memory (MB)"
          type="number"
          min={128}
          max={262144}
          required
        />
      </div>
    </>
  );
}
