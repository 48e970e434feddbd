import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useState } from 'react';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { usePatientSearch } from '../../api/patient-search.js';
import { actionsNow, keysText, type Action } from '../../ui/actions.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { PatientLine } from '../../ui/patient-line.js';
import classes from './command-palette.module.css';

const patientPrefix = 'patient ';
/** More would have to be scrolled; a better word finds sooner. */
const mostPatients = 6;
/** From so many letters on a patient is looked for, also where an action begins with them. */
const surelyMeant = 3;

interface CommandPaletteProps {
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly onClose: () => void;
}

/** Everything by its name: patients, pages, and what can be done here (Ctrl+K). */
export function CommandPalette({ words, onWords, onClose }: CommandPaletteProps) {
  // What could be done when it was opened: the palette itself does not change it.
  const [groups] = useState(actionsNow);
  const { may } = useOwnSignIn();
  const navigate = useNavigate();
  const combobox = useCombobox({ opened: true });
  const listId = useId();
  useFocusBack();
  const mayFind = may('patient', 'read');
  const typed = words.trim();
  const found = groups
    .map(({ name, actions }) => ({ name, actions: actions.filter((action) => matches(action, name, typed)) }))
    .filter(({ actions }) => actions.length > 0);
  // Whoever types a command asks after no patient: every question about one stands in the trail.
  const asks = mayFind && (typed.length >= surelyMeant || found.length === 0);
  const search = usePatientSearch(asks ? words : '');
  const patients = asks && typed.length >= 2 ? search.found.slice(0, mostPatients) : [];
  const waiting = asks && typed.length >= 2 && search.searching;
  const first = found[0]?.actions[0]?.words ?? (search.ofOtherWords ? undefined : patients[0]?.id);
  const { selectFirstOption, resetSelectedOption } = combobox;
  useEffect(() => {
    // Enter takes the first of what was typed; what comes in below it later leaves the choice as it is.
    if (typed === '' || first === undefined) resetSelectedOption();
    else selectFirstOption();
  }, [typed, first, selectFirstOption, resetSelectedOption]);
  const choose = (value: string): void => {
    onClose();
    if (value.startsWith(patientPrefix)) {
      void navigate({ to: '/patients/$id', params: { id: value.slice(patientPrefix.length) } });
      return;
    }
    const [group, ...rest] = value.split('\n');
    const action = groups
      .find(({ name }) => name === group)
      ?.actions.find((each) => each.words === rest.join('\n'));
    // Once the focus is back where it was: what is done may take it somewhere else.
    setTimeout(() => action?.act?.());
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title="Find or do"
      size={560}
      yOffset="12vh"
      returnFocus={false}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Combobox store={combobox} onOptionSubmit={choose}>
        {/* Its list is never hidden, and is told by an id of ours: the library's own comes one drawing late. */}
        <Combobox.EventsTarget withExpandedAttribute aria-expanded aria-controls={listId}>
          <TextInput
            data-autofocus
            mt={4}
            aria-label={mayFind ? 'A patient, a page, or what to do' : 'A page, or what to do'}
            placeholder={mayFind ? 'A patient, a page, or what to do' : 'A page, or what to do'}
            leftSection={<IconSearch size={16} aria-hidden />}
            autoComplete="off"
            value={words}
            onKeyDown={({ key, nativeEvent }) => {
              // The list is always open here, so Esc has nothing to close but the palette.
              if (key === 'Escape' && !nativeEvent.isComposing) onClose();
            }}
            // What was typed before the field was there goes on at its end.
            onFocus={({ currentTarget }) => currentTarget.setSelectionRange(words.length, words.length)}
            onChange={({ currentTarget }) => onWords(currentTarget.value)}
          />
        </Combobox.EventsTarget>
        <Combobox.Options id={listId} aria-label="Found" className={classes['options'] ?? ''}>
          {found.map(({ name, actions }) => (
            <Combobox.Group key={name} label={name}>
              {actions.map((action) => (
                <Combobox.Option key={action.words} value={`${name}\n${action.words}`}>
                  <span className={classes['action']}>
                    {action.words}
                    <Keys text={keysText(action)} />
                  </span>
                </Combobox.Option>
              ))}
            </Combobox.Group>
          ))}
          {patients.length > 0 && (
            <Combobox.Group label="Patients">
              {patients.map((patient) => (
                <Combobox.Option
                  key={patient.id}
                  value={`${patientPrefix}${patient.id}`}
                  // What other words have found: Enter would open somebody who was not meant.
                  disabled={search.ofOtherWords}
                >
                  <PatientLine {...patient} />
                </Combobox.Option>
              ))}
            </Combobox.Group>
          )}
          {patients.length === 0 && found.length === 0 && (
            <Combobox.Empty>{waiting ? 'Looking ...' : 'Nothing is called that.'}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox>
    </Modal>
  );
}

function Keys({ text }: { readonly text: string | null }) {
  return text === null ? null : (
    <kbd className={classes['keys']} aria-hidden>
      {text}
    </kbd>
  );
}

/** Every word that is typed begins a word of the action or of its group. */
function matches({ words, act }: Action, group: string, typed: string): boolean {
  if (act === undefined) return false;
  const said = `${group} ${words}`.toLowerCase().split(/\s+/);
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((part) => said.some((word) => word.startsWith(part)));
}
