import { Combobox, Loader, TextInput, useCombobox, type TextInputProps } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { PatientLine } from './patient-line.js';

interface FoundPatient {
  readonly id: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string;
  readonly mrn: string;
}

/** What is typed, and what it finds. */
export interface PatientSearchProps<Patient extends FoundPatient = FoundPatient> {
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly found: readonly Patient[];
  readonly searching: boolean;
  /** The list still shows what other words have found: Enter or a click would choose somebody who was not meant. */
  readonly ofOtherWords: boolean;
  /** Why there is nothing to choose from. */
  readonly nothing: string;
}

interface PatientComboboxProps<Patient extends FoundPatient> extends PatientSearchProps<Patient> {
  readonly onChoose: (patient: Patient) => void;
  readonly input: TextInputProps & { readonly ref?: RefObject<HTMLInputElement | null> };
}

/** Types words, chooses a patient by two identifiers beside the name. */
export function PatientCombobox<Patient extends FoundPatient>(props: PatientComboboxProps<Patient>) {
  const { words, onWords, found, searching, ofOtherWords, nothing, onChoose, input } = props;
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  return (
    <Combobox
      store={combobox}
      width="max-content"
      position="bottom-start"
      onOptionSubmit={(id) => {
        combobox.closeDropdown();
        const chosen = found.find((patient) => patient.id === id);
        if (chosen !== undefined) onChoose(chosen);
      }}
    >
      <Combobox.Target>
        <TextInput
          {...input}
          autoComplete="off"
          leftSection={searching ? <Loader size={14} /> : <IconSearch size={15} aria-hidden />}
          value={words}
          onChange={({ currentTarget }) => {
            onWords(currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onFocus={() => words !== '' && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={words.trim().length < 2} style={{ minWidth: 280 }}>
        <Combobox.Options aria-label="Patients found" mah={360} style={{ overflowY: 'auto' }}>
          {found.map((patient) => (
            <Combobox.Option key={patient.id} value={patient.id} disabled={ofOtherWords}>
              <PatientLine {...patient} />
            </Combobox.Option>
          ))}
          {found.length === 0 && !searching && <Combobox.Empty>{nothing}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
