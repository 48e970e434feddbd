import { useMediaQuery } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { usePatientSearch } from '../../api/patient-search.js';
import { PatientCombobox } from '../../ui/patient-combobox.js';
import { useActions } from '../../ui/actions.js';
import classes from './frame.module.css';

/** Finds a patient from anywhere by name, birth date or MRN; `/` leads here. */
export function SearchField() {
  const input = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState('');
  const search = usePatientSearch(words);
  const navigate = useNavigate();
  const keyboard = useMediaQuery('(min-width: 901px)', true, { getInitialValueInEffect: false });
  useActions('Anywhere', [{ words: 'Find a patient', key: '/', act: () => input.current?.focus() }]);
  return (
    <search className={classes['search']}>
      <PatientCombobox
        words={words}
        onWords={setWords}
        {...search}
        onChoose={({ id }) => {
          setWords('');
          input.current?.blur();
          void navigate({ to: '/patients/$id', params: { id } });
        }}
        input={{
          ref: input,
          'aria-label': 'Find a patient by name, birth date or MRN',
          // A telephone has no keys to be told of.
          placeholder: keyboard ? 'Find a patient  /' : 'Find a patient',
        }}
      />
    </search>
  );
}
