import { Combobox, Loader, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { patientSearchQuery } from '../../api/patient-search.js';
import { sentenceOf } from '../../api/problem.js';
import { PatientLine } from '../../ui/patient-line.js';
import { useShortcuts } from '../../ui/shortcuts.js';
import classes from './frame.module.css';

/** Finds a patient from anywhere by name, birth date or MRN; `/` leads here. */
export function SearchField() {
  const input = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words.trim(), 150);
  const { data: page, isFetching, error } = useQuery(patientSearchQuery(asked));
  const navigate = useNavigate();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  useShortcuts({ '/': () => input.current?.focus() });
  const found = page?.rows ?? [];
  return (
    <search className={classes['search']}>
      <Combobox
        store={combobox}
        position="bottom-end"
        width={340}
        onOptionSubmit={(id) => {
          combobox.closeDropdown();
          setWords('');
          input.current?.blur();
          void navigate({ to: '/patients/$id', params: { id } });
        }}
      >
        <Combobox.Target>
          <TextInput
            ref={input}
            size="sm"
            aria-label="Find a patient by name, birth date or MRN"
            placeholder="Find a patient  /"
            autoComplete="off"
            leftSection={isFetching ? <Loader size={14} /> : <IconSearch size={15} aria-hidden />}
            value={words}
            onChange={({ currentTarget }) => {
              setWords(currentTarget.value);
              combobox.openDropdown();
              combobox.updateSelectedOptionIndex();
            }}
            onFocus={() => words !== '' && combobox.openDropdown()}
            onBlur={() => combobox.closeDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={asked.length < 2}>
          <Combobox.Options aria-label="Patients found">
            {found.map((patient) => (
              <Combobox.Option key={patient.id} value={patient.id}>
                <PatientLine {...patient} />
              </Combobox.Option>
            ))}
            {found.length === 0 && !isFetching && (
              <Combobox.Empty>{error === null ? 'No patient found.' : sentenceOf(error)}</Combobox.Empty>
            )}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </search>
  );
}
