import { Checkbox, NumberInput, Radio, Select, TextInput } from '@mantine/core';
import type { PatientDraft } from './patient-draft.js';
import classes from './patient-form.module.css';
import { languages, languageWord, sexWords } from './patient-words.js';

export interface FieldsProps {
  readonly draft: PatientDraft;
  readonly change: (change: Partial<PatientDraft>) => void;
  readonly field: (name: string) => { id: string; error: string | undefined };
}

const sexes = ['female', 'male', 'other', 'unknown'] as const;

/** Who somebody is. */
export function IdentityFields({
  draft,
  change,
  field,
  latestBirthDate,
}: FieldsProps & { readonly latestBirthDate: string }) {
  const line = (name: 'familyName' | 'givenName' | 'mrn', label: string) => (
    <TextInput
      {...field(name)}
      label={label}
      withAsterisk
      autoComplete="off"
      spellCheck={false}
      maxLength={name === 'mrn' ? 40 : 100}
      value={draft[name]}
      onChange={({ currentTarget }) => change({ [name]: currentTarget.value })}
    />
  );
  return (
    <>
      <div className={classes['pair']}>
        {line('familyName', 'Family name')}
        {line('givenName', 'Given name')}
      </div>
      <div className={classes['pair']}>
        <TextInput
          {...field('birthDate')}
          label="Birth date"
          withAsterisk
          type="date"
          min="1900-01-01"
          max={latestBirthDate}
          value={draft.birthDate}
          onChange={({ currentTarget }) => change({ birthDate: currentTarget.value })}
        />
        {line('mrn', 'MRN')}
      </div>
      <Radio.Group
        {...field('sexAtBirth')}
        label="Sex at birth"
        withAsterisk
        value={draft.sexAtBirth}
        onChange={(value) => change({ sexAtBirth: sexes.find((sex) => sex === value) ?? null })}
      >
        <div className={classes['row']}>
          {sexes.map((sex) => (
            <Radio key={sex} value={sex} label={sexWords[sex]} />
          ))}
        </div>
      </Radio.Group>
      <NumberInput
        {...field('weightKg')}
        label="Weight"
        description="Dose limits are computed from it"
        maw={220}
        suffix=" kg"
        decimalScale={1}
        value={draft.weightKg}
        onChange={(value) => change({ weightKg: value })}
      />
    </>
  );
}

/** How somebody is reached, and what they agreed to; what a nurse may change. */
export function ContactFields({ draft, change, field }: FieldsProps) {
  const known = languages.some(({ value }) => value === draft.language);
  return (
    <>
      <div className={classes['pair']}>
        <TextInput
          {...field('phone')}
          label="Telephone"
          type="tel"
          placeholder="+1 555 123 4567"
          description="With the country code"
          autoComplete="off"
          value={draft.phone}
          onChange={({ currentTarget }) => change({ phone: currentTarget.value })}
        />
        <TextInput
          {...field('email')}
          label="E-mail"
          type="email"
          description="Optional"
          autoComplete="off"
          value={draft.email}
          onChange={({ currentTarget }) => change({ email: currentTarget.value })}
        />
      </div>
      <Select
        {...field('language')}
        label="Language of messages"
        maw={220}
        allowDeselect={false}
        data={
          known
            ? [...languages]
            : [...languages, { value: draft.language, label: languageWord(draft.language) }]
        }
        value={draft.language}
        onChange={(value) => change({ language: value ?? draft.language })}
      />
      <div className={classes['row']}>
        <Checkbox
          label="Agrees to text messages"
          checked={draft.consentToSms}
          onChange={({ currentTarget }) => change({ consentToSms: currentTarget.checked })}
        />
        <Checkbox
          label="Agrees to e-mail"
          checked={draft.consentToEmail}
          onChange={({ currentTarget }) => change({ consentToEmail: currentTarget.checked })}
        />
      </div>
    </>
  );
}
