import type { ChangeEventHandler } from 'react';
import { FieldError, FieldHint, fieldAria } from './field';

type ChoiceFieldProps = {
  name: string;
  id?: string;
  legend: string;
  options: readonly { value: string; label: string; hint?: string; disabled?: boolean }[];
  defaultValue?: string;
  value?: string;
  onChange?: ChangeEventHandler<HTMLInputElement>;
  required?: boolean;
  hint?: string;
  error?: string;
};

/** One of a few, all of them in sight, as radio buttons. */
export function ChoiceField(props: ChoiceFieldProps) {
  const {
    name,
    id = `field-${name}`,
    legend,
    options,
    defaultValue,
    value,
    onChange,
    required,
    hint,
    error,
  } = props;
  return (
    <fieldset id={id} tabIndex={-1} {...fieldAria(id, { hint, error })} className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">{legend}</legend>
      <FieldHint id={id} hint={hint} />
      {options.map((option) => {
        const optionId = `${id}-${option.value}`;
        return (
          <div key={option.value} className="flex gap-3">
            <input
              type="radio"
              id={optionId}
              name={name}
              value={option.value}
              defaultChecked={defaultValue === undefined ? undefined : defaultValue === option.value}
              checked={value === undefined ? undefined : value === option.value}
              onChange={onChange}
              required={required}
              disabled={option.disabled}
              aria-describedby={option.hint === undefined ? undefined : `${optionId}-hint`}
              className="mt-0.5 size-5 shrink-0"
            />
            <div>
              <label htmlFor={optionId}>{option.label}</label>
              <FieldHint id={optionId} hint={option.hint} />
            </div>
          </div>
        );
      })}
      <FieldError id={id} error={error} />
    </fieldset>
  );
}
