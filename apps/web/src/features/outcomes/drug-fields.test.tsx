import { screen, within } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../ui/form-fields.js';
import { renderInApp } from '../../testing/render.js';
import { drugRequests, firstDrugs } from './drug-draft.js';
import { DrugFields } from './drug-fields.js';

const { field } = fieldsOf([]);

function Given({ weightKg = 70 }: { readonly weightKg?: number | null }) {
  const [rows, setRows] = useState(firstDrugs(false));
  return (
    <>
      <DrugFields
        rows={rows}
        onChange={setRows}
        field={field}
        weightKg={weightKg}
        otherSideDrugs={[]}
        required
      />
      <output aria-label="Request">{JSON.stringify(drugRequests(rows))}</output>
    </>
  );
}

const drug = (title: string) => within(screen.getByRole('group', { name: title }));
const request = () => JSON.parse(screen.getByLabelText('Request').textContent ?? '') as unknown;

describe('The drugs that were given', () => {
  it('are chosen with their strength, or written where no list has them', async () => {
    const { user } = renderInApp(<Given />);
    await user.click(drug('Local anaesthetic').getByRole('combobox'));
    await user.click(await screen.findByRole('option', { name: 'lidocaine 1 %' }));
    await user.type(drug('Local anaesthetic').getByRole('textbox', { name: /^Volume/ }), '4');
    await user.click(screen.getByRole('button', { name: 'Local anaesthetic' }));
    await user.type(drug('Local anaesthetic (2)').getByRole('combobox'), 'procaine');
    expect(
      screen.getByText(/the share of the maximum is not known, because an amount is not written down/),
    ).toBeTruthy();
    await user.type(drug('Local anaesthetic (2)').getByRole('textbox', { name: 'Dose' }), '20');
    expect(
      screen.getByText(
        /40 mg lidocaine \+ 20 mg procaine on this side: the share of the maximum is not known, because no maximum is set for a drug/,
      ),
    ).toBeTruthy();
    expect(request()).toEqual([
      { role: 'local-anaesthetic', drug: 'lidocaine', concentrationPercent: 1, volumeMl: 4, doseMg: null },
      { role: 'local-anaesthetic', drug: 'procaine', concentrationPercent: null, volumeMl: null, doseMg: 20 },
    ]);
  }, 30_000);

  it('come and go, each with its role', async () => {
    const { user } = renderInApp(<Given />);
    for (const role of ['Contrast agent', 'Sedative', 'Reversal', 'Other drug'])
      await user.click(screen.getByRole('button', { name: role }));
    await user.type(drug('Reversal').getByRole('combobox'), 'naloxone');
    await user.type(drug('Sedative').getByRole('combobox'), 'midazolam');
    await user.click(screen.getByRole('button', { name: 'Remove: Sedative' }));
    expect(screen.queryByRole('group', { name: 'Sedative' })).toBeNull();
    expect(request()).toMatchObject([{ role: 'reversal', drug: 'naloxone' }]);
  }, 30_000);
});
