import { useLocalStorage } from '@mantine/hooks';

export const densities = ['compact', 'normal', 'roomy'] as const;
export type Density = (typeof densities)[number];

/** A member's own choice, kept in the browser. */
export function useDensity(): [Density, (density: Density) => void] {
  const [density, setDensity] = useLocalStorage<Density>({
    key: 'lull-density',
    defaultValue: 'normal',
    getInitialValueInEffect: false,
  });
  return [densities.includes(density) ? density : 'normal', setDensity];
}
